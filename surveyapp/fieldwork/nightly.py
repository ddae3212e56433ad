"""On which days the nightly work ran, and whether it is overdue; no time of day is kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import NightlyRun

OVERDUE_AFTER = timedelta(hours=26)
LONGEST = 500


def record(session: Session, day: date, *, problem: str = "") -> None:
    """Note that the nightly work was tried; a later run of the same day takes the place of the earlier."""
    session.merge(NightlyRun(day=day, problem=problem[:LONGEST]))
    session.flush()


def last_good(session: Session) -> date | None:
    """The last day on which all of it went well."""
    return session.scalar(select(func.max(NightlyRun.day)).where(NightlyRun.problem == ""))


def last_problem(session: Session) -> str:
    """What went wrong at the last try; empty when nothing did."""
    return session.scalar(select(NightlyRun.problem).order_by(NightlyRun.day.desc()).limit(1)) or ""


def overdue(session: Session, now: datetime) -> bool:
    """Whether the last good run, even at that day's last minute, is more than 26 hours ago, or there was none."""
    day = last_good(session)
    if day is None:
        return True
    latest = datetime.combine(day + timedelta(days=1), time.min, now.tzinfo)
    return now - latest > OVERDUE_AFTER
