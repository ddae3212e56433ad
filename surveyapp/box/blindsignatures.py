"""RSA blind signatures (RFC 9474) in the one variant used here: RSABSSA-SHA384-PSS-Deterministic.

The signer never learns what it signs: for every blinded value and every token there is a blinding that fits both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha384
from math import gcd, lcm
from secrets import randbelow

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from surveyapp.box import openssl
from surveyapp.box.openssl import RawKey

EXPONENT = 65537
SALT_SIZE = 48
"""Bytes; as long as the hash."""

_HASH_SIZE = 48
_PSS = padding.PSS(padding.MGF1(SHA384()), SALT_SIZE)


class BlindedUnfit(ValueError):
    """What was sent to be signed is not as long as the key's modulus, or is not below it."""


class NotSigned(Exception):
    """The token was not made with this key, or not for this message."""


class FaultySignature(Exception):
    """The machine made a mistake while signing. The result would give the key away and is given to nobody."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half of an issuer key, with what the Chinese remainder theorem needs (RFC 8017, 3.2)."""

    n: int
    p: int = field(repr=False)
    q: int = field(repr=False)
    dp: int = field(repr=False)
    dq: int = field(repr=False)
    q_inverse: int = field(repr=False)
    raw: RawKey | None = field(repr=False, compare=False)

    @classmethod
    def of(cls, p: int, q: int) -> Signer:
        """The signer with these two primes and the exponent that all keys share."""
        d, dp, dq = (pow(EXPONENT, -1, order) for order in (lcm(p - 1, q - 1), p - 1, q - 1))
        q_inverse, public = pow(q, -1, p), rsa.RSAPublicNumbers(EXPONENT, p * q)
        key = rsa.RSAPrivateNumbers(p, q, d, dp, dq, q_inverse, public).private_key(unsafe_skip_rsa_key_validation=True)
        der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        return cls(p * q, p, q, dp, dq, q_inverse, openssl.load(der))


def blind(n: int, message: bytes, *, salt: bytes, r: int) -> bytes:
    """What is sent to be signed (RFC 9474, 4.2): the encoded message times r^e. ``r`` is secret and coprime to n."""
    encoded = int.from_bytes(_encoded(message, salt, bits=n.bit_length() - 1), "big")
    return (encoded * pow(r, EXPONENT, n) % n).to_bytes(size(n), "big")


def blind_sign(signer: Signer, blinded: bytes) -> bytes:
    """The signature of a blinded value (RFC 9474, 4.3). Raises BlindedUnfit, and FaultySignature."""
    number = fitting(signer.n, blinded)
    signature = signer.raw.power(blinded) if signer.raw else _power(signer, number)
    if _undone(signer, signature) != number:
        raise FaultySignature
    return signature


def finalize(n: int, message: bytes, *, signature: bytes, r: int) -> bytes:
    """The token: the signature without its blinding, verified (RFC 9474, 4.4). Raises NotSigned."""
    token = (int.from_bytes(signature, "big") * pow(r, -1, n) % n).to_bytes(size(n), "big")
    verify(n, message, token)
    return token


def verify(n: int, message: bytes, token: bytes) -> None:
    """Raise NotSigned unless the token is a PSS signature of the message (RFC 8017, 8.1.2)."""
    try:
        rsa.RSAPublicNumbers(EXPONENT, n).public_key().verify(token, message, _PSS, SHA384())
    except InvalidSignature as error:
        raise NotSigned from error


def fitting(n: int, blinded: bytes) -> int:
    """The blinded value as a number from 1 to n - 1, or BlindedUnfit."""
    number = int.from_bytes(blinded, "big")
    if len(blinded) != size(n) or not 0 < number < n:
        raise BlindedUnfit
    return number


def may_blind(n: int, r: int) -> bool:
    """Whether this number can be a blinding: between 1 and n, and coprime to it."""
    return 1 < r < n and gcd(r, n) == 1


def size(n: int) -> int:
    """How many bytes a number below n takes."""
    return (n.bit_length() + 7) // 8


def _undone(signer: Signer, signature: bytes) -> int:
    """The signature to the public exponent."""
    if signer.raw:
        return int.from_bytes(signer.raw.undone(signature), "big")
    return pow(int.from_bytes(signature, "big"), EXPONENT, signer.n)


def _power(signer: Signer, number: int) -> bytes:
    """The number to the private exponent, once modulo each prime (RFC 8017, 5.1.2).

    Covered by a random number meanwhile, so that how long it takes says nothing of the key.
    """
    n, cover = signer.n, randbelow(signer.n - 2) + 2
    covered = number * pow(cover, EXPONENT, n) % n
    modulo_p, modulo_q = pow(covered, signer.dp, signer.p), pow(covered, signer.dq, signer.q)
    powered = modulo_q + (modulo_p - modulo_q) * signer.q_inverse % signer.p * signer.q
    return (powered * pow(cover, -1, n) % n).to_bytes(size(n), "big")


def _encoded(message: bytes, salt: bytes, *, bits: int) -> bytes:
    """EMSA-PSS (RFC 8017, 9.1.1) with SHA-384 and MGF1."""
    length = (bits + 7) // 8
    digest = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - _HASH_SIZE - 2) + b"\x01" + salt
    mask = int.from_bytes(_mask(digest, len(block)), "big") ^ int.from_bytes(block, "big")
    masked = mask & ((1 << (bits - 8 * (_HASH_SIZE + 1))) - 1)
    return masked.to_bytes(len(block), "big") + digest + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1 (RFC 8017, B.2.1)."""
    blocks = range((length + _HASH_SIZE - 1) // _HASH_SIZE)
    return b"".join(sha384(seed + number.to_bytes(4, "big")).digest() for number in blocks)[:length]
