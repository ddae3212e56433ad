"""This authority beside others of a programme: their sum, how far they differ, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.releases.model.shares import Range


class Standing(StrEnum):
    """How this authority stands to the others; never both of the first two."""

    BRIGHT_SPOT = "bright_spot"
    BEHIND = "behind"
    ABOUT_THE_SAME = "about_the_same"
    AS_OTHERS = "as_others"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where 95 and 99.8 in 100 such authorities lie, were ``base`` children to answer there."""

    base: int
    usual: Range
    outer: Range


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One of this release's results, of these bands, beside ``authorities`` others, of which no one is told apart.

    Of the others together ``low`` to ``high`` of ``base`` answers are positive. ``here`` are the limits at our number
    of answers, ``funnel`` those at others, for the drawing; None and empty where we are not told beside them.
    ``difference`` (95 %) is ours minus one more such authority; ``point`` minus all their children together.
    """

    bands: tuple[str, ...]
    authorities: int
    low: int
    high: int
    base: int
    standing: Standing
    here: Limits | None = None
    funnel: tuple[Limits, ...] = ()
    point: Range | None = None
    difference: Range | None = None
    p: float | None = None
    q: float | None = None


@dataclass(frozen=True, slots=True)
class Comparator:
    """The round of a programme that stands beside this release, by its file's SHA-256, of waves of these years.

    ``compared`` is how many headline results are set beside others. ``made_up``: the councils are invented.
    """

    programme: str
    number: int
    made_on: str
    first_year: int
    last_year: int
    digest: str
    compared: int
    made_up: bool = False
