"""How children split over bands and breakdowns, and which of these splits are known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyapp.definition.model import Breakdown, Kind
from surveyapp.opening.crossing import Block, Blocks, Crossing
from surveyapp.opening.crossing import Kind as Group
from surveyapp.opening.opened import Opened
from surveyapp.opening.partitions import merged
from surveyapp.opening.subtracting import Described
from surveyapp.opening.tallies import Contents
from surveyapp.results.handed import Cell
from surveyapp.results.models import AGE, TOTAL, UNSAID

Bands = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Children of some bands, in some groups of each breakdown named, of whom something is known together."""

    bands: Bands
    groups: tuple[tuple[str, Block], ...] = ()

    def within(self, splits: Sequence[str]) -> Described | None:
        """In the words of a reader who knows these breakdowns; None where others are meant."""
        groups = dict(self.groups)
        return (self.bands, *(groups.get(split, ()) for split in splits)) if groups.keys() <= set(splits) else None


def tallied(cells: Iterable[Cell]) -> frozenset[Told]:
    """The groups whose answers these tallies count."""
    return frozenset(
        Told(tuple(cell.bands.split("+")), ((cell.breakdown, (cell.value,)),))
        for cell in cells
        if cell.breakdown != TOTAL
    )


def tallied_themselves(cells: Iterable[Cell], contents: Contents) -> frozenset[Told]:
    """The groups of which these tallies say how many children there are: answers to what is asked for a breakdown."""
    items = {item.id: item for it in contents.instruments.values() for item in it.closed if item.kind is Kind.CHOICE}
    known = contents.bank.breakdowns
    asked = {id: known[item.breakdown] for id, item in items.items() if item.breakdown in known}
    return frozenset(
        Told(tuple(cell.bands.split("+")), ((asked[cell.item].id, (cell.answer,)),))
        for cell in cells
        if cell.breakdown == TOTAL and cell.item in asked and cell.answer in groups_of(asked[cell.item])
    )


def groups_of(breakdown: Breakdown) -> tuple[str, ...]:
    """The groups of a breakdown that a child can say to be of, merged as declared, in order."""
    said = (merged(breakdown, value.id) for value in breakdown.values)
    return tuple(group for group in dict.fromkeys(said) if group != UNSAID)


def groups_told(told: Iterable[Told], bands: Bands, breakdown: str) -> frozenset[str]:
    """The single groups of one breakdown that are known in just these bands."""
    found = (
        dict(one.groups)[breakdown] for one in told if one.bands == bands and dict(one.groups).keys() == {breakdown}
    )
    return frozenset(block[0] for block in found if len(block) == 1)


def within(told: Iterable[Told], splits: Sequence[str]) -> Iterator[Described]:
    """What a reader who knows these breakdowns makes of it."""
    return (described for one in told if (described := one.within(splits)) is not None)


def told_by(crossings: Iterable[Crossing], partitions: Sequence[str], bands: Bands) -> Iterator[Told]:
    """Crossings of these partitions in some bands; age is a partition too."""
    for crossing in crossings:
        blocks = dict(zip(partitions, crossing, strict=True))
        here = blocks.pop(AGE, bands)
        yield Told(here, tuple(sorted(blocks.items())))


def everybody(contents: Contents, splits: Sequence[str]) -> Iterator[tuple[Group, Opened]]:
    """Every child, and of what kind it is: its band, and its group of each of these breakdowns."""
    for band, members in contents.members.items():
        groups = [contents.groups[split, band] for split in splits]
        for place, member in enumerate(members):
            yield (band, *(split[place] for split in groups)), member


def sizes_in(
    sizes: Mapping[Group, int], bands: Collection[str], splits: Sequence[str], partitions: Sequence[str]
) -> Counter[Group]:
    """How many children of these bands are of each kind, by these partitions alone."""
    places = [(AGE, *splits).index(partition) for partition in partitions]
    found: Counter[Group] = Counter()
    for kind, n in sizes.items():
        if kind[0] in bands:
            found[tuple(kind[place] for place in places)] += n
    return found


def age_blocks(contents: Contents, bands: Bands) -> Blocks:
    """The bands as a partition, those together that are counted together."""
    inside = [tuple(band for band in unit.bands if band in bands) for unit in contents.units]
    return tuple(block for block in inside if block)


def group_blocks(breakdown: Breakdown, shown: Collection[str], present: Collection[str]) -> Blocks:
    """A breakdown as a partition: the groups shown, and all others, if there is any child in them, as one block."""
    declared = (*groups_of(breakdown), UNSAID)
    rest = tuple(group for group in declared if group not in shown)
    alone = tuple((group,) for group in declared if group in shown)
    return (*alone, rest) if set(rest) & set(present) else alone
