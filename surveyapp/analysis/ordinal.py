"""Ordered answers compared between two waves without pretending that they are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import variance

from surveyapp.analysis.proportions import Interval


@dataclass(frozen=True, slots=True)
class Superiority:
    """The chance that an answer of this wave is higher than one of the last, ties counted half."""

    chance: float
    interval: Interval
    p: float


def superiority(now: Sequence[float], then: Sequence[float], *, confidence: float = 0.95) -> Superiority:
    """P(now > then) + P(equal)/2, two answers each at least. Brunner & Munzel (2000) Biom J 42:17."""
    from scipy.stats import rankdata
    from scipy.stats import t as student

    m, n = len(now), len(then)
    ranks = rankdata([*now, *then])
    chance = (ranks[:m].mean() - (m + 1) / 2) / n
    spread_now = variance(ranks[:m] - rankdata(list(now))) / (m * n * n)
    spread_then = variance(ranks[m:] - rankdata(list(then))) / (n * m * m)
    error = sqrt(spread_now + spread_then)
    if error == 0:
        return Superiority(float(chance), Interval(float(chance), float(chance)), 1.0 if chance == 0.5 else 0.0)
    degrees = (spread_now + spread_then) ** 2 / (spread_now**2 / (m - 1) + spread_then**2 / (n - 1))
    reach = float(student.ppf((1 + confidence) / 2, degrees)) * error
    p = 2 * student.sf(abs(chance - 0.5) / error, degrees)
    return Superiority(float(chance), Interval(max(0.0, chance - reach), min(1.0, chance + reach)), float(p))
