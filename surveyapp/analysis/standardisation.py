"""Whether a change remains when both waves are given the same mix of children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Interval, Proportion


@dataclass(frozen=True, slots=True)
class Stratum:
    """One kind of child in both waves, and how many of this year's eligible (or any standard) are of it."""

    now: Bounded
    then: Bounded
    weight: float


@dataclass(frozen=True, slots=True)
class Split:
    """A crude change in two parts: what children answered, and which children answered."""

    rate: float
    mix: float


def standardised_difference(strata: Sequence[Stratum]) -> Interval:
    """Change of the directly standardised share; a point when all counts are exact. Yule (1934) JRSS 97:1."""
    total = sum(stratum.weight for stratum in strata)
    low = sum(each.weight * (each.now.share.low - each.then.share.high) for each in strata)
    high = sum(each.weight * (each.now.share.high - each.then.share.low) for each in strata)
    return Interval(low / total, high / total)


def standardised_error(strata: Sequence[tuple[Proportion, Proportion, float]]) -> float:
    """Standard error of a standardised change, weights fixed. Breslow & Day (1987) IARC 82, chapter 2."""
    total = sum(weight for _, _, weight in strata)
    parts = (
        (weight / total) ** 2 * (now.share * (1 - now.share) / now.base + then.share * (1 - then.share) / then.base)
        for now, then, weight in strata
    )
    return sqrt(sum(parts))


def kitagawa(strata: Sequence[tuple[Proportion, Proportion]]) -> Split:
    """The crude change split in two, weighted by the mean of both waves. Kitagawa (1955) JASA 50:1168."""
    all_now, all_then = (sum(pair[wave].base for pair in strata) for wave in (0, 1))
    rate = mix = 0.0
    for now, then in strata:
        here, there = now.base / all_now, then.base / all_then
        rate += (now.share - then.share) * (here + there) / 2
        mix += (here - there) * (now.share + then.share) / 2
    return Split(rate, mix)


def kitagawa_range(strata: Sequence[tuple[Bounded, Bounded]]) -> tuple[Interval, Interval]:
    """The same split of counts of which only bounds are known: what they said, and who they were, each a range.

    A part is linear in every share, so its ends are at the ends of the counts. Kitagawa (1955) JASA 50:1168.
    """
    all_now, all_then = (sum(pair[wave].base for pair in strata) for wave in (0, 1))
    rate_low = rate_high = mix_low = mix_high = 0.0
    for now, then in strata:
        here, there = now.base / all_now, then.base / all_then
        middle, moved = (here + there) / 2, here - there
        rate_low += (now.share.low - then.share.high) * middle
        rate_high += (now.share.high - then.share.low) * middle
        ends = [moved * (now.share.low + then.share.low) / 2, moved * (now.share.high + then.share.high) / 2]
        mix_low += min(ends)
        mix_high += max(ends)
    return Interval(rate_low, rate_high), Interval(mix_low, mix_high)
