"""On which days a restore of the backups was tried, of which opened waves it held the answers, and when it is due.

No time of day is kept: not the clock says that a restore came after an opening, but what the copies held.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import RestoredOpening, RestoreDrill

DUE_AFTER = timedelta(days=90)
LONGEST = 500


def record(session: Session, day: date, *, problem: str = "", openings: Iterable[str] = ()) -> None:
    """Note that a restore was tried; a later try of the same day takes the place of the earlier.

    ``openings``: the waves whose opened answers the copies held; of a try that went wrong none is noted.
    """
    session.merge(RestoreDrill(day=day, problem=problem[:LONGEST]))
    for wave in () if problem else openings:
        session.merge(RestoredOpening(wave=wave, day=day))
    session.flush()


def held(session: Session, wave: str) -> date | None:
    """The last day on which copies that hold this wave's opened answers were restored, and all went well."""
    found = session.get(RestoredOpening, wave)
    return found.day if found else None


def last_good(session: Session) -> date | None:
    """The last day on which a restore went well."""
    return session.scalar(select(func.max(RestoreDrill.day)).where(RestoreDrill.problem == ""))


def last_problem(session: Session) -> str:
    """What went wrong at the last try; empty when nothing did."""
    return session.scalar(select(RestoreDrill.problem).order_by(RestoreDrill.day.desc()).limit(1)) or ""


def due(session: Session, today: date) -> bool:
    """Whether the last good try is more than 90 days ago, or there was none."""
    day = last_good(session)
    return day is None or today - day > DUE_AFTER
