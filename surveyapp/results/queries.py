"""Counting a wave's answers: rows for what stays on them, tallies for the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.definition.answers import answer_of
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Instrument, Item, Mark, Missing
from surveyapp.results.models import TOTAL, Response, Tally
from surveyapp.results.words import counted_as


@dataclass(frozen=True, slots=True)
class Counted:
    """How many children of these bands, in this group ("all" of "all": everybody), gave this answer; never none."""

    bands: tuple[str, ...]
    breakdown: str
    value: str
    item: str
    answer: str
    n: int


def counts(session: Session, wave: str, catalogue: Catalogue) -> tuple[Counted, ...]:
    """Every count of the wave. Totals are per band, or per bands that were laid together; groups per pool of bands.

    The answer is an option id, a number in digits, "skipped", "rather_not_say" or "not_asked". Several choices count
    once for each, once as "none" where none was chosen, and once as "answered". What was never given has no entry.
    """
    return (*_from_rows(session, wave, catalogue), *_from_tallies(session, wave))


def _from_tallies(session: Session, wave: str) -> Iterator[Counted]:
    columns = (Tally.bands, Tally.breakdown, Tally.value, Tally.item, Tally.answer, Tally.n)
    for row in session.execute(select(*columns).where(Tally.wave == wave).order_by(*columns)):
        yield Counted(tuple(row.bands.split("+")), row.breakdown, row.value, row.item, row.answer, row.n)


def _from_rows(session: Session, wave: str, catalogue: Catalogue) -> Iterator[Counted]:
    for (band, fingerprint), rows in rows_of(session, wave).items():
        bands = tuple(band.split("+"))
        for (item, answer), n in totals(catalogue.find(fingerprint), rows, merged=len(bands) > 1).items():
            yield Counted(bands, TOTAL, TOTAL, item, answer, n)


def rows_of(session: Session, wave: str) -> Mapping[tuple[str, str], list[bytes]]:
    """The wave's rows by the label of their bands and the fingerprint of the instrument that lays them out."""
    found: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    columns = select(Response.band, Response.instrument, Response.answers).where(Response.wave == wave)
    for band, fingerprint, answers in session.execute(columns):
        found[band, fingerprint].append(answers)
    return dict(sorted(found.items()))


def totals(instrument: Instrument, rows: list[bytes], *, merged: bool = False) -> Mapping[tuple[str, str], int]:
    """How often each answer to each item stands on these rows of one instrument; blanked items are left out.

    On rows of merged bands an item that nobody was asked is one that they do not share.
    """
    width = len(instrument.closed)
    together = b"".join(rows)
    found: Counter[tuple[str, str]] = Counter()
    for place, item in enumerate(instrument.closed):
        by_byte = Counter(together[place::width])
        if item.mark is Mark.ROW and not (merged and set(by_byte) == {Missing.NOT_ASKED}):
            for byte, n in sorted(by_byte.items()):
                found.update({(item.id, word): n for word in _words(item, byte)})
    return found


def _words(item: Item, byte: int) -> tuple[str, ...]:
    return counted_as(item.kind, answer_of(item, byte))
