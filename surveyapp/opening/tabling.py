"""Counts by group as tables, pool by pool, as releases lay them out: what could be shown of a question, and what never.

``releases.counting`` makes the same tables from what is kept; neither may import the other (tests compare them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from surveyapp.definition.model import Bank, Breakdown, Indicator, Instrument, Item, Kind
from surveyapp.disclosure.merging import merge_small
from surveyapp.disclosure.tables import NOBODY, Cell, Group, Partition, Table
from surveyapp.opening.bands import label
from surveyapp.opening.groups import POLICY
from surveyapp.opening.partitions import asks, merged
from surveyapp.opening.sharing import routed
from surveyapp.results.models import AGE, TOTAL, UNSAID
from surveyapp.results.words import MISSING, OTHER, POSITIVE, summed

Bands = tuple[str, ...]
Groups = Mapping[tuple[str, Bands, str], Mapping[str, int]]
"""One item's answers, by breakdown, bands and group."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a wave asked of which bands, and which bands are laid together where few answered."""

    instruments: Mapping[str, Instrument]
    neighbours: Mapping[str, str | None]
    bank: Bank

    def pools(self, indicator: Indicator) -> Iterator[Bands]:
        """The bands of each pool that were asked."""
        for pool in indicator.pools:
            bands = tuple(band for band in self.instruments if band in pool and self.item(band, indicator.id))
            if bands:
                yield bands

    def item(self, band: str, id: str) -> Item | None:
        """The item as a band was asked it; None if it was not."""
        return next((item for item in self.instruments[band].closed if item.id == id), None)

    def judged(self, indicator: Indicator, pool: Bands) -> bool:
        """Whether a share can be counted: some answer is positive, and of several choices all are or none."""
        items = [item for band in pool if (item := self.item(band, indicator.id))]
        scales = [item.scale for item in items if item.kind is Kind.SEVERAL and item.scale]
        chosen = {option.id for scale in scales for option in scale.options if not option.exclusive}
        return bool(indicator.positive) and (not chosen or chosen <= indicator.positive)

    def routed(self, indicator: Indicator, pool: Bands) -> bool:
        """Whether an earlier answer decides who is asked, in some band."""
        return routed(pool, self.instruments, indicator.id)


def table(asked: Asked, indicator: Indicator, pool: Bands, groups: Groups) -> Table:
    """The true table of an indicator in a pool."""
    opened = asked.routed(indicator, pool)
    labels = _labels(groups, TOTAL, pool, routed=opened)
    counted = {bands: _cell(groups[TOTAL, bands, TOTAL], indicator) for bands in labels}
    neighbours = {band: other for band, other in asked.neighbours.items() if other}
    units = merge_small(counted, neighbours, POLICY, routed=opened)
    bands = Partition(AGE, tuple(Group(label(unit), cell) for unit, cell in units.items()))
    chosen = (one for one in asked.bank.breakdowns.values() if one.id != indicator.breakdown)
    others = (_partition(groups, indicator, pool, breakdown, tuple(units)) for breakdown in chosen)
    total = sum(units.values(), start=NOBODY)
    return Table(total, bands, tuple(it for it in others if it is not None), opened)


def never_split(asked: Asked, indicator: Indicator, groups: Groups) -> Iterator[tuple[str, Bands, int]]:
    """Breakdowns by which nothing is counted, with their bands, as an earlier answer decides there who is asked.

    And how many took part: how many answered would tell that answer.
    """
    for pool in asked.pools(indicator):
        labels = _labels(groups, TOTAL, pool, routed=True) if asked.routed(indicator, pool) else ()
        bands = tuple(band for some in labels for band in some)
        n = sum(n for some in labels for n in summed(groups[TOTAL, some, TOTAL], ()).values())
        for breakdown in asked.bank.breakdowns.values():
            asking = (asks(asked.instruments[band], breakdown) for band in bands)
            if any(item is not None and item.id != indicator.id for item in asking):
                yield breakdown.id, bands, n


def _labels(groups: Groups, breakdown: str, pool: Bands, *, routed: bool = False) -> tuple[Bands, ...]:
    """Disjoint sets of bands in the pool in which somebody answered, or took part; the largest of overlapping ones."""
    inside: Counter[Bands] = Counter()
    for (kind, bands, _), answers in groups.items():
        if kind == breakdown and set(bands) <= set(pool):
            inside[bands] += sum(n for word, n in summed(answers, ()).items() if routed or word != MISSING)
    found: list[Bands] = []
    for bands in sorted(inside, key=lambda bands: (-len(bands), bands)):
        if inside[bands] and not any(set(bands) & set(other) for other in found):
            found.append(bands)
    return tuple(sorted(found, key=lambda bands: min(map(pool.index, bands))))


def _partition(
    groups: Groups, indicator: Indicator, pool: Bands, breakdown: Breakdown, units: Collection[Bands]
) -> Partition | None:
    """One breakdown, or None; a group that was left out of some of its bands is left to the rest."""
    labels = _labels(groups, breakdown.id, pool)
    if not labels:
        return None
    found = []
    for value in dict.fromkeys(merged(breakdown, one) for one in (*(it.id for it in breakdown.values), UNSAID)):
        parts = [groups.get((breakdown.id, bands, value)) for bands in labels]
        cells = [_cell(part, indicator) for part in parts if part is not None]
        found.append(Group(value, sum(cells, start=NOBODY) if len(cells) == len(parts) else NOBODY))
    asked = {band for bands in labels for band in bands}
    inside = [unit for unit in units if set(unit) <= asked]
    exact = {band for unit in inside for band in unit} == asked and len(inside) < len(units)
    return Partition(breakdown.id, tuple(found), frozenset(map(label, inside)) if exact else frozenset())


def _cell(answers: Mapping[str, int], indicator: Indicator) -> Cell:
    """Positive answers, answers and members."""
    found = summed(answers, indicator.positive)
    positive, other = found.get(POSITIVE, 0), found.get(OTHER, 0)
    return Cell(positive, positive + other, positive + other + found.get(MISSING, 0))
