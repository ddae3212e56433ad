"""Counting, at the opening, what cannot stay on a row: knowable items, breakdowns, what merged bands do not share.

A count is made of a group only when the group is large enough; the groups left out never give themselves away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyapp.definition.model import Answer, Bank, Breakdown, Indicator, Instrument, Item, Mark, Missing
from surveyapp.opening.bands import Unit, label
from surveyapp.opening.groups import THRESHOLD, Part, large_enough, large_enough_across
from surveyapp.opening.opened import Opened
from surveyapp.opening.partitions import asks, merged
from surveyapp.opening.sharing import closed_item, routed, signature
from surveyapp.results.handed import Cell
from surveyapp.results.models import TOTAL
from surveyapp.results.words import counted_as


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that was opened, in memory: who is in each band, what merged units share, and each band's groups.

    ``groups`` holds, for a breakdown's id and a band, the group of each of the band's members in their order.
    """

    instruments: Mapping[str, Instrument]
    bank: Bank
    members: Mapping[str, Sequence[Opened]]
    units: tuple[Unit, ...]
    shared: Mapping[str, frozenset[str]]
    groups: Mapping[tuple[str, str], Sequence[str]]

    def unit_of(self, band: str) -> Unit:
        """The unit a band is in."""
        return next(unit for unit in self.units if band in unit.bands)

    def whole(self, unit: Unit, item: str) -> bool:
        """Whether the unit's answers to this item may be counted together."""
        return len(unit.bands) == 1 or item in self.shared[unit.label]

    def total_of(self, band: str, item: str) -> str:
        """The label of the total in which the band's answers to this item are counted."""
        unit = self.unit_of(band)
        return unit.label if self.whole(unit, item) else band

    def everybody(self, bands: Iterable[str]) -> list[Opened]:
        """All who answered in these bands."""
        return [member for band in bands for member in self.members[band]]


def count(contents: Contents) -> tuple[Counter[Cell], tuple[str, ...]]:
    """All tallies, and the groups left out, each as "bands breakdown item"."""
    cells: Counter[Cell] = Counter()
    dropped: list[str] = []
    for unit in contents.units:
        cells.update(_totals(contents, unit))
    for indicator in contents.bank.indicators.values():
        for bands in split_by_groups(contents, indicator):
            for breakdown in contents.bank.breakdowns.values():
                counted, complete = _by_group(contents, indicator.id, bands, breakdown)
                cells.update(counted)
                if not complete:
                    dropped.append(f"{label(bands)} {breakdown.id} {indicator.id}")
    return cells, tuple(dropped)


def _totals(contents: Contents, unit: Unit) -> Counter[Cell]:
    """Counts of everybody for items that leave the row: of a whole unit, or of a large band where it shares nothing."""
    cells: Counter[Cell] = Counter()
    for bands, item in _leaving_the_row(contents, unit):
        members = contents.everybody(bands)
        shown = _shown_answers(contents.bank, item, members)
        for member in members:
            cells.update(Cell(label(bands), TOTAL, TOTAL, item.id, word) for word in shown(member.answers[item.id]))
    return cells


def _leaving_the_row(contents: Contents, unit: Unit) -> Iterator[tuple[tuple[str, ...], Item]]:
    for item in contents.instruments[unit.lead].closed:
        if contents.whole(unit, item.id) and item.mark is not Mark.ROW:
            yield unit.bands, item
    for band in unit.bands:
        if len(unit.bands) > 1 and len(contents.members[band]) >= THRESHOLD:
            for item in contents.instruments[band].closed:
                if not contents.whole(unit, item.id):
                    yield (band,), item


def _shown_answers(bank: Bank, item: Item, members: Sequence[Opened]) -> Callable[[Answer], tuple[str, ...]]:
    """The words an answer is counted under. A breakdown's own answers are groups: small ones are not counted.

    Of a breakdown by which nothing will be shown none is counted.
    """
    if item.mark is not Mark.BREAKDOWN:
        return lambda answer: counted_as(item.kind, answer)
    breakdown = bank.breakdowns.get(item.breakdown)
    if breakdown is None:
        return lambda _answer: ()
    group: Callable[[Answer], str] = lambda answer: merged(breakdown, counted_as(item.kind, answer)[0])  # noqa: E731
    shown = large_enough(Counter(group(member.answers[item.id]) for member in members))
    return lambda answer: (group(answer),) if group(answer) in shown else ()


def countable_together(contents: Contents, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    """Bands of one pool whose answers are the same words; of merged bands all, or only the large ones."""
    for pool in indicator.pools:
        by_words: dict[object, list[str]] = {}
        for band in pool:
            item = closed_item(contents.instruments[band], indicator.id) if contents.members.get(band) else None
            if item is not None:
                by_words.setdefault(signature(item), []).append(band)
        for bands in by_words.values():
            kept = tuple(band for band in bands if _counts_here(contents, band, indicator.id))
            if kept:
                yield kept


def split_by_groups(contents: Contents, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    """Those of them that are counted by group: none where an earlier answer decides in their pool who is asked.

    Which groups are too small would tell how many of them had given that answer.
    """
    for bands in countable_together(contents, indicator):
        pools = (pool for pool in indicator.pools if set(bands) <= set(pool))
        if not any(routed(pool, contents.instruments, indicator.id) for pool in pools):
            yield bands


def _counts_here(contents: Contents, band: str, item: str) -> bool:
    unit = contents.unit_of(band)
    return contents.whole(unit, item) or len(contents.members[band]) >= THRESHOLD


def _by_group(
    contents: Contents, item_id: str, bands: tuple[str, ...], breakdown: Breakdown
) -> tuple[Counter[Cell], bool]:
    """Counts by group of a breakdown, of the bands that ask it, and whether no group had to be left out."""
    asked = bands_asking(contents, bands, breakdown, item_id)
    cells: Counter[Cell] = Counter()
    if not asked:
        return cells, True
    groups = [
        ((contents.total_of(band, item_id), group), member.answers[item_id])
        for band in asked
        for group, member in zip(contents.groups[breakdown.id, band], contents.members[band], strict=True)
    ]
    shown = large_enough_across(_who_answered(groups))
    kind = counted_item(contents, asked[0], item_id).kind
    for (_, group), answer in groups:
        if group in shown:
            cells.update(Cell(label(asked), breakdown.id, group, item_id, word) for word in counted_as(kind, answer))
    return cells, all(group in shown for (_, group), _ in groups)


def _who_answered(groups: Iterable[tuple[Part, Answer]]) -> Counter[Part]:
    """How many answered; a part none of whom did is a part all the same, and told by what the others leave."""
    sizes: Counter[Part] = Counter()
    for part, answer in groups:
        sizes[part] += not isinstance(answer, Missing)
    return sizes


def bands_asking(contents: Contents, bands: tuple[str, ...], breakdown: Breakdown, item_id: str) -> tuple[str, ...]:
    """The bands whose instrument asks the breakdown (and is not asking it with this very item), merged ones together:
    if only some of a unit's bands were counted, the others could be worked out from the unit's total.
    """
    asked = {band for band in bands if (it := asks(contents.instruments[band], breakdown)) and it.id != item_id}
    together = {
        other
        for band in asked
        for unit in [contents.unit_of(band)]
        for other in (unit.bands if contents.whole(unit, item_id) else (band,))
    }
    return tuple(band for band in bands if band in together)


def counted_item(contents: Contents, band: str, item_id: str) -> Item:
    """The item as this band is asked it, which is."""
    return next(item for item in contents.instruments[band].closed if item.id == item_id)
