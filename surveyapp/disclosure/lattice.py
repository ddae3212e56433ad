"""A table as a reader sees it who knows every group's size: finest cells, published figures, groups to attack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from surveyapp.disclosure.tables import (
    NOBODY,
    Cell,
    Coding,
    Partition,
    Protected,
    ProtectedPartition,
    ProtectedTable,
    Shown,
    Table,
)

Cells = frozenset[int]
Joint = Mapping[tuple[str, str], Cell]
"""Counts by band unit and group of one other partition, where both are known together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The positive answers of some cells together lie in ``low``..``high``."""

    cells: Cells
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Target:
    """A group an attacker wants to know, the partitions it is a part of, and whether a small count of it is hidden."""

    name: str
    partitions: tuple[str, ...]
    cells: Cells
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """Sizes and true counts of the finest cells, what was published of them, which sums are equal, and the targets."""

    sizes: tuple[int, ...]
    truth: tuple[int, ...]
    figures: tuple[Figure, ...] = ()
    links: tuple[tuple[Cells, Cells], ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(slots=True)
class _Drawing:
    """A lattice while it is drawn."""

    cells: list[Cell] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    links: list[tuple[Cells, Cells]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def add(self, cells: Sequence[Cell]) -> list[int]:
        """New finest cells; answers their places."""
        start = len(self.cells)
        self.cells += cells
        return list(range(start, len(self.cells)))

    def group(self, name: str, partitions: tuple[str, ...], cells: Cells, shown: Shown | None = None) -> None:
        """A group: what is published of it, and itself as a target."""
        coded = isinstance(shown, Protected) and shown.coding is not Coding.EXACT
        if isinstance(shown, Protected):
            self.figures.append(Figure(cells, shown.low, shown.high))
        self.targets.append(Target(name, partitions, cells, coded))


def draw(table: Table, shown: ProtectedTable, joint: Mapping[str, Joint] | None = None) -> Lattice:
    """The lattice of a table, where ``joint`` has what is known of bands and one other partition together."""
    drawing = _Drawing()
    crossed = next((other for other in table.others if other.id in (joint or {})), None)
    units = _draw_bands(drawing, table, crossed, (joint or {}).get(crossed.id, {}) if crossed else {})
    for group in table.bands.groups:
        cells = frozenset(units[group.id].values())
        drawing.group(f"{table.bands.id}:{group.id}", (table.bands.id,), cells, shown.bands[group.id])
    drawing.group("total", (), frozenset(place for unit in units.values() for place in unit.values()), shown.total)
    for other, protected in zip(table.others, shown.others, strict=True):
        _draw_other(drawing, _Beside(table, other, protected, shown.total, crossed is other), units)
    sizes = tuple(cell.base for cell in drawing.cells)
    truth = tuple(cell.positive for cell in drawing.cells)
    return Lattice(sizes, truth, tuple(drawing.figures), tuple(drawing.links), tuple(drawing.targets))


def together(drawn: Lattice, earlier: Sequence[Lattice]) -> Lattice:
    """One lattice with all that several revisions published of the same cells."""
    figures, links = drawn.figures, drawn.links
    coded = [target.coded for target in drawn.targets]
    for one in earlier:
        figures += tuple(figure for figure in one.figures if figure not in figures)
        links += tuple(link for link in one.links if link not in links)
        coded = [mine or theirs.coded for mine, theirs in zip(coded, one.targets, strict=True)]
    targets = tuple(replace(target, coded=code) for target, code in zip(drawn.targets, coded, strict=True))
    return replace(drawn, figures=figures, links=links, targets=targets)


def _draw_bands(drawing: _Drawing, table: Table, crossed: Partition | None, joint: Joint) -> dict[str, dict[str, int]]:
    """The places of each band unit's cells, by the group of the crossed partition ("" for those of no known group)."""
    names = [group.id for group in crossed.groups] if crossed else []
    units: dict[str, dict[str, int]] = {}
    for group in table.bands.groups:
        parts = {name: joint[group.id, name] for name in names if (group.id, name) in joint}
        parts[""] = group.cell - sum(parts.values(), start=NOBODY)
        units[group.id] = dict(zip(parts, drawing.add(list(parts.values())), strict=True))
        for name, place in units[group.id].items() if crossed else ():
            label = f"{table.bands.id}:{group.id} {crossed.id if crossed else ''}:{name}"
            drawing.group(label, (table.bands.id, crossed.id if crossed else ""), frozenset({place}))
    return units


@dataclass(frozen=True, slots=True)
class _Beside:
    """A partition about to be drawn, and what stands around it."""

    table: Table
    partition: Partition
    shown: ProtectedPartition
    total: Shown
    crossed: bool


def _draw_other(drawing: _Drawing, beside: _Beside, units: Mapping[str, Mapping[str, int]]) -> None:
    """A partition: what is known of its groups by band, and cells of its own for what is not."""
    other = beside.partition
    inside = [group for group in beside.table.bands.groups if not other.bands or group.id in other.bands]
    cells = {place for group in inside for place in units[group.id].values()}
    rest = sum((group.cell for group in inside), start=NOBODY)
    for group in other.groups:
        mine = {units[unit.id][group.id] for unit in inside if beside.crossed and group.id in units[unit.id]}
        (own,) = drawing.add([group.cell - sum((drawing.cells[place] for place in mine), start=NOBODY)])
        drawing.group(f"{other.id}:{group.id}", (other.id,), frozenset({own} | mine), beside.shown[group.id])
        rest -= group.cell
        cells = cells - mine | {own}
    _balance(drawing, beside, cells, rest, {place for group in inside for place in units[group.id].values()})


def _balance(drawing: _Drawing, beside: _Beside, cells: set[int], rest: Cell, of_bands: set[int]) -> None:
    """The rest of a partition; and that all its own cells add up to those of the bands which they share out anew."""
    (place,) = drawing.add([rest])
    drawing.group(f"{beside.partition.id}:", (beside.partition.id,), frozenset({place}))
    own = frozenset((cells - of_bands) | {place})
    if _exact(beside.total) and not beside.partition.bands and not beside.crossed:
        drawing.figures.append(Figure(own, beside.table.total.positive, beside.table.total.positive))
    else:
        drawing.links.append((own, frozenset(of_bands & cells)))


def _exact(shown: Shown) -> bool:
    """Whether a count is published as it is: then a partition hangs together with the others by this figure alone."""
    return isinstance(shown, Protected) and shown.coding is Coding.EXACT
