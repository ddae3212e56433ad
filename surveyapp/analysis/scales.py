"""Number scales: the share in a fixed band first, then means compared between two waves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
