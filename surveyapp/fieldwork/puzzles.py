"""A little work that a page does while its code waits: cheap for one child, dear for whoever asks for many codes."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from hashlib import pbkdf2_hmac
from threading import Lock

ROUNDS = 2000
"""PBKDF2 rounds of one try, which browsers do as fast as a program can: under a millisecond to check."""
TRIES = 256
"""Tries that a page needs on average: about a second of a slow tablet."""
SIZE = 16
"""Bytes of a puzzle, and of its solution."""
SECONDS = 10
"""Puzzles change so often; the one before is taken as well."""


class Puzzles:
    """One puzzle for each code and ten seconds, made anew from a key whenever it is asked for.

    A solution is 16 bytes whose PBKDF2-HMAC-SHA-256, salted with the puzzle, begins with a zero byte. It counts once in
    a process, so that every draw costs work; only solutions of the last two spans are remembered.
    """

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._lock = clock, Lock()
        self._used: dict[tuple[int, bytes], None] = {}

    def puzzle(self, key: bytes, digest: bytes) -> bytes:
        """What a page that asks for this code has to solve now."""
        return _puzzle(key, digest, self._span())

    def solved(self, key: bytes, digest: bytes, solution: bytes) -> bool:
        """Whether this solves the code's puzzle and did not count before."""
        now = self._span()
        span = next((it for it in (now, now - 1) if _solves(_puzzle(key, digest, it), solution)), None)
        if span is None:
            return False
        with self._lock:
            self._used = {used: None for used in self._used if used[0] >= now - 1}
            fresh = (span, digest + solution) not in self._used
            self._used[span, digest + solution] = None
        return fresh

    def _span(self) -> int:
        return int(self._clock() / SECONDS)


def _puzzle(key: bytes, digest: bytes, span: int) -> bytes:
    return hmac.digest(key, span.to_bytes(8, "big") + digest, "sha256")[:SIZE]


def _solves(puzzle: bytes, solution: bytes) -> bool:
    return len(solution) == SIZE and pbkdf2_hmac("sha256", solution, puzzle, ROUNDS, 1) == b"\0"
