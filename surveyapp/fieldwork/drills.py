"""On which days a restore of the backups was tried, and whether the next try is due; no time of day is kept."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import RestoreDrill

DUE_AFTER = timedelta(days=90)
LONGEST = 500


def record(session: Session, day: date, *, problem: str = "") -> None:
    """Note that a restore was tried; a later try of the same day takes the place of the earlier."""
    session.merge(RestoreDrill(day=day, problem=problem[:LONGEST]))
    session.flush()


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
