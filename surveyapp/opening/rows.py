"""Compact rows: one child's closed answers without what an adult may know, under an id drawn now."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable

from surveyapp.definition.answers import pack
from surveyapp.definition.model import Answer, Instrument, Mark, Missing
from surveyapp.opening.bands import Unit
from surveyapp.opening.opened import Opened
from surveyapp.opening.tallies import Contents
from surveyapp.results.handed import Cell, Row
from surveyapp.results.models import TOTAL
from surveyapp.results.queries import totals

ID_SIZE = 16


def rows_of(unit: Unit, contents: Contents, shared: frozenset[str] | None = None) -> list[Row]:
    """The rows of one unit, laid out by its lead's instrument; of merged bands only the shared items are on them."""
    lead = contents.instruments[unit.lead]
    kept = {item.id for item in lead.closed if item.mark is Mark.ROW and (shared is None or item.id in shared)}
    return [
        Row(
            id=secrets.token_bytes(ID_SIZE),
            band=unit.label,
            instrument=lead.fingerprint,
            answers=pack(lead, _blanked(lead, member, kept)),
        )
        for member in contents.everybody(unit.bands)
    ]


def totals_of(rows: Iterable[Row], instruments: Iterable[Instrument]) -> Counter[Cell]:
    """What rows tell of everybody, as counts: each item by itself."""
    leads = {instrument.fingerprint: instrument for instrument in instruments}
    together: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        together.setdefault((row.band, row.instrument), []).append(row.answers)
    cells: Counter[Cell] = Counter()
    for (band, instrument), answers in together.items():
        for (item, word), n in totals(leads[instrument], answers, merged="+" in band).items():
            cells[Cell(band, TOTAL, TOTAL, item, word)] += n
    return cells


def _blanked(lead: Instrument, member: Opened, kept: set[str]) -> dict[str, Answer]:
    return {item.id: member.answers[item.id] if item.id in kept else Missing.NOT_ASKED for item in lead.closed}
