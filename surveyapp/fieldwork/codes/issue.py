"""Making access codes for a stratum: never more than its eligible, readable this once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from surveyapp.fieldwork.codes.alphabet import digest, make, normalise
from surveyapp.fieldwork.errors import InstrumentNotInWave, StratumUnknown, TooManyCodes, WrongState
from surveyapp.fieldwork.models import AccessCode, State, Stratum, Wave, WaveBand

ISSUING = (State.DRAFT, State.OPEN)
AT_ONCE = 500
Lot = tuple[int, str]
"""Stratum and instrument."""


def issue(session: Session, *, pepper: bytes, stratum: int, instrument: str, count: int) -> list[str]:
    """Make ``count`` codes and return them as printed, the only time they can be read.

    Raises TooManyCodes, StratumUnknown, InstrumentNotInWave, WrongState.
    """
    return issue_drawn(session, pepper=pepper, lot=(stratum, instrument), count=count, source=iter(make, None))


def issue_drawn(session: Session, *, pepper: bytes, lot: Lot, count: int, source: Iterator[str]) -> list[str]:
    """The same with codes from this ``source``, which gives more than are needed; those issued before are left out."""
    stratum, instrument = lot
    _may_issue(session, stratum, instrument)
    if count < 1:
        return []
    _reserve(session, stratum, count)
    made = _unused(session, pepper, count, source)
    rows = [{"digest": key, "stratum": stratum, "instrument": instrument} for key in sorted(made)]
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(AccessCode), rows[start : start + AT_ONCE])
    return list(made.values())


def left(session: Session, stratum: int) -> int:
    """How many codes may still be issued for a stratum."""
    return session.scalar(select(Stratum.eligible - Stratum.issued).where(Stratum.id == stratum)) or 0


def versions(session: Session, wave: str) -> frozenset[tuple[str, str]]:
    """Which instruments the wave's cards carry, as band and instrument; a card may carry another band's."""
    carried = select(Stratum.band, AccessCode.instrument).join(AccessCode, AccessCode.stratum == Stratum.id)
    return frozenset(
        (band, instrument) for band, instrument in session.execute(carried.where(Stratum.wave == wave).distinct())
    )


def _may_issue(session: Session, stratum: int, instrument: str) -> None:
    wave = session.scalar(select(Wave).join(Stratum, Stratum.wave == Wave.id).where(Stratum.id == stratum))
    if wave is None:
        raise StratumUnknown
    if wave.state not in ISSUING:
        raise WrongState(now=wave.state, needed=ISSUING)
    used = select(WaveBand.band).where(WaveBand.wave == wave.id, WaveBand.instrument == instrument)
    if session.scalar(used.limit(1)) is None:
        raise InstrumentNotInWave


def _reserve(session: Session, stratum: int, count: int) -> None:
    """Count the codes in before they exist; of two sheets printed at once, one waits for the other here."""
    room = update(Stratum).where(Stratum.id == stratum, Stratum.issued + count <= Stratum.eligible)
    done = session.scalar(room.values(issued=Stratum.issued + count).returning(Stratum.id))
    if done is None:
        raise TooManyCodes(left(session, stratum))


def _unused(session: Session, pepper: bytes, count: int, source: Iterator[str]) -> dict[bytes, str]:
    """``count`` codes by digest, none of which was ever issued."""
    made: dict[bytes, str] = {}
    while len(made) < count:
        drawn = islice(source, min(AT_ONCE, count - len(made)))
        fresh = {digest(pepper, normalise(code)): code for code in drawn}
        known = session.scalars(select(AccessCode.digest).where(AccessCode.digest.in_(fresh)))
        made |= {key: code for key, code in fresh.items() if key not in set(known)}
    return made
