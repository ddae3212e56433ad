"""Number scales: the share in a fixed band first, then means compared between two waves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt

from surveyapp.analysis.proportions import Interval, Proportion

LOW, VERY_HIGH = (0, 4), (9, 10)
"""The bands of a scale from 0 to 10 that are told first. ONS (2012), thresholds of personal well-being."""


@dataclass(frozen=True, slots=True)
class MeanChange:
    """Mean now minus mean then, in scale points."""

    difference: float
    interval: Interval
    t: float
    degrees: float
    p: float


@dataclass(frozen=True, slots=True)
class Bar:
    """So many answers, each of them somewhere from ``low`` to ``high``."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A mean of ``n`` answers, known to within ``rounding`` either way, and the largest variance there can be."""

    mean: float
    n: int
    variance: float
    rounding: float = 0.0


def largest_variance(mean: float, bars: Sequence[Bar]) -> float:
    """The largest variance of answers with this mean that fill these bars, by n - 1; the true one of bars of one value.

    Every answer lies at the end of its bar that is farther from the mean; no answers vary more than that.
    """
    n = sum(bar.count for bar in bars)
    return sum(bar.count * max((bar.low - mean) ** 2, (bar.high - mean) ** 2) for bar in bars) / (n - 1)


def share_between(bars: Sequence[Bar], band: tuple[int, int]) -> tuple[int, int]:
    """The fewest and the most answers that can lie in a band of values, both ends included."""
    lowest, highest = band
    fewest = sum(bar.count for bar in bars if lowest <= bar.low and bar.high <= highest)
    most = sum(bar.count for bar in bars if bar.high >= lowest and bar.low <= highest)
    return fewest, most


def share_within(counts: Mapping[int, int], band: tuple[int, int]) -> Proportion:
    """How many answers lie in a band of values, both ends included, of all. ImpossibleCount where nobody answered."""
    lowest, highest = band
    inside = sum(n for value, n in counts.items() if lowest <= value <= highest)
    return Proportion(inside, sum(counts.values()))


def values(counts: Mapping[int, int]) -> tuple[int, ...]:
    """Every answer written out in order, from how often each value was given."""
    return tuple(value for value in sorted(counts) for _ in range(counts[value]))


def welch(now: Sequence[float], then: Sequence[float], *, confidence: float = 0.95) -> MeanChange:
    """Change of the mean; two answers each at least, not all alike. Welch (1947) Biometrika 34:28."""
    from scipy.stats import ttest_ind

    found = ttest_ind(list(now), list(then), equal_var=False)
    low, high = found.confidence_interval(confidence)
    gap = sum(now) / len(now) - sum(then) / len(then)
    interval = Interval(float(low), float(high))
    return MeanChange(gap, interval, float(found.statistic), float(found.df), float(found.pvalue))


def welch_of_summaries(now: Summary, then: Summary, *, confidence: float = 0.95) -> MeanChange:
    """Welch's interval where only means and bounds of variances are known: no narrower than of the answers themselves.

    Welch (1947) Biometrika 34:28. Rounded means widen it by what rounding can hide; t, degrees and p are those of the
    nearest means that may be meant.
    """
    from scipy.stats import t as student

    parts = now.variance / now.n, then.variance / then.n
    error, gap, slack = sqrt(sum(parts)), now.mean - then.mean, now.rounding + then.rounding
    if not error:
        return MeanChange(gap, Interval(gap - slack, gap + slack), inf, inf, 1.0 if abs(gap) <= slack else 0.0)
    degrees = error**4 / (parts[0] ** 2 / (now.n - 1) + parts[1] ** 2 / (then.n - 1))
    reach = float(student.ppf((1 + confidence) / 2, degrees)) * error + slack
    t = max(abs(gap) - slack, 0.0) / error
    return MeanChange(
        gap, Interval(gap - reach, gap + reach), t if gap >= 0 else -t, degrees, 2 * float(student.sf(t, degrees))
    )


def permutation_p(now: Sequence[float], then: Sequence[float], *, resamples: int = 9_999, seed: int = 1) -> float:
    """Two-sided p of no change of the mean, exact if ``resamples`` covers every split. Pitman (1937) JRSS 4:119.

    The size of the difference is the statistic and its upper tail the p: scipy's own two-sided p doubles one tail.
    """
    import numpy as np
    from numpy.typing import NDArray
    from scipy.stats import permutation_test

    def gap(a: NDArray[np.float64], b: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
        size: NDArray[np.float64] = np.abs(np.mean(a, axis=axis) - np.mean(b, axis=axis))
        return size

    found = permutation_test(
        (list(now), list(then)),
        gap,
        vectorized=True,
        alternative="greater",
        n_resamples=resamples,
        rng=np.random.default_rng(seed),
    )
    return float(found.pvalue)
