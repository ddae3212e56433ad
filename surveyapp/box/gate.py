"""The gate between the last deposits and the opening: many may deposit at once, nobody while the box is being opened.

SQLite's one write lock is gate enough. On PostgreSQL an advisory lock does it, which leaves no trace in any file.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from surveyapp.box.models import WaveKey
from surveyapp.db.engines import Asked

_LOOK = select(WaveKey.public, WaveKey.opened).where(WaveKey.wave == bindparam("of"))
_OPENED = select(WaveKey.opened).where(WaveKey.wave == bindparam("of"))
_SHARED = text("SELECT pg_advisory_xact_lock_shared(:number)")
_ALONE = text("SELECT pg_advisory_xact_lock(:number)")


class BoxNotReady(Exception):
    """The wave has no keys, so nothing can be sealed for it."""


class BoxOpened(Exception):
    """The wave's box has been opened; a ballot put in now would never be read."""


def looked_at(session: Asked, wave: str) -> tuple[bytes, bool]:
    """The key that this wave's ballots are sealed with, and whether the box was opened. Raises BoxNotReady."""
    found = session.execute(_LOOK, {"of": wave}).first()
    if found is None:
        raise BoxNotReady(wave)
    return bytes(found.public), bool(found.opened)


def pass_to_deposit(session: Asked, wave: str) -> None:
    """Wait for an opening that is going on. Raises BoxNotReady, or BoxOpened when it is too late."""
    wait_for_opening(session, wave)
    assert_taking(session, wave)


def wait_for_opening(session: Asked, wave: str) -> None:
    """Wait for an opening that is going on. Whether the box takes ballots is to be asked after this and not before."""
    _lock(session, wave, _SHARED)


def assert_taking(session: Asked, wave: str) -> None:
    """Raise BoxNotReady, or BoxOpened when it is too late."""
    found = session.execute(_OPENED, {"of": wave}).first()
    if found is None:
        raise BoxNotReady(wave)
    if found.opened:
        raise BoxOpened(wave)


def hold_to_open(session: Session, wave: str) -> None:
    """Wait until the last deposit is in and let no other begin before this transaction ends."""
    _lock(session, wave, _ALONE)


def _lock(session: Asked, wave: str, lock: TextClause) -> None:
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(sha256(wave.encode()).digest()[:8], "big", signed=True)
        session.execute(lock, {"number": number})
