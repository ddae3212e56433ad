"""Whether two waves were answered in the same way: how the questions were put, who helped, who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from surveyapp.analysis.bounds import Bounded, difference_interval

Pattern = Mapping[str, int]
"""How many answered each way: read alone, read aloud; nobody helped, somebody at home did."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where patterns begin to differ, and what a difference may at most do; limits are data."""

    shift: float = 0.10
    chance: float = 0.05
    moved: float = 0.05


STANDARD = Limits()
"""The limits of every release."""


def shift(now: Pattern, then: Pattern) -> float:
    """The share of answers that would have to come another way for both patterns to be one: half the summed gaps.

    Index of dissimilarity, from 0 to 1. Duncan & Duncan (1955) Am Sociol Rev 20:210.
    """
    all_now, all_then = sum(now.values()), sum(then.values())
    return sum(abs(now.get(way, 0) / all_now - then.get(way, 0) / all_then) for way in {*now, *then}) / 2


def pattern_p(now: Pattern, then: Pattern) -> float:
    """p of one and the same pattern behind both: chi-squared test of homogeneity. Pearson (1900) Phil Mag 50:157."""
    from scipy.stats import chi2_contingency

    table = [(now.get(way, 0), then.get(way, 0)) for way in sorted({*now, *then})]
    used = [row for row in table if any(row)]
    return float(chi2_contingency(used, correction=False).pvalue) if len(used) > 1 else 1.0


def differ(now: Pattern, then: Pattern, limits: Limits = STANDARD) -> bool:
    """Whether ways shifted by more than 10 points, and more than chance does.

    What chance alone shifts is in every interval already: children are taken as drawn from what life here is like.
    """
    return shift(now, then) > limits.shift and pattern_p(now, then) <= limits.chance


def most_moved(shifted: float, ways: Sequence[Bounded], *, confidence: float = 0.95) -> float:
    """The most that such a shift can have moved a share, given what each way's answers were.

    The shift times the farthest that the shares of two ways may lie apart: |sum of (p - q)s| is at most the distance of
    p and q times the range of s. ``ways`` are the positive answers of each; 1 where fewer than two are known.
    """
    if len(ways) < 2:
        return 1.0
    found = [difference_interval(one, other, confidence=confidence) for one, other in combinations(ways, 2)]
    return shifted * max(max(-each.low, each.high) for each in found)


def matters(now: Pattern, then: Pattern, ways: Sequence[Sequence[Bounded]], limits: Limits = STANDARD) -> bool:
    """Whether the years must not be compared: the patterns differ, and no wave's answers show that it hardly matters.

    ``ways`` holds, for each wave where every way's answers are known, the counts of each way. One such wave is enough.
    """
    if not differ(now, then, limits):
        return False
    moved = shift(now, then)
    return all(most_moved(moved, known) > limits.moved for known in ways)
