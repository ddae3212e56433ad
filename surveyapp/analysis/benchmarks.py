"""A share beside a published figure: the difference, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

from surveyapp.analysis.bounds import Bounded, difference_interval, largest_p, share_interval, surely_changed
from surveyapp.analysis.proportions import Interval, Proportion, critical
from surveyapp.analysis.verdicts import STANDARD as LIMITS
from surveyapp.analysis.verdicts import Limits, Verdict

UNCLAIMED = 0.05
"""A figure without its base is never quite exact: nothing is claimed within five points of it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A published share; ``base`` is None where none was printed."""

    share: float
    base: int | None = None

    @property
    def counted(self) -> Proportion | None:
        """The count behind it, as near as the printed share tells; None without a base."""
        return None if self.base is None else Proportion(round(self.share * self.base), self.base)


def against_fixed(ours: Proportion, share: float) -> tuple[float, float]:
    """Chi-squared and two-sided p of a share against a fixed one: score test. Rao (1948) Proc Camb Phil Soc 44:50."""
    variance = share * (1 - share) / ours.base
    if variance == 0:
        return (0.0, 1.0) if ours.share == share else (float("inf"), 0.0)
    z = (ours.share - share) / sqrt(variance)
    return z * z, erfc(abs(z) / sqrt(2))


def difference(ours: Bounded, figure: Figure, *, confidence: float) -> Interval:
    """Ours minus theirs: Newcombe's interval with a base, Wilson's moved by the figure without; widest over bounds."""
    if figure.counted is not None:
        return difference_interval(ours, _exactly(figure.counted), confidence=confidence)
    found = share_interval(ours, confidence=confidence)
    return Interval(found.low - figure.share, found.high - figure.share)


def difference_p(ours: Bounded, figure: Figure) -> float:
    """The largest p of no difference over every value inside the bounds."""
    if figure.counted is not None:
        return largest_p(ours, _exactly(figure.counted))
    if ours.share.low <= figure.share <= ours.share.high and ours.low < ours.high:
        return 1.0
    return max(against_fixed(each, figure.share)[1] for each in ours)


def compare(ours: Bounded, figure: Figure, *, q: float, limits: Limits = LIMITS) -> Verdict:
    """The label of ours beside a figure of the same words and ages; more of ours is better.

    Clear: q over all such labels at most .05, and flagged at 99 %. Without a base only what lies beyond five points.
    """
    theirs = figure.counted
    if min(ours.base, theirs.base if theirs else ours.base) < limits.smallest_base:
        return Verdict.TOO_FEW
    side = _side(ours, figure, limits)
    if side:
        clear = q <= limits.false_finds
        if side > 0:
            return Verdict.CLEARLY_BETTER if clear else Verdict.POSSIBLY_BETTER
        return Verdict.CLEARLY_WORSE if clear else Verdict.POSSIBLY_WORSE
    if difference(ours, figure, confidence=limits.same_confidence).within(limits.same_margin):
        return Verdict.ABOUT_THE_SAME
    return Verdict.NO_CLEAR_CHANGE


def _side(ours: Bounded, figure: Figure, limits: Limits) -> int:
    """1 or -1 where ours is surely higher or lower at the flag's level, for every value inside; else 0."""
    gap = Interval(ours.share.low - figure.share, ours.share.high - figure.share)
    if not gap.excludes_zero:
        return 0
    if figure.counted is not None:
        sure = surely_changed(ours, _exactly(figure.counted), confidence=limits.flag_confidence)
    else:
        sure = min(abs(gap.low), abs(gap.high)) > UNCLAIMED and all(
            against_fixed(each, figure.share)[0] > critical(limits.flag_confidence) ** 2 for each in ours
        )
    return (1 if gap.low > 0 else -1) if sure else 0


def _exactly(count: Proportion) -> Bounded:
    """A count that is known."""
    return Bounded(count.positive, count.positive, count.base)
