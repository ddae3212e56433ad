"""What goes into disclosure control and what comes out: true counts, and what of them may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Cell:
    """True counts of a group for one item: positive answers, answers, and members, whether they answered or not."""

    positive: int
    base: int
    members: int

    def __add__(self, other: Cell) -> Cell:
        return Cell(self.positive + other.positive, self.base + other.base, self.members + other.members)

    def __sub__(self, other: Cell) -> Cell:
        return Cell(self.positive - other.positive, self.base - other.base, self.members - other.members)


NOBODY = Cell(0, 0, 0)
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Group:
    """One part of a partition."""

    id: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Partition:
    """One declared way of splitting the children of a table, each child in one group at most.

    Those in no group (missing, not asked for it, or dropped at the opening) are the rest, a group like any other.
    ``bands`` are the units of the band partition that hold all children who were asked for it; empty for all units.
    """

    id: str
    groups: tuple[Group, ...]
    bands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One item in one pool of bands: its total, its band units, and every other declared partition.

    ``routed`` says that some children were not asked because of an earlier answer. ``reach`` has, by band unit and for
    the TOTAL, how many at most can have been asked, as published figures of the earlier question tell.
    """

    total: Cell
    bands: Partition
    others: tuple[Partition, ...] = ()
    routed: bool = False
    reach: Mapping[str, int] = field(default_factory=dict)


class Hiding(StrEnum):
    """Which rule hid a value."""

    SMALL_BASE = "small_base"
    SECONDARY = "secondary"
    AUDIT = "audit"
    ROUTED = "routed"
    FIGURES = "figures"


class Coding(StrEnum):
    """How a count is shown: exactly, as fewer than 5, or as nearly all."""

    EXACT = "exact"
    FEW = "few"
    NEARLY_ALL = "nearly_all"


@dataclass(frozen=True, slots=True)
class Protected:
    """A count that may be shown: the true one lies in ``low``..``high`` of ``base``."""

    coding: Coding
    low: int
    high: int
    base: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A count that may not be shown, and why."""

    why: Hiding


Shown = Protected | Hidden


@dataclass(frozen=True, slots=True)
class ProtectedPartition:
    """What may be shown of a partition, group by group in the given order."""

    id: str
    groups: tuple[tuple[str, Shown], ...]

    def __getitem__(self, group: str) -> Shown:
        return dict(self.groups)[group]


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What may be shown of a table."""

    total: Shown
    bands: ProtectedPartition
    others: tuple[ProtectedPartition, ...] = ()

    @property
    def partitions(self) -> tuple[ProtectedPartition, ...]:
        """All partitions, bands first."""
        return (self.bands, *self.others)
