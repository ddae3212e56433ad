"""The change of a proportion between two waves whose children are counted as independent."""

from __future__ import annotations

from functools import lru_cache
from math import acos, copysign, cos, erfc, hypot, inf, pi, sqrt

from surveyapp.analysis.proportions import Interval, Proportion, critical, wilson

SMALL_EXPECTED = 5
HALVINGS = 60
MOST_TABLES = 100_000


def difference(now: Proportion, then: Proportion) -> float:
    """Share now minus share then."""
    return now.share - then.share


def newcombe(now: Proportion, then: Proportion, *, confidence: float = 0.95) -> Interval:
    """Interval of ``now`` minus ``then``, as shares. Hybrid score, Newcombe (1998) Stat Med 17:873, method 10."""
    a, b = wilson(now, confidence=confidence), wilson(then, confidence=confidence)
    gap = difference(now, then)
    low = gap - hypot(now.share - a.low, b.high - then.share)
    high = gap + hypot(a.high - now.share, then.share - b.low)
    return Interval(max(-1.0, low), min(1.0, high))


def miettinen_nurminen(now: Proportion, then: Proportion, *, confidence: float = 0.95) -> Interval:
    """Asymptotic score interval of ``now`` minus ``then``. Miettinen & Nurminen (1985) Stat Med 4:213."""
    z, gap = critical(confidence), difference(now, then)
    low = -1.0 if gap <= -1 else _crossing(now, then, -1.0, gap, z)
    high = 1.0 if gap >= 1 else _crossing(now, then, gap, 1.0, -z)
    return Interval(low, high)


def score_statistic(now: Proportion, then: Proportion, *, shift: float = 0.0) -> float:
    """Distance of the change from ``shift`` in standard errors: variance at the constrained estimate, times N/(N-1)."""
    gap = difference(now, then) - shift
    first, second = constrained(now, then, shift)
    total = now.base + then.base
    variance = (first * (1 - first) / now.base + second * (1 - second) / then.base) * total / (total - 1)
    if variance <= 1e-300:
        return 0.0 if abs(gap) < 1e-12 else copysign(inf, gap)
    return gap / sqrt(variance)


def score_p(now: Proportion, then: Proportion) -> float:
    """Two-sided p of no change: score (chi-squared) test without correction. Pearson (1900) Phil Mag 50:157."""
    pooled = (now.positive + then.positive) / (now.base + then.base)
    variance = pooled * (1 - pooled) * (1 / now.base + 1 / then.base)
    return 1.0 if variance == 0 else erfc(abs(difference(now, then)) / sqrt(2 * variance))


@lru_cache(maxsize=4096)
def boschloo_p(now: Proportion, then: Proportion) -> float:
    """Two-sided unconditional exact p of no change. Boschloo (1970) Stat Neerl 24:1.

    It looks at every table of these bases; where they are too many, Fisher's doubled tail is taken, never smaller.
    """
    from scipy.stats import boschloo_exact, fisher_exact

    if now.positive + then.positive in (0, now.base + then.base):
        return 1.0
    table = [[now.positive, then.positive], [now.base - now.positive, then.base - then.positive]]
    if now.base * then.base > MOST_TABLES:
        return min(1.0, 2 * min(float(fisher_exact(table, alternative=tail).pvalue) for tail in ("less", "greater")))
    return min(1.0, float(boschloo_exact(table, alternative="two-sided").pvalue))


def excludes_no_change(now: Proportion, then: Proportion, *, confidence: float) -> bool:
    """Whether Newcombe's and Miettinen and Nurminen's intervals both exclude 0 (the second read off its statistic)."""
    beyond = abs(score_statistic(now, then)) > critical(confidence)
    return beyond and newcombe(now, then, confidence=confidence).excludes_zero


def variance_of_overlap(now: Proportion, then: Proportion, *, both: int, alike: float) -> float:
    """The change's true variance over the one taken, if ``both`` children answered twice, ``alike`` as a correlation.

    Kish (1965) Survey Sampling, 12.4. Nobody can tell who answered twice, so years are taken as independent; wherever a
    child's answers resemble each other this is below 1, and every interval here a little too wide.
    """
    spread_now, spread_then = (one.share * (1 - one.share) for one in (now, then))
    shared = alike * sqrt(spread_now * spread_then) * both / (now.base * then.base)
    taken = spread_now / now.base + spread_then / then.base
    return (taken - 2 * shared) / taken


def smallest_expected(now: Proportion, then: Proportion) -> float:
    """The smallest of the four counts one would expect if nothing had changed."""
    positive, total = now.positive + then.positive, now.base + then.base
    return min(positive, total - positive) * min(now.base, then.base) / total


def change_p(now: Proportion, then: Proportion) -> float:
    """Two-sided p of no change: score test; Boschloo's when an expected count is below 5. Cochran (1954)."""
    test = boschloo_p if smallest_expected(now, then) < SMALL_EXPECTED else score_p
    return test(now, then)


def constrained(now: Proportion, then: Proportion, shift: float) -> tuple[float, float]:
    """Likeliest shares now and then that differ by exactly ``shift``. Farrington & Manning (1990) Stat Med 9:1447."""
    ratio = then.base / now.base
    a = 1 + ratio
    b = -(1 + ratio + now.share + ratio * then.share + shift * (ratio + 2))
    c = shift * shift + shift * (2 * now.share + ratio + 1) + now.share + ratio * then.share
    d = -now.share * shift * (1 + shift)
    third = b / (3 * a)
    v = third**3 - b * c / (6 * a * a) + d / (2 * a)
    u = copysign(sqrt(max(third * third - c / (3 * a), 0.0)), v)
    cosine = v / u**3 if u else 0.0
    angle = (pi + acos(min(1.0, max(-1.0, cosine)))) / 3
    first = 2 * u * cos(angle) - third
    first = min(max(first, shift, 0.0), 1.0, 1.0 + shift)
    return first, first - shift


def _crossing(now: Proportion, then: Proportion, low: float, high: float, level: float) -> float:
    """Where the score statistic, which falls as the shift grows, meets ``level``."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if score_statistic(now, then, shift=middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2
