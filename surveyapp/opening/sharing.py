"""Which items mean the same in several bands, so that their answers may be laid together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from surveyapp.definition.model import Bank, Instrument, Item, Kind

Signature = tuple[object, ...]


def pooled(bank: Bank, item: str, bands: Iterable[str]) -> bool:
    """Whether the bank says that all these bands measure the same thing with this item."""
    indicator = bank.indicators.get(item)
    return indicator is not None and any(set(bands) <= set(pool) for pool in indicator.pools)


def closed_item(instrument: Instrument, item: str) -> Item | None:
    """The counted closed item of this id, where the instrument has one."""
    return next((it for it in instrument.closed if it.id == item), None)


def signature(item: Item) -> Signature:
    """Equal for two items whose answers are the same words: kind, options in any order, limits."""
    words = item.scale.options if item.scale and item.kind is not Kind.NUMBER else ()
    return (item.kind, frozenset(option.id for option in words), item.smallest, item.largest)


def shared_items(bands: Sequence[str], instruments: Mapping[str, Instrument], bank: Bank) -> frozenset[str]:
    """The items of merged bands that may stand on one row: pooled by the bank, answered in the same words, and asked
    under the same conditions, so that neither an answer nor its absence tells the band.
    """
    lead = instruments[bands[0]]
    return frozenset(item.id for item in lead.closed if _same_everywhere(item.id, bands, instruments, bank))


def routed(bands: Iterable[str], instruments: Mapping[str, Instrument], item: str) -> bool:
    """Whether an earlier answer decides who is asked this, in some of these bands."""
    pages = [page for band in bands if band in instruments for page in instruments[band].pages]
    asking = [(page, one) for page in pages for one in page.items if one.id == item]
    return any(page.show_if is not None or one.show_if is not None for page, one in asking)


def _same_everywhere(item: str, bands: Sequence[str], instruments: Mapping[str, Instrument], bank: Bank) -> bool:
    found = [_asked(instruments[band], item) for band in bands]
    return pooled(bank, item, bands) and found[0] is not None and all(one == found[0] for one in found)


def _asked(instrument: Instrument, item: str) -> Signature | None:
    for page in instrument.pages:
        for one in page.items:
            if one.id == item and one in instrument.closed:
                return (*signature(one), page.show_if, one.show_if)
    return None
