"""What stands beside indicators, as frozen data: scores of several of them, and published figures to see them by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
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


class Mode(StrEnum):
    """How a survey was answered."""

    ONLINE = "online"
    PAPER = "paper"
    TELEPHONE = "telephone"
    INTERVIEW = "interview"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Wording(StrEnum):
    """How near another survey's question is to ours; only an identical one may carry a label."""

    IDENTICAL = "identical"
    NEAR = "near"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Licence:
    """The leave to ask an instrument's exact words: whose words they are, and what allows them."""

    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published percentage beside an indicator: of whom, when, and which of our answers it counts.

    ``ages`` are the youngest and the oldest; ``percent`` is from 0 to 100 with the decimals that were printed; ``base``
    is None where none was printed; ``licence`` stands with identical wording alone.
    """

    id: str
    indicator: str
    answers: frozenset[str]
    group: str
    ages: tuple[int, int]
    year: int
    percent: Decimal
    base: int | None
    mode: Mode
    wording: Wording
    licence: Licence | None
    source: str
    address: str

    @property
    def share(self) -> float:
        """The percentage as a share from 0 to 1."""
        return float(self.percent / 100)
