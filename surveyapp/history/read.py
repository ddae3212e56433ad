"""Reading what was brought in: the figures, for the release, and the imports, for whoever looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from surveyapp.history.model import Earlier, Kind, Wording
from surveyapp.history.models import EarlierFigure, EarlierImport
from surveyapp.history.preview import Place, Standing, place

FROM = (EarlierFigure.authority == EarlierImport.authority) & (EarlierFigure.digest == EarlierImport.digest)
"""A figure and the import it came with."""


@dataclass(frozen=True, slots=True)
class Brought:
    """An import without its figures: small ones are nobody's business before a release has protected them."""

    digest: str
    name: str
    note: str
    by: str
    on: date
    figures: int
    context_only: int
    left_out: int
    first_year: int
    last_year: int


def of(session: Session, authority: str) -> tuple[Earlier, ...]:
    """Every earlier figure of an authority, by year and then as the files had them."""
    mine = select(EarlierFigure).where(EarlierFigure.authority == authority)
    ordered = mine.order_by(EarlierFigure.year, EarlierFigure.digest, EarlierFigure.line)
    return tuple(_earlier(row) for row in session.scalars(ordered))


def standing(session: Session, authority: str, *, besides: frozenset[str]) -> dict[Place, Standing]:
    """The figures that are here already, by what they are figures of, without those of the imports ``besides``."""
    chosen = (
        select(EarlierFigure, EarlierImport.name)
        .join(EarlierImport, FROM)
        .where(EarlierFigure.authority == authority, EarlierFigure.digest.not_in(besides))
    )
    found = ((_earlier(row), name) for row, name in session.execute(chosen))
    return {place(figure): Standing(figure, name) for figure, name in found}


def imports(session: Session, authority: str) -> tuple[Brought, ...]:
    """What was brought in, the newest first."""
    figures = func.count(EarlierFigure.id), func.sum(case((EarlierFigure.context_only, 1), else_=0))
    years = func.min(EarlierFigure.year), func.max(EarlierFigure.year)
    chosen = (
        select(EarlierImport, *figures, *years)
        .join(EarlierFigure, FROM)
        .where(EarlierImport.authority == authority)
        .group_by(EarlierImport.authority, EarlierImport.digest)
        .order_by(EarlierImport.brought_on.desc(), EarlierImport.name, EarlierImport.digest)
    )
    return tuple(
        Brought(
            digest=one.digest,
            name=one.name,
            note=one.note,
            by=one.brought_by,
            on=one.brought_on,
            figures=count,
            context_only=int(context),
            left_out=one.left_out,
            first_year=first,
            last_year=last,
        )
        for one, count, context, first, last in session.execute(chosen)
    )


def _earlier(row: EarlierFigure) -> Earlier:
    return Earlier(
        kind=Kind(row.kind),
        place=row.place,
        year=row.year,
        band=row.band,
        indicator=row.indicator,
        positive=row.positive,
        base=row.base,
        percent=row.percent,
        eligible=row.eligible,
        wording=Wording(row.wording),
        note=row.note,
        source=row.source,
        own=row.own,
        context_only=row.context_only,
    )
