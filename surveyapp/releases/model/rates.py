"""Response rates: facts, of the whole wave, of a band, and of the groups of a breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.shares import Range, Why


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Typed counts of what became of the eligible, where the wave recorded them; None is hidden or unknown."""

    completed: int
    refused: int | None
    unable: int | None
    no_longer_eligible: int | None
    not_reached: int | None


@dataclass(frozen=True, slots=True)
class RatePoint:
    """A response rate of an earlier wave, or this one's, as a fact; ``wave`` is "" for one of an earlier report."""

    wave: str
    year: int
    completed: int
    eligible: int
    share: float


@dataclass(frozen=True, slots=True)
class GroupRate:
    """How many of a breakdown's group answered; all None where the group is hidden, and ``why`` says by which rule."""

    value: str
    title: str
    completed: int | None = None
    eligible: int | None = None
    share: float | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class BreakdownRate:
    """Response rates by one breakdown, for the bands that ask it and whose eligible numbers were given.

    ``unsaid`` is how many answered without saying which group is theirs; None where that is hidden.
    """

    breakdown: str
    title: str
    bands: tuple[str, ...]
    groups: tuple[GroupRate, ...]
    unsaid: int | None = None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Completed of eligible, for a band or "all". ``difference`` is Newcombe's 95 % interval of now minus then.

    ``line`` has the waves before and this one, oldest first, as far as the same ages were asked. ``still_eligible`` are
    those who did not leave while the wave ran, of everybody and where that may be told.
    """

    band: str
    title: str
    completed: int
    eligible: int
    share: float
    below_floor: bool
    then_completed: int | None = None
    then_eligible: int | None = None
    then_share: float | None = None
    difference: Range | None = None
    outcomes: Outcomes | None = None
    line: tuple[RatePoint, ...] = ()
    still_eligible: int | None = None
