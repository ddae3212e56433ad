"""The people who open a wave's box together, and whether each has shown that their phrase works."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.errors import CustodiansMissing, CustodianUnknown, NotProved, WaveUnknown, WrongState
from surveyapp.fieldwork.models import Custodian, Proof, State, Wave


def name_custodians(session: Session, wave: str, names: Iterable[str], *, needed: int = 2) -> None:
    """Say who keeps a draft's keys and how many open together; earlier proofs fall away with the earlier keys."""
    found = _wave(session, wave)
    if found.state is not State.DRAFT:
        raise WrongState(now=found.state, needed=(State.DRAFT,))
    chosen = sorted(set(names))
    if len(chosen) < needed:
        raise CustodiansMissing
    session.execute(delete(Custodian).where(Custodian.wave == wave))
    session.add_all(Custodian(wave=wave, name=name) for name in chosen)
    found.custodians_needed = needed
    session.flush()


def of(session: Session, wave: str) -> tuple[Custodian, ...]:
    """The wave's custodians by name."""
    return tuple(session.scalars(select(Custodian).where(Custodian.wave == wave).order_by(Custodian.name)))


def prove(session: Session, wave: str, name: str) -> None:
    """Note that this custodian has opened a canary ballot: before the start, or in mid-wave."""
    custodian = session.get(Custodian, (wave, name))
    if custodian is None:
        raise CustodianUnknown
    custodian.proved = Proof.START if _wave(session, wave).state is State.DRAFT else Proof.MIDWAY
    session.flush()


def unproved(session: Session, wave: str, *, today: date | None = None) -> tuple[str, ...]:
    """Who has still to open a canary ballot; with ``today`` past the middle of an open wave, a second time."""
    enough = (Proof.MIDWAY,) if _past_the_middle(_wave(session, wave), today) else (Proof.START, Proof.MIDWAY)
    return tuple(custodian.name for custodian in of(session, wave) if custodian.proved not in enough)


def assert_proved(session: Session, wave: str) -> None:
    """Raise CustodiansMissing or NotProved unless fieldwork may start."""
    if len(of(session, wave)) < _wave(session, wave).custodians_needed:
        raise CustodiansMissing
    names = unproved(session, wave)
    if names:
        raise NotProved(names)


def _past_the_middle(wave: Wave, today: date | None) -> bool:
    if today is None or wave.opened_on is None or wave.state not in (State.OPEN, State.CLOSING):
        return False
    return today - wave.opened_on >= max((wave.ends_on - wave.opened_on) / 2, timedelta(days=1))


def _wave(session: Session, wave: str) -> Wave:
    found = session.get(Wave, wave)
    if found is None:
        raise WaveUnknown
    return found
