"""What may be said of a change: one pure function over counts of which perhaps only bounds are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.analysis.bounds import Bounded, difference_interval, difference_range, surely_changed
from surveyapp.analysis.proportions import Interval


class Verdict(StrEnum):
    """The label of a change; a positive answer is a good one, so more of them is better."""

    NOT_COMPARABLE = "not_comparable"
    TOO_FEW = "too_few"
    NEARLY_ALL = "nearly_all"
    CLEARLY_BETTER = "clearly_better"
    CLEARLY_WORSE = "clearly_worse"
    MIX_DIFFERS = "mix_differs"
    POSSIBLY_BETTER = "possibly_better"
    POSSIBLY_WORSE = "possibly_worse"
    ABOUT_THE_SAME = "about_the_same"
    NO_CLEAR_CHANGE = "no_clear_change"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the labels begin; limits are data."""

    smallest_base: int = 20
    false_finds: float = 0.05
    flag_confidence: float = 0.99
    same_confidence: float = 0.90
    same_margin: float = 0.10
    remaining_share: float = 0.5
    nearly_all: int = 4


STANDARD = Limits()
"""The limits of every release."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one change. None for a wave is a value that is protected; ``q`` is over the whole family.

    ``standardised`` holds the range of the change under each standardisation that both waves allow; empty if none.
    """

    now: Bounded | None
    then: Bounded | None
    q: float = 1.0
    standardised: tuple[Interval, ...] = ()
    comparable: bool = True


def verdict(evidence: Evidence, limits: Limits = STANDARD) -> Verdict:
    """The label that holds for every value inside the bounds, the first that applies in the order of statistics."""
    now, then = evidence.now, evidence.then
    if not evidence.comparable:
        return Verdict.NOT_COMPARABLE
    if now is None or then is None or min(now.base, then.base) < limits.smallest_base:
        return Verdict.TOO_FEW
    if _nearly_all(now, limits) and _nearly_all(then, limits):
        return Verdict.NEARLY_ALL
    if surely_changed(now, then, confidence=limits.flag_confidence):
        return _flagged(evidence, difference_range(now, then), limits)
    if difference_interval(now, then, confidence=limits.same_confidence).within(limits.same_margin):
        return Verdict.ABOUT_THE_SAME
    return Verdict.NO_CLEAR_CHANGE


def _nearly_all(count: Bounded, limits: Limits) -> bool:
    """Whether fewer than five gave another answer, whichever value is true."""
    return count.base - count.low <= limits.nearly_all


def _flagged(evidence: Evidence, crude: Interval, limits: Limits) -> Verdict:
    """Clear, possible, or owed to the mix of children, for a change that both intervals flag."""
    better = crude.low > 0
    possible = Verdict.POSSIBLY_BETTER if better else Verdict.POSSIBLY_WORSE
    if evidence.q > limits.false_finds or not evidence.standardised:
        return possible
    found = [_remains(each, crude, limits.remaining_share) for each in evidence.standardised]
    if any(each is False for each in found):
        return Verdict.MIX_DIFFERS
    if any(each is None for each in found):
        return possible
    return Verdict.CLEARLY_BETTER if better else Verdict.CLEARLY_WORSE


def _remains(standardised: Interval, crude: Interval, share: float) -> bool | None:
    """Whether the standardised change keeps the sign and this share of the size; None if hidden values decide."""
    if crude.high < 0:
        standardised = Interval(-standardised.high, -standardised.low)
        crude = Interval(-crude.high, -crude.low)
    if standardised.low >= share * crude.high:
        return True
    return False if standardised.high < share * crude.low else None
