"""Who did not answer: how far their answers could move a share, and where the balance would tip."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import ImpossibleCount


@dataclass(frozen=True, slots=True)
class WorstCase:
    """The share of all eligible if none of the silent were positive, and if all were; not an interval of chance."""

    none: float
    all: float


@dataclass(frozen=True, slots=True)
class Tipping:
    """How many of the ``silent`` would have to be positive for the whole to reach the target; ``needed`` may be 0.

    Above ``silent`` the target is out of reach whatever they would say, and below 1 it is reached already.
    """

    needed: int
    silent: int

    @property
    def open(self) -> bool:
        """Whether it hangs on the silent at all."""
        return 0 < self.needed <= self.silent


def worst_case(count: Bounded, *, eligible: int) -> WorstCase:
    """[x/N, (x + N - n)/N], widest over the values inside. Manski (1989) J Hum Res 24:343. Raises ImpossibleCount."""
    silent = _silent(count, eligible)
    return WorstCase(count.low / eligible, (count.high + silent) / eligible)


def tipping_point(count: Bounded, *, eligible: int, target: float = 0.5) -> Tipping:
    """The fewest of the silent with whom at least ``target`` of all are positive, at the lowest value inside.

    Yan, Lee & Li (2009) Stat Med 28:2867, for one share. Raises ImpossibleCount.
    """
    from math import ceil

    silent = _silent(count, eligible)
    return Tipping(max(0, ceil(target * eligible - count.low - 1e-9)), silent)


def _silent(count: Bounded, eligible: int) -> int:
    if eligible < count.base:
        raise ImpossibleCount(f"{count.base} answers from {eligible} eligible")
    return eligible - count.base
