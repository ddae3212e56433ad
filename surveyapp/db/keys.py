"""Keys for what rests wrapped or sealed in a store: each of them comes of the installation's pepper."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@cache
def key_for(pepper: bytes, purpose: str) -> bytes:
    """The key for one purpose: 32 bytes of HKDF-SHA256 (RFC 5869) of the installation's pepper."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(pepper)
