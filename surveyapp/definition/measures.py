"""What the bank makes of several indicators: scores, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item of a score, and its answers from the low end to the high one; any other answer counts as none.

    ``reversed``: much of it is little of what the score measures, so its answers count from the other end.
    """

    item: str
    reversed: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A composite of several items, as a number from ``low`` to ``high``; more is better.

    ``minimum_answered``: the share of the items asked of a child that must have been answered. ``pools`` as indicators.
    """

    id: str
    domain: str
    title: str
    means: str
    items: tuple[ScoreItem, ...]
    pools: tuple[tuple[str, ...], ...]
    low: float
    high: float
    minimum_answered: Fraction
