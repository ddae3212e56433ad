"""The wave as it would come to its opening if all went as guessed: made-up children whose answers say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from surveyapp.definition.model import Answer, Breakdown, Instrument, Item, Kind, Missing
from surveyapp.opening.contents import gather
from surveyapp.opening.foreseeing import Fate, fates
from surveyapp.opening.narrowing import narrowed
from surveyapp.opening.opened import Opened
from surveyapp.opening.partitions import asks
from surveyapp.opening.tallies import Contents
from surveyapp.prospects.assumed import Assumed, Given, answers

COUNTED = (Fate.ALONE, Fate.JOINED)


def expected_contents(given: Given, assumption: Assumed, breakdowns: Sequence[Breakdown]) -> Contents:
    """Who would be counted with whom, and in which groups, of these breakdowns alone; ``unsaid`` say none.

    Each breakdown divides the children by itself: nobody knows before who will be in two groups at once.
    """
    plan = replace(given.plan, bank=narrowed(given.plan.bank, {one.id for one in breakdowns}))
    expected = answers(given, assumption)
    come = fates(plan, expected)
    counted = {band: n for band, n in expected.items() if come[band] in COUNTED}
    children = [child for band, n in counted.items() for child in _children(given, assumption, breakdowns, band, n)]
    return gather(plan, children)


def apportioned(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """Whole numbers that add up to the total and are nearest to the same shares (largest remainders)."""
    whole = sum(counts.values())
    if not whole:
        return {}
    found = {group: n * total // whole for group, n in counts.items()}
    by_remainder = sorted(counts, key=lambda group: -(counts[group] * total % whole))
    for group in by_remainder[: total - sum(found.values())]:
        found[group] += 1
    return found


def _children(
    given: Given, assumption: Assumed, breakdowns: Sequence[Breakdown], band: str, count: int
) -> Iterator[Opened]:
    instrument = given.plan.instruments[band]
    columns = {
        item.id: _column(given, assumption, one, band, count)
        for one in breakdowns
        if (item := asks(instrument, one)) is not None
    }
    blank = _answered(instrument)
    for place in range(count):
        said = {id: _said(instrument.item(id), column[place]) for id, column in columns.items()}
        yield Opened(band, {**blank, **said}, {})


def _column(given: Given, assumption: Assumed, breakdown: Breakdown, band: str, count: int) -> list[str]:
    """Each child's group, "" for those who do not say; always the same for the same numbers."""
    silent = int(count * assumption.unsaid + 0.5)
    sizes = {
        value: n
        for (one, id, value), n in given.plan.eligible.groups.items()
        if (one, id) == (band, breakdown.id) and n
    }
    groups = [group for group, n in apportioned(sizes, count - silent).items() for _ in range(n)]
    column = groups + [""] * (count - len(groups))
    Random(f"{band} {breakdown.id}").shuffle(column)  # noqa: S311 - made-up children, not a secret
    return column


def _said(item: Item, group: str) -> Answer:
    if not group:
        return Missing.RATHER_NOT_SAY
    return (group,) if item.kind is Kind.SEVERAL else group


def _answered(instrument: Instrument) -> Mapping[str, Answer]:
    """Every question answered in some way; which way is never looked at."""
    return {item.id: Missing.NOT_ASKED if item.breakdown else _some(item) for item in instrument.closed}


def _some(item: Item) -> Answer:
    if item.scale is None or item.kind is Kind.NUMBER:
        return item.smallest
    first = item.scale.options[0].id
    return (first,) if item.kind is Kind.SEVERAL else first
