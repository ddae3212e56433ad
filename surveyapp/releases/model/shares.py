"""A protected share: what may be said of a count, how exactly, or why nothing may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a value is not shown; a whole breakdown, because its groups are too small or its figures too many."""

    SMALL_BASE = "small_base"
    SECONDARY = "secondary"
    AUDIT = "audit"
    ROUTED = "routed"
    GROUPS = "groups"
    FIGURES = "figures"
    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    AGREEMENT = "agreement"


class Shown(StrEnum):
    """How a count is shown: exactly, as "fewer than 5 of n", or as "n - 4 or more of n"."""

    EXACT = "exact"
    FEW = "few"
    NEARLY_ALL = "nearly_all"


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest value, both included, as a share from 0 to 1 or a difference of shares from -1 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A value that may not be shown, and why."""

    why: Why


@dataclass(frozen=True, slots=True)
class Count:
    """A protected count: the true count lies in [low, high]; ``base`` is how many answered."""

    shown: Shown
    low: int
    high: int
    base: int


@dataclass(frozen=True, slots=True)
class Share:
    """A protected share of positive answers: point (a range when coded), Wilson's 95 % interval of all of it."""

    count: Count
    point: Range
    interval: Range
