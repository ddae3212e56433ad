"""A change within strata when these are sparse: one difference over all, each stratum heard by what it can tell."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, inf, sqrt

from surveyapp.analysis.changes import HALVINGS, constrained
from surveyapp.analysis.proportions import Interval, Proportion, critical

Strata = Sequence[tuple[Proportion, Proportion]]
"""The counts of this wave and of the one before, one pair for each kind of child."""


def risk_difference(strata: Strata) -> float:
    """Share now minus then within strata, weighted by n·m/(n + m). Mantel & Haenszel (1959) JNCI 22:719.

    Greenland & Robins (1985) Biometrics 41:55 for the difference. Stays sound with many strata of a few children each.
    """
    weights = _weights(strata)
    gaps = (now.share - then.share for now, then in strata)
    return sum(weight * gap for weight, gap in zip(weights, gaps, strict=True)) / sum(weights)


def score_interval(strata: Strata, *, confidence: float = 0.95) -> Interval:
    """Stratified score interval of that difference. Miettinen & Nurminen (1985) Stat Med 4:213, section 3.

    Of one stratum it is their interval for two shares.
    """
    z, found = critical(confidence), risk_difference(strata)
    low = -1.0 if found <= -1 else _crossing(strata, -1.0, found, z)
    high = 1.0 if found >= 1 else _crossing(strata, found, 1.0, -z)
    return Interval(low, high)


def score_statistic(strata: Strata, *, shift: float = 0.0) -> float:
    """Distance of the difference from ``shift`` in standard errors; variances at each stratum's constrained shares."""
    weights = _weights(strata)
    gap = sum(weights) * (risk_difference(strata) - shift)
    variance = sum(weight**2 * _variance(*pair, shift) for weight, pair in zip(weights, strata, strict=True))
    if variance <= 1e-300:
        return 0.0 if abs(gap) < 1e-12 else copysign(inf, gap)
    return gap / sqrt(variance)


def _weights(strata: Strata) -> list[float]:
    return [now.base * then.base / (now.base + then.base) for now, then in strata]


def _variance(now: Proportion, then: Proportion, shift: float) -> float:
    first, second = constrained(now, then, shift)
    total = now.base + then.base
    return (first * (1 - first) / now.base + second * (1 - second) / then.base) * total / (total - 1)


def _crossing(strata: Strata, low: float, high: float, level: float) -> float:
    """Where the statistic, which falls as the shift grows, meets ``level``."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if score_statistic(strata, shift=middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2
