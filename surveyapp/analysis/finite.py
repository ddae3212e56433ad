"""This year's children alone: how many of all eligible would say yes, if those who answered were drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import ImpossibleCount


@dataclass(frozen=True, slots=True)
class ThisYearsChildren:
    """Of the ``eligible`` of one year, ``fewest`` to ``most`` would give a positive answer.

    It is no Interval and has none of its names: whether something changed is asked of what life here is like, with no
    correction for how many answered, so neither mypy nor Python lets this into a change, a benchmark or a label.
    """

    fewest: int
    most: int
    eligible: int


def this_years_children(count: Bounded, *, eligible: int, confidence: float = 0.95) -> ThisYearsChildren:
    """Both exact hypergeometric tails inverted, widest over the values inside. Buonaccorsi (1987) Am Stat 41:215.

    Raises ImpossibleCount where more answered than were eligible.
    """
    if eligible < count.base:
        raise ImpossibleCount(f"{count.base} answers from {eligible} eligible")
    fewest, _ = _tails(count.low, count.base, eligible, confidence)
    _, most = _tails(count.high, count.base, eligible, confidence)
    return ThisYearsChildren(fewest, most, eligible)


def _tails(seen: int, drawn: int, eligible: int, confidence: float) -> tuple[int, int]:
    """The fewest and the most positive among all that leave each tail of what was seen more than its half."""
    import numpy as np
    from scipy.stats import hypergeom

    tail = (1 - confidence) / 2
    possible = np.arange(seen, eligible - (drawn - seen) + 1)
    low = possible[hypergeom.sf(seen - 1, eligible, possible, drawn) > tail]
    high = possible[hypergeom.cdf(seen, eligible, possible, drawn) > tail]
    return int(low[0]), int(high[-1])
