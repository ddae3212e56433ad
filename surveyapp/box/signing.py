"""Signing what an opening found with the wave's private key, which is unwrapped only while a quorum opens the box."""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from surveyapp.box import sealing

SIZE = 64
"""Bytes of a signature: r and s, 32 each."""

_HALF = 32
_DOMAIN = b"surveyapp findings of an opening, signed|"
_SCHEME = ec.ECDSA(SHA256(), deterministic_signing=True)
"""ECDSA on P-256 (FIPS 186-5); its nonce comes from key and message (RFC 6979), not from a machine's poor randomness.

One key for HPKE and ECDSA is safe: Degabriele, Lehmann, Paterson, Smart and Strefler (CT-RSA 2012) prove it for the
elliptic curve KEM and signature together. Here the key signs once for each opening away, and nothing but this message.
"""


class NotSigned(Exception):
    """The wave's private key has not signed this content."""


def sign(private: ec.EllipticCurvePrivateKey, content: bytes, *, wave: str) -> bytes:
    """The signature of what was found in this wave's box."""
    r, s = decode_dss_signature(private.sign(_message(content, wave), _SCHEME))
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def assert_signed(public: bytes, content: bytes, signature: bytes, *, wave: str) -> None:
    """Raise NotSigned unless the holder of the wave's private key has signed this content for this wave."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:]))
    try:
        sealing.public_point(public).verify(encode_dss_signature(r, s), _message(content, wave), _SCHEME)
    except InvalidSignature as error:
        raise NotSigned(wave) from error


def _message(content: bytes, wave: str) -> bytes:
    return _DOMAIN + sha256(wave.encode()).digest() + sha256(content).digest()
