"""What one seed stands for: the blinded value the registry sees and the token the box sees, which share nothing.

The seed is made once, at a child's start, and everything comes from it, so that every retry is the same submission.
Without the seed nobody can tell which token belongs to which blinded value, not even with the issuer's private key.

The message is a hash of the proof, which lies sealed within the ballot: a token lets in the one ballot it was made for.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from surveyapp.box import blindsignatures
from surveyapp.box.sealing import PROOF_SIZE

SEED_SIZE = 32


class SeedWrong(ValueError):
    """The seed is not 32 bytes."""


@dataclass(frozen=True, slots=True)
class Token:
    """``message`` is what gets signed unseen; ``tag`` is the ballot's name in the box, and the receipt.

    ``proof`` nobody sees but whoever opens the ballot.
    """

    proof: bytes = field(repr=False)
    message: bytes
    tag: bytes


def new_seed() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SEED_SIZE)


def token(seed: bytes) -> Token:
    """The token of this seed, not signed yet: always the same one."""
    proof = _derived(seed, "proof", PROOF_SIZE)
    return Token(proof, message_of(proof), tag(message_of(proof)))


def message_of(proof: bytes) -> bytes:
    """What is signed for the ballot in which this proof lies: SHA-256("message" ‖ proof)."""
    return sha256(b"message" + proof).digest()


def tag(message: bytes) -> bytes:
    """The name a ballot has in the box: SHA-256("tag" ‖ message)."""
    return sha256(b"tag" + message).digest()


def blinded(seed: bytes, n: int) -> bytes:
    """What goes to the registry with the code, to be signed by the issuer whose modulus is ``n``."""
    salt = _derived(seed, "salt", blindsignatures.SALT_SIZE)
    return blindsignatures.blind(n, token(seed).message, salt=salt, r=_blinding(seed, n))


def signed(seed: bytes, n: int, signature: bytes) -> bytes:
    """The token's signature, for the box: what the issuer sent back without its blinding. Raises NotSigned."""
    return blindsignatures.finalize(n, token(seed).message, signature=signature, r=_blinding(seed, n))


def _blinding(seed: bytes, n: int) -> int:
    """The first of the seed's numbers that can blind for this issuer."""
    size = blindsignatures.size(n)
    drawn = (int.from_bytes(_derived(seed, f"blinding|{number}", size), "big") for number in count())
    return next(r for r in drawn if blindsignatures.may_blind(n, r))


def _derived(seed: bytes, purpose: str, size: int) -> bytes:
    """HKDF-SHA256 (RFC 5869) of the seed, one output for each purpose."""
    if len(seed) != SEED_SIZE:
        raise SeedWrong(len(seed))
    return HKDF(algorithm=SHA256(), length=size, salt=None, info=f"surveyapp {purpose}".encode()).derive(seed)
