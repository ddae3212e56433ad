"""What one seed stands for: the spend digest the registry sees and the tag the box sees, which share nothing.

The seed is made once, at a child's start, and every retry carries it, so that every retry is the same submission.
Without the seed nobody can tell which tag belongs to which spend digest. ``message`` is what a blind signature will
sign once the browser seals for itself; on the plain path the server spends and deposits in one breath and needs none.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

SEED_SIZE = 32


class SeedWrong(ValueError):
    """The seed is not 32 bytes."""


@dataclass(frozen=True, slots=True)
class Token:
    """``spent_for`` goes to the registry with the code, ``tag`` to the box with the ballot, ``message`` to nobody."""

    spent_for: bytes
    message: bytes
    tag: bytes


def new_seed() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SEED_SIZE)


def token(seed: bytes) -> Token:
    """The token of this seed: always the same one."""
    if len(seed) != SEED_SIZE:
        raise SeedWrong(len(seed))
    message = _hash(b"message", seed)
    return Token(spent_for=_hash(b"spend", seed), message=message, tag=tag(message))


def tag(message: bytes) -> bytes:
    """The name a ballot has in the box: SHA-256("tag" ‖ message)."""
    return sha256(b"tag" + message).digest()


def _hash(purpose: bytes, seed: bytes) -> bytes:
    return sha256(b"surveyapp " + purpose + b"|" + seed).digest()
