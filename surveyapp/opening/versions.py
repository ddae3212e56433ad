"""What several versions of a band's survey ask in the same words, so that their answers may be counted together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from surveyapp.definition.expressions import items_of
from surveyapp.definition.model import Instrument, Item, Page
from surveyapp.definition.trends import Trend, compare
from surveyapp.opening.sharing import closed_item, signature


def in_common(lead: Instrument, others: Sequence[Instrument]) -> Instrument:
    """The lead's survey with those questions alone that all the others ask as it does; its rows are no ballots'.

    As it does: the same words and answers, asked under the same conditions of the same questions, and of the same mark.
    """
    kept = reduce(frozenset.intersection, (_same(lead, other) for other in others), _counted(lead))
    while (fewer := frozenset(item for item in kept if _conditions(lead, item) <= kept)) != kept:
        kept = fewer
    sections = (replace(one, pages=tuple(_page(page, kept) for page in one.pages)) for one in lead.sections)
    return replace(lead, sections=tuple(sections))


def left_out(common: Instrument, versions: Sequence[Instrument]) -> frozenset[str]:
    """The closed questions of these versions that are not all asked in the same words."""
    return frozenset(item.id for one in versions for item in one.closed) - {item.id for item in common.closed}


def _counted(instrument: Instrument) -> frozenset[str]:
    return frozenset(item.id for item in instrument.closed)


def _same(lead: Instrument, other: Instrument) -> frozenset[str]:
    if lead.fingerprint == other.fingerprint:
        return _counted(lead)
    trends = compare(other, lead)
    return frozenset(
        item.id
        for item in lead.closed
        if trends[item.id] is Trend.SAME and _meant(other, item.id) == _meant(lead, item.id)
    )


def _meant(instrument: Instrument, item_id: str) -> tuple[object, ...] | None:
    item = closed_item(instrument, item_id)
    return None if item is None else (signature(item), item.mark, item.breakdown)


def _conditions(instrument: Instrument, item_id: str) -> frozenset[str]:
    """The questions whose answers decide whether this one is asked."""
    return frozenset(name for page, item in _asked(instrument) if item.id == item_id for name in _named(page, item))


def _asked(instrument: Instrument) -> Iterator[tuple[Page, Item]]:
    yield from ((page, item) for page in instrument.pages for item in page.items)


def _named(page: Page, item: Item) -> Iterator[str]:
    for condition in (page.show_if, item.show_if):
        if condition is not None:
            yield from items_of(condition)


def _page(page: Page, kept: frozenset[str]) -> Page:
    return replace(page, items=tuple(item for item in page.items if item.id in kept))
