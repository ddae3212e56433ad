"""What became of the eligible who did not answer: typed counts by band, never about one child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import cohorts, counts, pools, waves
from surveyapp.fieldwork.errors import BandUnknown, TooManyOutcomes, WaveIsPooled, WrongState
from surveyapp.fieldwork.models import Outcome, OutcomeCount, State

RECORDING = (State.OPEN, State.CLOSING, State.CLOSED, State.OPENED)


@dataclass(frozen=True, slots=True)
class BandOutcomes:
    """One band's completed, and why the others did not answer; None where nobody recorded it."""

    band: str
    completed: int
    refused: int | None
    unable: int | None
    no_longer_eligible: int | None
    not_reached: int | None


def record(session: Session, wave: str, *, band: str, given: Mapping[Outcome, int]) -> None:
    """Record a band's outcomes in place of those before.

    While the wave is open they are held against last night's steps of five: else whoever tries numbers would learn from
    what is refused how many have answered by now.
    Raises TooManyOutcomes, BandUnknown, WrongState, and WaveIsPooled: outcomes are said in its members.
    """
    if pools.is_pooled(session, wave):
        raise WaveIsPooled(wave)
    state = waves.find(session, wave).state
    if state not in RECORDING:
        raise WrongState(now=state, needed=RECORDING)
    eligible = cohorts.eligible(session, wave)
    if band not in eligible:
        raise BandUnknown(band)
    answered = counts.at_least(session, wave) if state in counts.RUNNING else counts.completed(session, wave)
    recorded = sum(given.values()) + answered[band]
    if recorded > eligible[band]:
        raise TooManyOutcomes(band, recorded=recorded, eligible=eligible[band])
    session.execute(delete(OutcomeCount).where(OutcomeCount.wave == wave, OutcomeCount.band == band))
    session.add_all(OutcomeCount(wave=wave, band=band, outcome=outcome, n=n) for outcome, n in given.items())
    session.flush()


def of(session: Session, wave: str) -> tuple[BandOutcomes, ...]:
    """Every band's outcomes; of a pooled wave what all its members recorded, added up."""
    recorded = _recorded(session, wave)
    return tuple(
        BandOutcomes(
            band=band,
            completed=completed,
            refused=recorded.get((band, Outcome.REFUSED)),
            unable=recorded.get((band, Outcome.UNABLE)),
            no_longer_eligible=recorded.get((band, Outcome.NO_LONGER_ELIGIBLE)),
            not_reached=recorded.get((band, Outcome.NOT_REACHED)),
        )
        for band, completed in counts.completed(session, wave).items()
    )


def _recorded(session: Session, wave: str) -> Mapping[tuple[str, Outcome], int]:
    members = pools.members(session, wave)
    if not members:
        rows = session.scalars(select(OutcomeCount).where(OutcomeCount.wave == wave))
        return {(row.band, row.outcome): row.n for row in rows}
    of = {member: _recorded(session, member) for member in {one.wave for one in members}}
    keys = {(one.band, outcome) for one in members for outcome in Outcome}
    found = {
        (band, outcome): [of[one.wave].get((band, outcome)) for one in members if one.band == band]
        for band, outcome in keys
    }
    return {key: sum(n for n in given if n is not None) for key, given in found.items() if None not in given}
