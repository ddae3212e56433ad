"""Other authorities beside this one: this one left out, as a funnel and never as a league table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from surveyapp.analysis.bounds import Bounded, difference_interval
from surveyapp.analysis.changes import score_p
from surveyapp.analysis.proportions import Interval, Proportion
from surveyapp.analysis.spread import Laws, Spread, laws
from surveyapp.analysis.verdicts import STANDARD as LIMITS
from surveyapp.analysis.verdicts import Limits

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Floats = NDArray[float64]

FEWEST_OTHERS = 5
LARGEST_PART = 0.5
ROUNDING = 1e-12


class TooFewOthers(ValueError):
    """Fewer than five other authorities asked the same of the same ages."""


class OneOutweighs(ValueError):
    """One of the other authorities has more than half of their answers."""


class Standing(StrEnum):
    """How an authority stands to the others; never both of the first two."""

    BRIGHT_SPOT = "bright_spot"
    BEHIND = "behind"
    ABOUT_THE_SAME = "about_the_same"
    AS_OTHERS = "as_others"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Others:
    """The answers of each other authority, and of all of them together."""

    counts: tuple[Proportion, ...]
    pooled: Proportion


def others(counts: Mapping[str, Proportion], *, this: str) -> Others:
    """All authorities but this one, the largest first. Raises TooFewOthers, OneOutweighs."""
    rest = sorted((count for authority, count in counts.items() if authority != this), key=lambda one: -one.base)
    if len(rest) < FEWEST_OTHERS:
        raise TooFewOthers(len(rest))
    base = sum(one.base for one in rest)
    if rest[0].base > LARGEST_PART * base:
        raise OneOutweighs
    return Others(tuple(rest), Proportion(sum(one.positive for one in rest), base))


def difference(ours: Bounded, theirs: Others, *, confidence: float = 0.95) -> Interval:
    """Ours minus the share of all children who answered elsewhere: Newcombe's interval, widest over the values inside.

    It says whether life here differs from that of children there, not whether this authority is unlike authorities:
    that is the funnel's question.
    """
    pooled = Bounded(theirs.pooled.positive, theirs.pooled.positive, theirs.pooled.base)
    return difference_interval(ours, pooled, confidence=confidence)


def funnel(theirs: Others, base: int, *, confidence: float = 0.95) -> Interval:
    """Where the share of ``base`` answers lies for one more such authority. Spiegelhalter (2005) Stat Med 24:1185.

    Beta-binomial quantiles over every law that fits the others, so that few of them make wide limits.
    """
    return _limits(laws(theirs.counts).chances(base), confidence)


def funnel_by(law: Spread, base: int, *, confidence: float = 0.95) -> Interval:
    """The same where the law of authorities is known."""
    import numpy as np

    first, second = (np.array([shape]) for shape in law.shapes)
    return _limits(Laws(first, second, np.ones(1)).chances(base), confidence)


def beyond_p(ours: Bounded, theirs: Others) -> float:
    """The largest two-sided p over the values inside: of being such an authority, and of their children's share.

    A doubled beta-binomial tail for the first, the score test for the second: both must be small.
    """
    chances = laws(theirs.counts).chances(ours.base)
    known = [max(_tail(chances, each.positive), score_p(each, theirs.pooled)) for each in ours]
    share = theirs.pooled.share
    one_sided = ours.share.low > share or ours.share.high < share or ours.low == ours.high
    return max(known) if one_sided else 1.0


def standing(ours: Bounded, theirs: Others, *, q: float, limits: Limits = LIMITS) -> Standing:
    """Bright spot: more than the others, surely for every value inside, q over all such labels at most .05.

    Both the difference must exclude none and our share lie outside the funnel; 20 answers of ours or more.
    """
    if ours.base < limits.smallest_base:
        return Standing.TOO_FEW
    gap, usual = difference(ours, theirs), funnel(theirs, ours.base)
    if q > limits.false_finds or not gap.excludes_zero:
        return Standing.AS_OTHERS
    if gap.low > 0 and ours.share.low > usual.high:
        return Standing.BRIGHT_SPOT
    if gap.high < 0 and ours.share.high < usual.low:
        return Standing.BEHIND
    return Standing.AS_OTHERS


def _limits(chances: Floats, confidence: float) -> Interval:
    """The shares between which this part of all counts lies, and no less of it."""
    base, tail = len(chances) - 1, (1 - confidence) / 2
    below = chances.cumsum()
    return Interval(float((below < tail).sum()) / base, float((below < 1 - tail - ROUNDING).sum()) / base)


def _tail(chances: Floats, positive: int) -> float:
    """Twice the smaller part of all counts that lie as far out as this one."""
    return min(1.0, 2 * min(float(chances[: positive + 1].sum()), float(chances[positive:].sum())))
