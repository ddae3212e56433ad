"""The gate between the last deposits and the opening: many may deposit at once, nobody while the box is being opened.

SQLite's one write lock is gate enough. On PostgreSQL an advisory lock does it, which leaves no trace in any file.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from surveyapp.box.models import WaveKey

_LOOK = select(WaveKey.public, WaveKey.opened).where(WaveKey.wave == bindparam("of"))
_STATE = select(WaveKey.opened, WaveKey.permits).where(WaveKey.wave == bindparam("of"))


class BoxNotReady(Exception):
    """The wave has no keys, so nothing can be sealed for it."""


class BoxOpened(Exception):
    """The wave's box has been opened; a ballot put in now would never be read."""


def looked_at(session: Session, wave: str) -> tuple[bytes, bool]:
    """The key that this wave's ballots are sealed with, and whether the box was opened. Raises BoxNotReady."""
    found = session.connection().execute(_LOOK, {"of": wave}).one_or_none()
    if found is None:
        raise BoxNotReady(wave)
    return bytes(found.public), bool(found.opened)


def pass_to_deposit(session: Session, wave: str) -> bool:
    """Wait for an opening that is going on; whether this wave's box keeps permits.

    Raises BoxNotReady, or BoxOpened when it is too late.
    """
    _lock(session, wave, "pg_advisory_xact_lock_shared")
    state = session.connection().execute(_STATE, {"of": wave}).one_or_none()
    if state is None:
        raise BoxNotReady(wave)
    if state.opened:
        raise BoxOpened(wave)
    return bool(state.permits)


def hold_to_open(session: Session, wave: str) -> None:
    """Wait until the last deposit is in and let no other begin before this transaction ends."""
    _lock(session, wave, "pg_advisory_xact_lock")


def _lock(session: Session, wave: str, function: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(sha256(wave.encode()).digest()[:8], "big", signed=True)
        session.execute(text(f"SELECT {function}(:number)"), {"number": number})
