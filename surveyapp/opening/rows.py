"""Compact rows: one child's closed answers without what an adult may know, under an id drawn now."""

from __future__ import annotations

import secrets
from collections import Counter

from surveyapp.definition.answers import pack
from surveyapp.definition.model import Answer, Instrument, Mark, Missing
from surveyapp.opening.bands import Unit
from surveyapp.opening.groups import large_enough
from surveyapp.opening.opened import Opened
from surveyapp.opening.tallies import Contents
from surveyapp.results.handed import Row

ID_SIZE = 16


def rows_of(unit: Unit, contents: Contents, shared: frozenset[str] | None = None) -> list[Row]:
    """The rows of one unit, laid out by its lead's instrument; of merged bands only the shared items are on them."""
    lead = contents.instruments[unit.lead]
    kept = {item.id for item in lead.closed if item.mark is Mark.ROW and (shared is None or item.id in shared)}
    sexes = _on_row(unit, contents)
    shown = large_enough(Counter(sexes))
    return [
        Row(
            id=secrets.token_bytes(ID_SIZE),
            band=unit.label,
            sex=sex if sex in shown else "",
            instrument=lead.fingerprint,
            answers=pack(lead, _blanked(lead, member, kept)),
        )
        for member, sex in zip(contents.everybody(unit.bands), sexes, strict=True)
    ]


def _blanked(lead: Instrument, member: Opened, kept: set[str]) -> dict[str, Answer]:
    return {item.id: member.answers[item.id] if item.id in kept else Missing.NOT_ASKED for item in lead.closed}


def _on_row(unit: Unit, contents: Contents) -> list[str]:
    """Each member's group of the one breakdown that may stand on a row."""
    breakdown = next((it.id for it in contents.bank.breakdowns.values() if it.on_row), None)
    if breakdown is None:
        return [""] * unit.n
    return [group for band in unit.bands for group in contents.groups[breakdown, band]]
