"""This authority beside others of which no one's figures are known: their sum, and how far they differ, in steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING

from surveyapp.analysis.bounds import Bounded, difference_interval, difference_range
from surveyapp.analysis.proportions import Interval, Proportion, wilson
from surveyapp.analysis.spread import Laws, Spread, laws
from surveyapp.analysis.verdicts import STANDARD as LIMITS
from surveyapp.analysis.verdicts import Limits

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Floats = NDArray[float64]

STEPS = (0.0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.24, 0.32, 0.48)
"""How much two children of one authority may be alike, in the steps in which it is told: of the counts behind it, a
finer figure would tell more than how far they differ."""
USUAL, OUTER = 0.95, 0.998
"""How many of such authorities lie inside the funnel's inner and outer limits."""
TRIED = (40, 150)
"""Numbers of answers at which a step's limits must hold enough."""
ROUNDING = 1e-12


class Standing(StrEnum):
    """How an authority stands to the others; never both of the first two."""

    BRIGHT_SPOT = "bright_spot"
    BEHIND = "behind"
    ABOUT_THE_SAME = "about_the_same"
    AS_OTHERS = "as_others"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answers of several authorities together, and in steps how much children of one of them are alike.

    ``usual`` is the step for the inner limits, ``outer`` the one for what is far out: how far authorities differ is
    itself hardly known from a few, and that shows most in the tails.
    """

    pooled: Bounded
    usual: float
    outer: float

    def laws(self, correlation: float) -> tuple[Spread, ...]:
        """Where authorities' shares lie: round the lowest and the highest mean that the sum allows."""
        ends = sorted({self.pooled.low, self.pooled.high})
        return tuple(Spread(_inside(end, self.pooled.base), correlation) for end in ends)


def elsewhere(counts: Sequence[Bounded], pooled: Bounded) -> Elsewhere:
    """What is told of these counts; ``pooled`` is their sum, coded where it is small or nearly all."""
    return Elsewhere(pooled, step(counts, pooled, confidence=USUAL), step(counts, pooled, confidence=OUTER))


def step(counts: Sequence[Bounded], pooled: Bounded, *, confidence: float) -> float:
    """The smallest step whose limits hold so many of one more such council, over every law that fits these counts.

    Of coded counts whichever values are true: all at their lowest, all at their highest, and all as far from the
    others as they can be. A fitted law alone would hold too few, as some councils hardly tell how far all differ.
    """
    known = [laws(each).chances(base) for each in _values(counts) for base in TRIED]
    for correlation in STEPS:
        told = Elsewhere(pooled, correlation, correlation)
        if all(
            _held(limits(told, len(chances) - 1, confidence=confidence), chances) >= confidence for chances in known
        ):
            return correlation
    return STEPS[-1]


def limits(theirs: Elsewhere, base: int, *, confidence: float = USUAL) -> Interval:
    """Where the share of ``base`` answers lies for one more such authority. Spiegelhalter (2005) Stat Med 24:1185."""
    correlation = theirs.usual if confidence <= USUAL else theirs.outer
    found = [funnel_by(law, base, confidence=confidence) for law in theirs.laws(correlation)]
    return Interval(min(one.low for one in found), max(one.high for one in found))


def funnel_by(law: Spread, base: int, *, confidence: float = 0.95) -> Interval:
    """The same of a known law: the shares between which this part of all counts lies, and no less of it."""
    import numpy as np

    first, second = (np.array([shape]) for shape in law.shapes)
    below, tail = Laws(first, second, np.ones(1)).chances(base).cumsum(), (1 - confidence) / 2
    return Interval(float((below < tail).sum()) / base, float((below < 1 - tail - ROUNDING).sum()) / base)


def difference(ours: Bounded, theirs: Elsewhere, *, confidence: float = 0.95) -> Interval:
    """Ours minus the share of one more such authority, which is unlike the others as they are unlike each other.

    Wilson's interval of ours and the beta law's of theirs, squared and added. Zou & Donner (2008) Stat Med 27:1693.
    """
    found = [_apart(own, law, confidence) for own in _ends(ours) for law in theirs.laws(theirs.usual)]
    return Interval(min(one.low for one in found), max(one.high for one in found))


def gap(ours: Bounded, theirs: Elsewhere) -> Interval:
    """Lowest and highest possible difference of the two shares as they were counted."""
    return difference_range(ours, theirs.pooled)


def beyond_p(ours: Bounded, theirs: Elsewhere) -> float:
    """The largest two-sided p, over the values inside, of being one of such authorities: a doubled tail.

    By the outer step, as what matters among many labels is far out.
    """
    apart = gap(ours, theirs)
    if not apart.excludes_zero and (ours.low < ours.high or theirs.pooled.low < theirs.pooled.high):
        return 1.0
    return max(_tail(law, own) for own in _ends(ours) for law in theirs.laws(theirs.outer))


def standing(ours: Bounded, theirs: Elsewhere, *, q: float, limits: Limits = LIMITS) -> Standing:
    """Bright spot: surely more than another such authority, q over all such labels at most .05, of 20 answers.

    About the same: at 90 % the children here and all children there differ by less than ten points.
    """
    if ours.base < limits.smallest_base:
        return Standing.TOO_FEW
    found = difference(ours, theirs)
    if found.excludes_zero and q <= limits.false_finds:
        return Standing.BRIGHT_SPOT if found.low > 0 else Standing.BEHIND
    near = difference_interval(ours, theirs.pooled, confidence=limits.same_confidence).within(limits.same_margin)
    return Standing.ABOUT_THE_SAME if near else Standing.AS_OTHERS


def _values(counts: Sequence[Bounded]) -> Iterator[tuple[Proportion, ...]]:
    """What the counts may be: all low, all high, and those below the mean low and those above it high."""
    mean = sum(one.low + one.high for one in counts) / sum(2 * one.base for one in counts)
    low = tuple(Proportion(one.low, one.base) for one in counts)
    high = tuple(Proportion(one.high, one.base) for one in counts)
    farthest = tuple(
        Proportion(one.low if one.low + one.high < 2 * mean * one.base else one.high, one.base) for one in counts
    )
    yield from dict.fromkeys((low, high, farthest))


def _held(inside: Interval, chances: Floats) -> float:
    """How likely a count lies within these limits."""
    base = len(chances) - 1
    return float(chances[round(inside.low * base) : round(inside.high * base) + 1].sum())


def _apart(own: Proportion, law: Spread, confidence: float) -> Interval:
    """The difference of one value of ours from one law's authority."""
    from scipy.stats import beta

    sure, tail = wilson(own, confidence=confidence), (1 - confidence) / 2
    low, high = (float(end) for end in beta.ppf([tail, 1 - tail], *law.shapes))
    middle = own.share - law.mean
    below = sqrt((own.share - sure.low) ** 2 + (high - law.mean) ** 2)
    above = sqrt((sure.high - own.share) ** 2 + (law.mean - low) ** 2)
    return Interval(max(-1.0, middle - below), min(1.0, middle + above))


def _tail(law: Spread, own: Proportion) -> float:
    """Twice the smaller part of all counts of so many answers that lie as far out as this one."""
    from scipy.stats import betabinom

    found = betabinom(own.base, *law.shapes)
    return min(1.0, 2 * min(float(found.cdf(own.positive)), float(found.sf(own.positive - 1))))


def _ends(count: Bounded) -> tuple[Proportion, ...]:
    """The lowest and the highest value; all that is asked of the values between lies between."""
    return tuple(Proportion(end, count.base) for end in sorted({count.low, count.high}))


def _inside(positive: int, base: int) -> float:
    """A mean that is neither none nor all."""
    return min(max(positive, 0.5), base - 0.5) / base
