"""A small group's share drawn towards its like, told beside the share itself and never in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.analysis.proportions import Interval, Proportion
from surveyapp.analysis.spread import Laws, Spread, laws

LEAN = 0.25
"""How far the laws lean towards places that differ: without it ranges cover a point too seldom, at .5 two too often."""


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A group's own count, and what is likely of its share when its like are looked at too; neither comes alone."""

    own: Proportion
    likely: float
    range: Interval


def shrunk(own: Proportion, like: Sequence[Proportion], *, confidence: float = 0.95) -> Shrunk:
    """Beta-binomial posterior of a group's share, over every law that fits its like. Efron & Morris (1975) JASA 70:311.

    ``like`` are the counts of other groups, this one not among them. Raises TooFewPlaces.
    """
    return _told(own, laws(like, lean=LEAN), confidence)


def shrunk_by(own: Proportion, law: Spread, *, confidence: float = 0.95) -> Shrunk:
    """The same where the law of its like is known."""
    import numpy as np

    first, second = (np.array([shape]) for shape in law.shapes)
    return _told(own, Laws(first, second, np.ones(1)), confidence)


def _told(own: Proportion, known: Laws, confidence: float) -> Shrunk:
    """The mean and the middle part of the posterior."""
    after = known.seen(own)
    likely = float((after.first / (after.first + after.second)) @ after.weights)
    low, high = (_quantile(after, tail) for tail in ((1 - confidence) / 2, (1 + confidence) / 2))
    return Shrunk(own, likely, Interval(low, high))


def _quantile(after: Laws, tail: float) -> float:
    """Below which the share lies with this chance."""
    from scipy.optimize import brentq
    from scipy.special import betainc

    return float(
        brentq(lambda share: betainc(after.first, after.second, share) @ after.weights - tail, 0.0, 1.0, xtol=1e-9)
    )
