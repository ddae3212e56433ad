"""A change within strata when these are sparse: one difference over all, each stratum heard by what it can tell."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, inf, sqrt

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import constrained
from surveyapp.analysis.proportions import Interval, Proportion, critical

FAR = 100.0
"""A statistic beyond it is far enough: no level lies there."""
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
    z = critical(confidence)
    return Interval(_lower(strata, z), _upper(strata, z))


def risk_difference_range(
    strata: Sequence[tuple[Bounded, Bounded]], *, confidence: float = 0.95
) -> tuple[Interval, Interval]:
    """The difference and its score interval over every value inside the counts.

    Both rise with every count of now and fall with every one of then, so their ends are at the ends of the counts.
    """
    low = [(Proportion(now.low, now.base), Proportion(then.high, then.base)) for now, then in strata]
    high = [(Proportion(now.high, now.base), Proportion(then.low, then.base)) for now, then in strata]
    ends = Interval(risk_difference(low), risk_difference(high))
    z = critical(confidence)
    return ends, Interval(_lower(low, z), _upper(high, z))


def score_statistic(strata: Strata, *, shift: float = 0.0) -> float:
    """Distance of the difference from ``shift`` in standard errors; variances at each stratum's constrained shares."""
    return _distance(strata, risk_difference(strata), shift)


def _distance(strata: Strata, found: float, shift: float) -> float:
    weights = _weights(strata)
    gap = sum(weights) * (found - shift)
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


def _lower(strata: Strata, z: float) -> float:
    found = risk_difference(strata)
    return -1.0 if found <= -1 else _crossing(strata, found, (-1.0, found), z)


def _upper(strata: Strata, z: float) -> float:
    found = risk_difference(strata)
    return 1.0 if found >= 1 else _crossing(strata, found, (found, 1.0), -z)


def _crossing(strata: Strata, found: float, between: tuple[float, float], level: float) -> float:
    """Where the statistic, which falls as the shift grows, meets ``level``; the far end where it never does."""
    from scipy.optimize import brentq

    def off(shift: float) -> float:
        return min(max(_distance(strata, found, shift) - level, -FAR), FAR)

    low, high = between
    if off(low) * off(high) > 0:
        return low if level > 0 else high
    return float(brentq(off, low, high, xtol=1e-12))
