"""The groups of one partition beside what is shown of each, and what their sums leave possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.disclosure.tables import Cell, Protected, Shown


@dataclass(frozen=True, slots=True)
class Member:
    """A group beside what is shown of it. A mixed one is several groups of unknown sizes, as the rest is."""

    id: str
    cell: Cell
    shown: Shown
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What else a reader has beside one partition: fewest and most positive of its children, and of all; the bands."""

    universe: tuple[int, int]
    total: tuple[int, int]
    inside: tuple[Member, ...] = ()
    outside: tuple[Member, ...] = ()


def known(member: Member) -> tuple[int, int]:
    """What is shown of a group by itself; everything is possible for a hidden one."""
    if isinstance(member.shown, Protected):
        return member.shown.low, member.shown.high
    return 0, member.cell.base


def spread(members: Sequence[Member]) -> tuple[int, int]:
    """Lowest and highest sum of groups."""
    ranges = [known(member) for member in members]
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def derivable(members: Sequence[Member], least: int, most: int) -> list[tuple[int, int]]:
    """For each group the counts that remain possible when all of them add up to ``least``..``most``."""
    return remaining([known(member) for member in members], least, most)


def remaining(ranges: Sequence[tuple[int, int]], least: int, most: int) -> list[tuple[int, int]]:
    """What is left of each range of whole numbers when they all add up to ``least``..``most``."""
    low, high = sum(own for own, _ in ranges), sum(own for _, own in ranges)
    return [
        (max(own_low, least - (high - own_high)), min(own_high, most - (low - own_low))) for own_low, own_high in ranges
    ]


def width(size: int, base: int, low: int, high: int) -> int:
    """How far apart counts of ``size`` of the ``base`` can lie if the base counts ``low``..``high``. Fréchet (1940)."""
    return min(size, high) - max(0, size - (base - low))
