"""Counts of which only bounds are known: a statistic of them is the widest over every value inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from surveyapp.analysis.changes import change_p, difference, excludes_no_change, miettinen_nurminen, newcombe
from surveyapp.analysis.proportions import ImpossibleCount, Interval, Proportion, wilson


@dataclass(frozen=True, slots=True)
class Bounded:
    """A count of positive answers that lies in ``low``..``high``, of ``base`` answers; exact when both are equal."""

    low: int
    high: int
    base: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= self.base or self.base == 0:
            raise ImpossibleCount(f"{self.low} to {self.high} of {self.base}")

    @property
    def share(self) -> Interval:
        """Lowest and highest possible share."""
        return Interval(self.low / self.base, self.high / self.base)

    def __iter__(self) -> Iterator[Proportion]:
        """Every proportion inside."""
        return (Proportion(positive, self.base) for positive in range(self.low, self.high + 1))


def share_interval(count: Bounded, *, confidence: float = 0.95) -> Interval:
    """Wilson's interval, widest over every value inside: it covers whichever of them is true."""
    low = wilson(Proportion(count.low, count.base), confidence=confidence).low
    high = wilson(Proportion(count.high, count.base), confidence=confidence).high
    return Interval(low, high)


def difference_range(now: Bounded, then: Bounded) -> Interval:
    """Lowest and highest possible change of the share."""
    return Interval(now.share.low - then.share.high, now.share.high - then.share.low)


def difference_interval(now: Bounded, then: Bounded, *, confidence: float) -> Interval:
    """Newcombe's interval of the change, widest over every pair of values inside."""
    found = [newcombe(a, b, confidence=confidence) for a, b in product(now, then)]
    return Interval(min(each.low for each in found), max(each.high for each in found))


def score_difference_interval(now: Bounded, then: Bounded, *, confidence: float) -> Interval:
    """Miettinen and Nurminen's interval of the change, widest over every pair of values inside."""
    found = [miettinen_nurminen(a, b, confidence=confidence) for a, b in product(now, then)]
    return Interval(min(each.low for each in found), max(each.high for each in found))


def surely_changed(now: Bounded, then: Bounded, *, confidence: float) -> bool:
    """Whether both intervals exclude no change, on one and the same side, for every pair of values inside."""
    change = difference_range(now, then)
    if not change.excludes_zero:
        return False
    return all(excludes_no_change(a, b, confidence=confidence) for a, b in product(now, then))


def largest_p(now: Bounded, then: Bounded) -> float:
    """The largest p of no change over every pair of values inside; 1 where the possible shares overlap.

    Both tests give a larger p the nearer the shares, so it is the p of the nearest pair.
    """
    if not difference_range(now, then).excludes_zero:
        return 1.0 if now.low < now.high or then.low < then.high else change_p(next(iter(now)), next(iter(then)))
    return change_p(*nearest(now, then))


def nearest(now: Bounded, then: Bounded) -> tuple[Proportion, Proportion]:
    """The pair of values inside whose shares differ least."""
    return min(product(now, then), key=lambda pair: abs(difference(*pair)))
