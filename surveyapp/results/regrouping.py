"""Counts by group as earlier versions kept them, answer by answer: where they are, and what takes their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from surveyapp.definition.catalogue import Catalogue
from surveyapp.results.handed import Cell
from surveyapp.results.models import AGE, TOTAL, Tally
from surveyapp.results.queries import counts

_BY_GROUP = Tally.breakdown.not_in((TOTAL, AGE))


def counted_by_answer(session: Session) -> tuple[str, ...]:
    """The waves of which some question is counted by group answer by answer."""
    found = select(Tally.wave).where(_BY_GROUP, Tally.answer.not_like("=%"))
    return tuple(session.scalars(found.distinct().order_by(Tally.wave)))


def cells(session: Session, wave: str, catalogue: Catalogue) -> Mapping[Cell, int]:
    """Everything that is counted of a wave. Raises UnknownInstrument."""
    found = counts(session, wave, catalogue)
    return {Cell("+".join(it.bands), it.breakdown, it.value, it.item, it.answer): it.n for it in found}


def regroup(session: Session, wave: str, by_group: Mapping[Cell, int]) -> None:
    """These counts by group instead of the wave's own; totals stay."""
    session.execute(delete(Tally).where(Tally.wave == wave, _BY_GROUP))
    rows = [{"wave": wave, **asdict(cell), "n": n} for cell, n in sorted(by_group.items())]
    if rows:
        session.execute(insert(Tally), rows)
