"""Letting go of rows and comments when their time is over: then tallies only."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from surveyapp.definition.catalogue import Catalogue, UnknownInstrument
from surveyapp.results.models import AGE, TOTAL, Comment, Opening, Response, Tally
from surveyapp.results.queries import rows_of, totals

_LEFT = Opening.expired.is_(False)


@dataclass(frozen=True, slots=True)
class Expired:
    """What was let go of in one wave. ``uncounted`` rows had an instrument whose definition is not here any more."""

    wave: str
    rows: int
    comments: int
    uncounted: int


def is_due(session: Session, today: date) -> bool:
    """Whether on this day the time of any wave's rows and comments is over; and with it of its ballots that wait."""
    return session.scalar(select(Opening.wave).where(Opening.keep_until <= today, _LEFT).limit(1)) is not None


def expire(session: Session, today: date, catalogue: Catalogue) -> tuple[Expired, ...]:
    """Turn rows past their wave's retention date into tallies and delete them and the comments, in one transaction."""
    due = select(Opening).where(Opening.keep_until <= today, _LEFT).order_by(Opening.wave)
    return tuple(_let_go(session, opening, catalogue) for opening in session.scalars(due).all())


def part(session: Session, catalogue: Catalogue) -> tuple[str, ...]:
    """Turn rows that an earlier version kept beside counts by group into totals; the waves that had any.

    Counts by group beside rows are equations; solved, they put groups back on rows (decision 0013). Raises
    UnknownInstrument where rows could not be counted; nothing is lost then.
    """
    by_group = exists().where(Tally.wave == Opening.wave, Tally.breakdown.not_in((TOTAL, AGE)))
    with_rows = exists().where(Response.wave == Opening.wave)
    waves = session.scalars(select(Opening.wave).where(by_group, with_rows).order_by(Opening.wave)).all()
    for wave in waves:
        for _, fingerprint in rows_of(session, wave):
            catalogue.find(fingerprint)
        _keep_totals(session, wave, catalogue)
        session.execute(delete(Response).where(Response.wave == wave))
    return tuple(waves)


def _let_go(session: Session, opening: Opening, catalogue: Catalogue) -> Expired:
    uncounted = _keep_totals(session, opening.wave, catalogue)
    rows = session.scalars(delete(Response).where(Response.wave == opening.wave).returning(Response.band)).all()
    comments = session.scalars(delete(Comment).where(Comment.wave == opening.wave).returning(Comment.band)).all()
    opening.expired = True
    session.flush()
    return Expired(opening.wave, len(rows), len(comments), uncounted)


def _keep_totals(session: Session, wave: str, catalogue: Catalogue) -> int:
    """The date was promised to the children: a missing definition costs the totals, not the date."""
    kept: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    uncounted = 0
    for (band, fingerprint), rows in rows_of(session, wave).items():
        try:
            instrument = catalogue.find(fingerprint)
        except UnknownInstrument:
            uncounted += len(rows)
            continue
        kept[band].update(totals(instrument, rows, merged="+" in band))
    tallies = [
        {"wave": wave, "bands": band, "breakdown": TOTAL, "value": TOTAL, "item": item, "answer": answer, "n": n}
        for band, found in kept.items()
        for (item, answer), n in sorted(found.items())
    ]
    if tallies:
        session.execute(insert(Tally), tallies)
    return uncounted
