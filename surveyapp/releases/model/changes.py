"""A change between two waves and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.releases.model.shares import Range


class Label(StrEnum):
    """What may be said of a change between two waves; direction is better or worse, never higher or lower."""

    CLEARLY_BETTER = "clearly_better"
    CLEARLY_WORSE = "clearly_worse"
    POSSIBLY_BETTER = "possibly_better"
    POSSIBLY_WORSE = "possibly_worse"
    MIX_DIFFERS = "mix_differs"
    NEARLY_ALL = "nearly_all"
    ABOUT_THE_SAME = "about_the_same"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Change:
    """This wave minus the one before, as shares; intervals are Newcombe's, widest over the protected counts.

    ``detectable``: the smallest observed change that would have been flagged. ``caught``: the smallest true change that
    is flagged 8 times in 10. Falls are negative; None where no change could be.
    """

    label: Label
    point: Range | None = None
    interval95: Range | None = None
    interval99: Range | None = None
    p: float | None = None
    q: float | None = None
    detectable_rise: float | None = None
    detectable_fall: float | None = None
    caught_rise: float | None = None
    caught_fall: float | None = None
    reason: str = ""
