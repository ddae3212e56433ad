"""One indicator over many waves: points, unbroken stretches of them, and the slope of one."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.shares import Range, Share, Suppressed


@dataclass(frozen=True, slots=True)
class Point:
    """What one wave said: its year, its wave's id ("" for an earlier year brought in), and its protected share."""

    wave: str
    year: int
    now: Share | Suppressed


@dataclass(frozen=True, slots=True)
class Stretch:
    """Waves that asked the same of the same ages, oldest first: one unbroken piece of a line.

    ``reason`` says why it does not join the piece before; "" for the first.
    """

    points: tuple[Point, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """The slope over three or more waves of one stretch, in shares a year, with its 99 % interval.

    ``p`` is Cochran and Armitage's, largest over the protected counts.
    """

    waves: int
    per_year: Range
    p: float
