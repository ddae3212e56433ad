"""Sealing a ballot so that only the wave's private key opens it (HPKE, RFC 9180: P-256, HKDF-SHA256, AES-256-GCM)."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from surveyapp.definition.ballots import MOST

_LENGTH = 4
PROOF_SIZE = 32
"""Bytes that a ballot begins with, of which its token's message is the hash (see ``tokens``)."""
PADDED_SIZE = _LENGTH + PROOF_SIZE + MOST
"""Every ballot is this long before sealing, in every wave and band: its length says nothing."""

_POINT = 65
OVERHEAD = _POINT + 16
SEALED_SIZE = PADDED_SIZE + OVERHEAD

_BALLOT = "ballot with its proof"
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BallotTooLong(Exception):
    """The answers do not fit the one length of a ballot; the definition's checks should have said so."""


class BallotUnfit(ValueError):
    """This cannot be a sealed ballot: it has not the one length, or does not begin with a point of the curve."""


class BallotUnreadable(Exception):
    """The sealed ballot was not made for this wave, band and key, or was changed afterwards."""


def pad(plaintext: bytes) -> bytes:
    """The plaintext behind its length, filled up to the one size."""
    if len(plaintext) > PADDED_SIZE - _LENGTH:
        raise BallotTooLong(len(plaintext))
    return (len(plaintext).to_bytes(_LENGTH, "big") + plaintext).ljust(PADDED_SIZE, b"\0")


def unpad(padded: bytes) -> bytes:
    """What ``pad`` was given; BallotUnreadable when it cannot have been padded by it."""
    length = int.from_bytes(padded[:_LENGTH], "big")
    filling = padded[_LENGTH + length :]
    if len(padded) != PADDED_SIZE or length > PADDED_SIZE - _LENGTH or filling.strip(b"\0"):
        raise BallotUnreadable
    return padded[_LENGTH : _LENGTH + length]


def seal(public: bytes, *, wave: str, band: str, plaintext: bytes) -> bytes:
    """Sealed to the wave's public key (65 bytes, uncompressed point); two seals never look alike.

    So canaries are sealed, and ballots were before they held the proof of what let them in.
    """
    return _SUITE.encrypt(pad(plaintext), public_point(public), info=_bound_to(wave, band))


def seal_ballot(public: bytes, *, wave: str, band: str, proof: bytes, plaintext: bytes) -> bytes:
    """The ballot sealed with its token's proof before it: who may write into the box can put no other in its place."""
    return _SUITE.encrypt(pad(proof + plaintext), public_point(public), info=_bound_to(wave, band, _BALLOT))


def assert_sealed(sealed: bytes) -> None:
    """Raise BallotUnfit unless this looks like a sealed ballot; what is in it nobody can tell."""
    if len(sealed) != SEALED_SIZE:
        raise BallotUnfit(len(sealed))
    try:
        public_point(sealed[:_POINT])
    except ValueError as error:
        raise BallotUnfit from error


def unseal(private: ec.EllipticCurvePrivateKey, *, wave: str, band: str, sealed: bytes) -> bytes:
    """The plaintext of one ballot of this wave and band, or BallotUnreadable."""
    try:
        return unpad(_SUITE.decrypt(sealed, private, info=_bound_to(wave, band)))
    except (InvalidTag, ValueError) as error:
        raise BallotUnreadable from error


def unseal_ballot(private: ec.EllipticCurvePrivateKey, *, wave: str, band: str, sealed: bytes) -> tuple[bytes, bytes]:
    """The proof and the plaintext of what ``seal_ballot`` made for this wave and band, or BallotUnreadable."""
    try:
        whole = unpad(_SUITE.decrypt(sealed, private, info=_bound_to(wave, band, _BALLOT)))
    except (InvalidTag, ValueError) as error:
        raise BallotUnreadable from error
    return whole[:PROOF_SIZE], whole[PROOF_SIZE:]


def new_private_key() -> ec.EllipticCurvePrivateKey:
    """A fresh private key, in memory only."""
    return ec.generate_private_key(ec.SECP256R1())


def public_bytes(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, as 65 bytes."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_point(public: bytes) -> ec.EllipticCurvePublicKey:
    """The public half from its 65 bytes."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)


def _bound_to(wave: str, band: str, what: str = "ballot") -> bytes:
    return f"surveyapp {what}|{wave}|{band}".encode()
