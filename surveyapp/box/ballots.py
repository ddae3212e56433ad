"""What may be done with all ballots of a wave: count them, read them once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from surveyapp.box.gate import BoxNotReady, hold_to_open
from surveyapp.box.models import KeptPermit, SealedBallot, WaveKey
from surveyapp.box.permits import Permit

WITH_PERMITS = select(SealedBallot.band, SealedBallot.sealed, KeptPermit.message, KeptPermit.token).outerjoin(
    KeptPermit, KeptPermit.tag == SealedBallot.tag
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One ballot with its permit, without its tag."""

    band: str
    sealed: bytes
    permit: Permit | None = None


def count(session: Session, wave: str) -> Mapping[str, int]:
    """How many ballots each band has in the box."""
    number = func.count().label("number")
    counted = select(SealedBallot.band, number).where(SealedBallot.wave == wave).group_by(SealedBallot.band)
    return {row.band: row.number for row in session.execute(counted)}


def counts(session: Session) -> Mapping[tuple[str, str], int]:
    """How many ballots each wave and band has in the box, over all waves that have any."""
    counted = select(SealedBallot.wave, SealedBallot.band, func.count().label("number"))
    grouped = counted.group_by(SealedBallot.wave, SealedBallot.band)
    return {(row.wave, row.band): row.number for row in session.execute(grouped)}


def opened(session: Session, wave: str) -> bool:
    """Whether the wave's box was opened; BoxNotReady when the wave has none."""
    found = session.scalar(select(WaveKey.opened).where(WaveKey.wave == wave))
    if found is None:
        raise BoxNotReady(wave)
    return found


def take(session: Session, wave: str) -> Sequence[Sealed]:
    """Every ballot of the wave, in no meaningful order; no deposit comes between until this transaction ends."""
    hold_to_open(session, wave)
    return [sealed_in(*row) for row in session.execute(WITH_PERMITS.where(SealedBallot.wave == wave))]


def sealed_in(band: str, sealed: bytes, message: bytes | None, token: bytes | None) -> Sealed:
    """The ballot in a row of ``WITH_PERMITS``."""
    return Sealed(band, sealed, None if message is None or token is None else Permit(message, token))


def mark_opened(session: Session, wave: str) -> None:
    """Let nothing more into this wave's box: it is opened, or destroyed unread."""
    hold_to_open(session, wave)
    session.execute(update(WaveKey).where(WaveKey.wave == wave).values(opened=True))


def digest(ballots: Sequence[Sealed]) -> bytes:
    """One SHA-256 over all ballots, whatever their order: what was opened, provable while a copy of the box is left."""
    return sha256(b"".join(sorted(sha256(ballot.sealed).digest() for ballot in ballots))).digest()
