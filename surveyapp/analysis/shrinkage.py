"""A small group's share drawn towards its like, told beside the share itself and never in its place."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.analysis.proportions import Interval, Proportion
from surveyapp.analysis.spread import LEAST, Spread


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A group's own count, and what is likely of its share when its like are looked at too; neither comes alone."""

    own: Proportion
    likely: float
    range: Interval
    weight: float
    """How much the group's own answers count for, from 0 to 1."""


def shrunk(own: Proportion, spread: Spread, *, confidence: float = 0.95) -> Shrunk:
    """Beta posterior of a group's share, the law of its like as prior. Efron & Morris (1975) JASA 70:311.

    Empirical Bayes: the law is taken as known, so the range is a little too narrow where the like are few.
    """
    from scipy.stats import beta

    if spread.correlation < LEAST or spread.mean in (0.0, 1.0):
        return Shrunk(own, spread.mean, Interval(spread.mean, spread.mean), 0.0)
    a, b = spread.shapes
    law = beta(a + own.positive, b + own.base - own.positive)
    low, high = (float(law.ppf(tail)) for tail in ((1 - confidence) / 2, (1 + confidence) / 2))
    return Shrunk(own, float(law.mean()), Interval(low, high), own.base / (own.base + a + b))
