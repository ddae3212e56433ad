"""A share over three or more waves: how fast it goes up or down, and whether it does at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import erfc, sqrt

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Interval, Proportion, critical

FEWEST = 3
STEPS = 50
SETTLED = 1e-12
EDGE = 1e-9


class TooFewWaves(ValueError):
    """Two points are never a trend, nor are waves of one and the same year."""


@dataclass(frozen=True, slots=True)
class Wave:
    """What one wave said, and when: years, or any other scores with equal steps where steps are equal."""

    year: float
    count: Proportion


@dataclass(frozen=True, slots=True)
class Slope:
    """Shares a year, and its standard error."""

    per_year: float
    error: float


def slope(waves: Sequence[Wave]) -> Slope:
    """Slope of a binomial share with an identity link, by iteratively reweighted least squares.

    Wacholder (1986) Am J Epidemiol 123:174. Shares fitted at none or all are taken half an answer inside, so that a
    wave in which everybody agreed has a weight. Raises TooFewWaves.
    """
    _check(waves)
    fitted = [wave.count.share for wave in waves]
    found = Slope(0.0, 0.0)
    for _ in range(STEPS):
        weights = [_weight(wave.count.base, share) for wave, share in zip(waves, fitted, strict=True)]
        middle, level = (_mean(weights, values) for values in (_years(waves), [w.count.share for w in waves]))
        spread = sum(weight * (wave.year - middle) ** 2 for weight, wave in zip(weights, waves, strict=True))
        pulls = zip(weights, waves, strict=True)
        moved = sum(weight * (wave.year - middle) * (wave.count.share - level) for weight, wave in pulls) / spread
        before, found = found, Slope(moved, 1 / sqrt(spread))
        if abs(found.per_year - before.per_year) + abs(found.error - before.error) < SETTLED:
            break
        fitted = [level + found.per_year * (wave.year - middle) for wave in waves]
    return found


def slope_interval(waves: Sequence[Wave], *, confidence: float = 0.95) -> Interval:
    """The slopes that a score test does not reject: Rao (1948) Proc Camb Phil Soc 44:50, with variance times N/(N-1).

    Of two waves it would be Miettinen and Nurminen's interval. The estimate and its standard errors on both sides cover
    too seldom: 92 % for three waves of twenty answers. Raises TooFewWaves.
    """
    _check(waves)
    return score_limits(waves, confidence=confidence)


def score_limits(waves: Sequence[Wave], *, confidence: float) -> Interval:
    """The limits themselves, of two waves or more."""
    from scipy.optimize import brentq

    steepest = (1 - EDGE) / (max(_years(waves)) - min(_years(waves)))

    def crossing(level: float, end: float) -> float:
        if (score_statistic(waves, end) - level) * (score_statistic(waves, -end) - level) >= 0:
            return end
        return float(brentq(lambda per_year: score_statistic(waves, per_year) - level, -steepest, steepest, xtol=1e-10))

    z = critical(confidence)
    return Interval(crossing(z, -steepest), crossing(-z, steepest))


def score_statistic(waves: Sequence[Wave], per_year: float) -> float:
    """Distance of the slope from ``per_year`` in standard errors, at the likeliest level under that slope."""
    shares = _constrained(waves, per_year)
    weights = [wave.count.base / (share * (1 - share)) for wave, share in zip(waves, shares, strict=True)]
    middle = _mean(weights, _years(waves))
    told = list(zip(weights, waves, strict=True))
    spread = sum(weight * (wave.year - middle) ** 2 for weight, wave in told)
    found = sum(weight * (wave.year - middle) * wave.count.share for weight, wave in told) / spread
    total = sum(wave.count.base for wave in waves)
    return (found - per_year) * sqrt(spread * (total - 1) / total)


def cochran_armitage(waves: Sequence[Wave]) -> tuple[float, float]:
    """Chi-squared for a trend in shares on one degree of freedom, and its p. Armitage (1955) Biometrics 11:375.

    With the variance that R's ``prop.trend.test`` has. Raises TooFewWaves.
    """
    _check(waves)
    total, positive = sum(wave.count.base for wave in waves), sum(wave.count.positive for wave in waves)
    pooled = positive / total
    middle = sum(wave.count.base * wave.year for wave in waves) / total
    moved = sum(wave.count.positive * (wave.year - middle) for wave in waves)
    spread = sum(wave.count.base * (wave.year - middle) ** 2 for wave in waves)
    variance = pooled * (1 - pooled) * spread
    statistic = moved * moved / variance if variance else 0.0
    return statistic, erfc(sqrt(statistic / 2))


def slope_range(years: Sequence[float], counts: Sequence[Bounded], *, confidence: float) -> Interval:
    """The interval of the slope, widest over every set of values inside the bounds."""
    found = [slope_interval(waves, confidence=confidence) for waves in _every(years, counts)]
    return Interval(min(each.low for each in found), max(each.high for each in found))


def largest_trend_p(years: Sequence[float], counts: Sequence[Bounded]) -> float:
    """The largest p of no trend over every set of values inside the bounds; 1 where some rise and others fall."""
    tried = list(_every(years, counts))
    if len(tried) > 1 and len({slope(waves).per_year > 0 for waves in tried}) > 1:
        return 1.0
    return max(cochran_armitage(waves)[1] for waves in tried)


def _every(years: Sequence[float], counts: Sequence[Bounded]) -> list[tuple[Wave, ...]]:
    """Every set of the lowest and highest values: as one count grows, the slope goes one way only."""
    ends = [[Proportion(end, count.base) for end in sorted({count.low, count.high})] for count in counts]
    return [tuple(map(Wave, years, chosen)) for chosen in product(*ends)]


def _constrained(waves: Sequence[Wave], per_year: float) -> list[float]:
    """The likeliest shares on a line of this slope, a hair inside none and all."""
    from scipy.optimize import brentq

    start = waves[0].year
    steps = [per_year * (wave.year - start) for wave in waves]
    low, high = max(-step for step in steps) + EDGE / 4, min(1 - step for step in steps) - EDGE / 4

    def pull(level: float) -> float:
        parts = zip(waves, steps, strict=True)
        return sum(
            (wave.count.positive - wave.count.base * (level + step)) / ((level + step) * (1 - level - step))
            for wave, step in parts
        )

    if pull(low) <= 0 or pull(high) >= 0:
        level = low if pull(low) <= 0 else high
    else:
        level = float(brentq(pull, low, high, xtol=1e-12))
    return [level + step for step in steps]


def _check(waves: Sequence[Wave]) -> None:
    if len(waves) < FEWEST or len({wave.year for wave in waves}) < FEWEST:
        raise TooFewWaves(len(waves))


def _years(waves: Sequence[Wave]) -> list[float]:
    return [wave.year for wave in waves]


def _weight(base: int, share: float) -> float:
    """The inverse of a share's variance."""
    inside = min(max(share, 0.5 / base), 1 - 0.5 / base)
    return base / (inside * (1 - inside))


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)
