"""Slowing down whoever guesses passwords, without ever locking the owner out for good."""

from __future__ import annotations

from hmac import digest
from time import time

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from surveyapp.staff.models import Attempts

FREE = 5
"""Tries in a row that cost no waiting."""

LONGEST_WAIT = 60
FORGOTTEN_AFTER = 24 * 3600
ADD = text("INSERT INTO attempts (bucket, tries, last) VALUES (:bucket, 0, 0) ON CONFLICT (bucket) DO NOTHING")


class TooManyAttempts(Exception):
    """There were too many wrong passwords; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def bucket(key: bytes, email: str, *, known_browser: str = "") -> bytes:
    """Where tries are counted; a browser that its owner used before has its own count, which strangers cannot raise."""
    return digest(key, f"attempts\0{email}\0{known_browser}".encode(), "sha256")


def begin(session: Session, counted: bytes) -> None:
    """Count a try before its password is looked at; TooManyAttempts while a wait is running."""
    now = int(time())
    session.execute(delete(Attempts).where(Attempts.last <= now - FORGOTTEN_AFTER, Attempts.tries > 0))
    session.execute(ADD, {"bucket": counted})
    tried = session.scalars(select(Attempts).where(Attempts.bucket == counted).with_for_update()).one()
    left = tried.last + wait(tried.tries) - now
    if left > 0:
        raise TooManyAttempts(left)
    tried.tries, tried.last = min(tried.tries + 1, 1000), now
    session.flush()


def forget(session: Session, counted: bytes) -> None:
    """Forget the tries before the right password."""
    session.execute(delete(Attempts).where(Attempts.bucket == counted))


def wait(tries: int) -> int:
    """Seconds to wait after so many tries in a row: none at first, then doubling, never over a minute."""
    over = tries - FREE
    return 0 if over < 0 else min(2 ** (min(over, 10) + 1), LONGEST_WAIT)
