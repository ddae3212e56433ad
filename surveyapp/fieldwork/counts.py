"""How many have answered: exactly once a wave is closed, in last night's steps of five while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import cohorts, together, waves
from surveyapp.fieldwork.errors import WrongState
from surveyapp.fieldwork.models import AccessCode, CodeState, State, Stratum, Wave

FLOOR = 0.30
"""Below this response rate a band's results do not stand for its children."""

STEP = 5
RUNNING = (State.OPEN, State.CLOSING)
COUNTED = (State.CLOSED, State.OPENED, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Rate:
    """Completed out of eligible, for a band or ("all") the whole wave."""

    band: str
    completed: int
    eligible: int

    @property
    def share(self) -> float:
        """The response rate from 0 to 1; 0 where nobody is eligible."""
        return self.completed / self.eligible if self.eligible else 0.0

    @property
    def below_floor(self) -> bool:
        """Whether fewer than 30 in 100 answered."""
        return self.share < FLOOR


@dataclass(frozen=True, slots=True)
class Codes:
    """A band's access codes: those used, and those issued and not void."""

    spent: int
    issued: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A band and team as staff see it while the wave is open. ``at_least`` is 0, 5, 10, …; 0 means fewer than 5."""

    band: str
    team: str
    eligible: int
    issued: int
    at_least: int

    @property
    def fewer_than_five(self) -> bool:
        """Whether so few have answered that their number is not said."""
        return self.at_least == 0


def response_rates(session: Session, wave: str) -> tuple[Rate, ...]:
    """Each band's exact response rate. Raises WrongState while the wave is open: then only ``progress`` may be seen."""
    state = waves.find(session, wave).state
    if state not in COUNTED:
        raise WrongState(now=state, needed=COUNTED)
    eligible = cohorts.eligible(session, wave)
    return tuple(Rate(band, n, eligible[band]) for band, n in completed(session, wave).items())


def whole(rates: Iterable[Rate]) -> Rate:
    """The response rate of all bands together."""
    bands = tuple(rates)
    return Rate("all", sum(rate.completed for rate in bands), sum(rate.eligible for rate in bands))


def completed(session: Session, wave: str) -> Mapping[str, int]:
    """How many codes were spent in each band of the wave; for the closed wave, its outcomes, and the nightly steps."""
    summed = together.summed(session, wave, completed)
    if summed is not None:
        return summed
    counted = dict.fromkeys((band.band for band in waves.bands(session, wave)), 0)
    spent = (
        select(Stratum.band, func.count())
        .join(AccessCode, AccessCode.stratum == Stratum.id)
        .where(Stratum.wave == wave, AccessCode.state == CodeState.SPENT)
        .group_by(Stratum.band)
    )
    for band, n in session.execute(spent):
        counted[band] = n
    return counted


def at_least(session: Session, wave: str) -> Mapping[str, int]:
    """Last night's steps, added up by band."""
    steps = dict.fromkeys((band.band for band in waves.bands(session, wave)), 0)
    for one in cohorts.strata(session, wave):
        steps[one.band] += one.at_least
    return steps


def codes(session: Session) -> Mapping[tuple[str, str], Codes]:
    """The codes of every wave and band that has strata, exactly: to compare with the box, and for nobody's eyes."""
    used = (
        select(Stratum.wave, Stratum.band, func.count().label("n"))
        .join(AccessCode, AccessCode.stratum == Stratum.id)
        .where(AccessCode.state == CodeState.SPENT)
        .group_by(Stratum.wave, Stratum.band)
    )
    spent = {(row.wave, row.band): row.n for row in session.execute(used)}
    issued = select(Stratum.wave, Stratum.band, func.sum(Stratum.issued).label("n"))
    return {
        (row.wave, row.band): Codes(spent.get((row.wave, row.band), 0), row.n)
        for row in session.execute(issued.group_by(Stratum.wave, Stratum.band))
    }


def progress(session: Session, wave: str) -> tuple[Progress, ...]:
    """Last night's count for each band and team, in steps of five."""
    return tuple(
        Progress(one.band, one.team, one.eligible, one.issued, one.at_least) for one in cohorts.strata(session, wave)
    )


def refresh(session: Session) -> None:
    """Nightly: bring the steps of every running wave up to date."""
    spent = (
        select(AccessCode.stratum, func.count().label("n"))
        .where(AccessCode.state == CodeState.SPENT)
        .group_by(AccessCode.stratum)
        .subquery()
    )
    running = (
        select(Stratum, spent.c.n)
        .join(Wave, Wave.id == Stratum.wave)
        .join(spent, spent.c.stratum == Stratum.id)
        .where(Wave.state.in_(RUNNING))
    )
    for stratum, n in session.execute(running):
        stratum.at_least = n // STEP * STEP
    session.flush()
