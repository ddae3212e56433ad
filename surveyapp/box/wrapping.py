"""Wrapping a private key under custodians' phrases: argon2id for each phrase, one AES-256-GCM layer for each."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SALT_SIZE = 16
_KEY_SIZE = 32
_NONCE_SIZE = 12


class WrongKey(Exception):
    """This layer was not closed with this key, or was changed afterwards."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one phrase costs: RFC 9106's second recommendation, on top of 126 random bits."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


def new_salt() -> bytes:
    """A fresh salt for one custodian of one wave."""
    return secrets.token_bytes(SALT_SIZE)


def stretch(phrase: str, *, salt: bytes, cost: Cost) -> bytes:
    """The key that a phrase stands for (argon2id 1.3, RFC 9106); safe to call from several threads at once."""
    return hash_secret_raw(
        phrase.encode(),
        salt,
        time_cost=cost.iterations,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_SIZE,
        type=Type.ID,
    )


def close(key: bytes, secret: bytes, *, purpose: str) -> bytes:
    """The secret in one layer, bound to its purpose."""
    nonce = secrets.token_bytes(_NONCE_SIZE)
    return nonce + AESGCM(_for_purpose(key, purpose)).encrypt(nonce, secret, purpose.encode())


def open_layer(key: bytes, closed: bytes, *, purpose: str) -> bytes:
    """What ``close`` was given, or WrongKey."""
    try:
        return AESGCM(_for_purpose(key, purpose)).decrypt(closed[:_NONCE_SIZE], closed[_NONCE_SIZE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey(purpose) from error


def wrap(secret: bytes, quorum: Sequence[str], keys: Mapping[str, bytes], *, purpose: str) -> bytes:
    """The secret in one layer for each custodian of the quorum, the first named outermost."""
    for name in reversed(quorum):
        secret = close(keys[name], secret, purpose=_layer(purpose, quorum, name))
    return secret


def unwrap(wrapped: bytes, quorum: Sequence[str], keys: Mapping[str, bytes], *, purpose: str) -> bytes:
    """What ``wrap`` was given, when every key of the quorum is right."""
    for name in quorum:
        wrapped = open_layer(keys[name], wrapped, purpose=_layer(purpose, quorum, name))
    return wrapped


def _layer(purpose: str, quorum: Sequence[str], name: str) -> str:
    return "\x1f".join((purpose, *quorum, name))


def _for_purpose(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_SIZE, salt=None, info=purpose.encode()).derive(key)
