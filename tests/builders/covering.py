"""How often an interval covers the truth, reckoned over every possible count: no draws, so no noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import sqrt

import numpy as np
from scipy.stats import binom, hypergeom

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import newcombe, score_statistic
from surveyapp.analysis.finite import this_years_children
from surveyapp.analysis.proportions import Interval, Proportion, critical, wilson, wilson_weighted

SIZES = (12, 40, 97, 300)
SHARES = tuple(np.round(np.arange(0.05, 0.9501, 0.001), 3).tolist())
COARSE = tuple(np.round(np.arange(0.05, 0.9501, 0.05), 2).tolist())
LIKELY = 1e-9
SLACK = 1e-12
"""Limits are reckoned in floating point; a truth on a limit is inside."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How often the truth was covered, over all true values tried: the average, the least, and where that was."""

    average: float
    least: float
    at: str
    noise: float = 0.0
    """The standard error of the least where counts are drawn: so much below its level is chance."""


def summed(found: Sequence[tuple[float, str]], draws: int = 0) -> Covered:
    """The average and the least of coverages at several truths, each of so many draws; 0 where they are exact."""
    least, at = min(found)
    noise = sqrt(0.05 * 0.95 / draws) if draws else 0.0
    return Covered(float(sum(share for share, _ in found) / len(found)), float(least), at, noise)


def of_wilson(n: int, confidence: float = 0.95) -> Covered:
    """Wilson's interval at every share from 5 to 95 % in steps of a tenth of a point."""
    return _of_shares(n, [wilson(Proportion(x, n), confidence=confidence) for x in range(n + 1)])


def of_weighted(n: int, ratio: float = 2.0) -> Covered:
    """Wilson's interval of weighted answers: half of the children count ``ratio`` times as much as the others."""
    half = n // 2
    weight = 2 * ratio / (1 + ratio), 2 / (1 + ratio)
    effective = (half * sum(weight)) ** 2 / (half * sum(each**2 for each in weight))
    shares = {
        (a, b): (weight[0] * a + weight[1] * b) / (half * sum(weight)) for a, b in product(range(half + 1), repeat=2)
    }
    limits = {counts: wilson_weighted(min(share, 1.0), effective) for counts, share in shares.items()}
    low, high = (np.array([[getattr(limits[a, b], end) for b in range(half + 1)] for a in range(half + 1)])
                 for end in ("low", "high"))  # fmt: skip
    found = []
    for share in SHARES[::10]:
        chances = binom.pmf(range(half + 1), half, share)
        inside = (low - SLACK <= share) & (share <= high + SLACK)
        found.append((float(chances @ inside @ chances), f"{share:.3f}"))
    return summed(found)


def of_finite(n: int, eligible: int) -> Covered:
    """The exact range of this year's children, for every number of positive ones from 5 to 95 % of the eligible."""
    ranges = [this_years_children(Bounded(x, x, n), eligible=eligible) for x in range(n + 1)]
    fewest, most = np.array([one.fewest for one in ranges]), np.array([one.most for one in ranges])
    found = []
    for positive in range(round(0.05 * eligible), round(0.95 * eligible) + 1):
        inside = (fewest <= positive) & (positive <= most)
        found.append((float(hypergeom.pmf(np.arange(n + 1), eligible, positive, n) @ inside), f"{positive}"))
    return summed(found)


def of_newcombe(n: int, m: int, confidence: float = 0.95, *, shares: Sequence[float] = COARSE) -> Covered:
    """Newcombe's interval of a change, at every pair of shares: from 5 to 95 % in steps of five points."""

    def covers(now: Proportion, then: Proportion, change: float) -> bool:
        found = _newcombe(now, then, confidence)
        return found.low - SLACK <= change <= found.high + SLACK

    return _of_changes(n, m, covers, shares)


def of_miettinen_nurminen(n: int, m: int, confidence: float = 0.95) -> Covered:
    """Miettinen and Nurminen's interval at the same pairs, read off its statistic at the true change."""
    z = critical(confidence)
    return _of_changes(
        n, m, lambda now, then, change: abs(score_statistic(now, then, shift=change)) <= z + SLACK, COARSE
    )


@lru_cache(maxsize=100_000)
def _newcombe(now: Proportion, then: Proportion, confidence: float) -> Interval:
    return newcombe(now, then, confidence=confidence)


def _of_shares(n: int, intervals: Sequence[Interval]) -> Covered:
    low, high = (np.array([getattr(one, end) for one in intervals]) for end in ("low", "high"))
    found = []
    for share in SHARES:
        inside = (low - SLACK <= share) & (share <= high + SLACK)
        found.append((float(binom.pmf(np.arange(n + 1), n, share) @ inside), f"{share:.3f}"))
    return summed(found)


def _of_changes(
    n: int, m: int, covers: Callable[[Proportion, Proportion, float], bool], shares: Sequence[float]
) -> Covered:
    """Over all pairs of shares; of two waves of one size a pair and its mirror are one."""
    found = []
    for now, then in product(shares, repeat=2):
        if n != m or now >= then:
            missed = sum(chance for a, b, chance in _likely(n, m, now, then) if not covers(a, b, now - then))
            found.append((1 - missed, f"{now:.2f} and {then:.2f}"))
    return summed(found)


def _likely(n: int, m: int, now: float, then: float) -> Iterator[tuple[Proportion, Proportion, float]]:
    """The pairs of counts that are at all likely, with their chances."""
    first, second = (_counts(*one) for one in ((n, now), (m, then)))
    for (a, p), (b, q) in product(first, second):
        if p * q > LIKELY / (n * m):
            yield a, b, p * q


@lru_cache(maxsize=512)
def _counts(n: int, share: float) -> list[tuple[Proportion, float]]:
    chances = binom.pmf(np.arange(n + 1), n, share)
    return [(Proportion(x, n), float(chance)) for x, chance in enumerate(chances) if chance > LIKELY / n]
