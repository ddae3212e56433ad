"""The people who open a wave's box together, and whether each has shown that their phrase works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.errors import CustodiansMissing, CustodianUnknown, NotProved, OneAlone, WaveUnknown, WrongState
from surveyapp.fieldwork.models import Custodian, Proof, State, Wave

FEWEST = 2
"""Custodians who open a box of children's answers together, at the least; every sheet says so."""
RUNNING = (State.OPEN, State.CLOSING)


def name_custodians(session: Session, wave: str, names: Iterable[str], *, needed: int = 2) -> None:
    """Say who keeps a draft's keys and how many open together; earlier proofs fall away with the earlier keys.

    Raises OneAlone where one person could open the box of children's answers; a trial has none.
    """
    found = _wave(session, wave)
    if found.state is not State.DRAFT:
        raise WrongState(now=found.state, needed=(State.DRAFT,))
    if needed < FEWEST and not found.trial:
        raise OneAlone
    chosen = sorted(set(names))
    if len(chosen) < needed:
        raise CustodiansMissing
    session.execute(delete(Custodian).where(Custodian.wave == wave))
    session.add_all(Custodian(wave=wave, name=name) for name in chosen)
    found.custodians_needed = needed
    session.flush()


def dismiss(session: Session, wave: str) -> None:
    """Nobody keeps a draft's keys any more, so that it cannot start before others are named. Raises WrongState."""
    found = _wave(session, wave, locked=True)
    if found.state is not State.DRAFT:
        raise WrongState(now=found.state, needed=(State.DRAFT,))
    session.execute(delete(Custodian).where(Custodian.wave == wave))


def of(session: Session, wave: str) -> tuple[Custodian, ...]:
    """The wave's custodians by name."""
    return tuple(session.scalars(select(Custodian).where(Custodian.wave == wave).order_by(Custodian.name)))


def prove(session: Session, wave: str, name: str, *, today: date | None = None) -> None:
    """Note that this custodian has opened a canary ballot: before the start, or in mid-wave.

    With ``today``, a try before the middle of an open wave does not count as the one in mid-wave.
    """
    custodian = session.get(Custodian, (wave, name))
    if custodian is None:
        raise CustodianUnknown
    custodian.proved = _proof(_wave(session, wave), custodian.proved, today)
    session.flush()


def unproved(session: Session, wave: str, *, today: date | None = None) -> tuple[str, ...]:
    """Who has still to open a canary ballot; with ``today`` past the middle of an open wave, a second time."""
    enough = (Proof.MIDWAY,) if _past_the_middle(_wave(session, wave), today) else (Proof.START, Proof.MIDWAY)
    return tuple(custodian.name for custodian in of(session, wave) if custodian.proved not in enough)


def middle(session: Session, wave: str) -> date | None:
    """The day from which a second canary ballot is due; None before the wave opens."""
    return _middle(_wave(session, wave))


def due(session: Session, today: date) -> Mapping[str, tuple[str, ...]]:
    """By running wave that is past its middle: who has still to open a second canary ballot."""
    running = select(Wave).where(Wave.state.in_(RUNNING)).order_by(Wave.id)
    late = [wave.id for wave in session.scalars(running).all() if _past_the_middle(wave, today)]
    return {wave: names for wave in late if (names := unproved(session, wave, today=today))}


def assert_proved(session: Session, wave: str) -> None:
    """Raise CustodiansMissing, OneAlone or NotProved unless fieldwork may start."""
    found = _wave(session, wave)
    if len(of(session, wave)) < found.custodians_needed:
        raise CustodiansMissing
    if found.custodians_needed < FEWEST and not found.trial:
        raise OneAlone
    names = unproved(session, wave)
    if names:
        raise NotProved(names)


def _proof(wave: Wave, before: Proof, today: date | None) -> Proof:
    if wave.state is State.DRAFT:
        return Proof.START
    midway = today is None or wave.state not in RUNNING or _past_the_middle(wave, today)
    return Proof.MIDWAY if midway or before is Proof.MIDWAY else Proof.START


def _past_the_middle(wave: Wave, today: date | None) -> bool:
    day = _middle(wave)
    return today is not None and day is not None and wave.state in RUNNING and today >= day


def _middle(wave: Wave) -> date | None:
    if wave.opened_on is None:
        return None
    half = max((wave.ends_on - wave.opened_on) / 2, timedelta(days=1))
    return wave.opened_on + timedelta(days=-(-half // timedelta(days=1)))


def _wave(session: Session, wave: str, *, locked: bool = False) -> Wave:
    found = session.get(Wave, wave, with_for_update=locked, populate_existing=locked)
    if found is None:
        raise WaveUnknown
    return found
