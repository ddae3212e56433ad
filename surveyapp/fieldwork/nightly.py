"""On which days the nightly work ran, and whether it is overdue; no time of day is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import NightlyRun

OVERDUE_AFTER = timedelta(hours=26)
LONGEST = 500
FAR = timedelta(days=35)
"""So long after the last night the machine's day is believed without a question."""
DOUBT = "clock: "
"""How the problem of a night begins whose day was not believed."""


class ClockDoubtful(Exception):
    """The machine's day is more than five weeks after the last night's, or before it."""

    def __init__(self, last: date, today: date) -> None:
        super().__init__(
            f"this machine says that it is {today:%Y-%m-%d}, and the last night's work was on {last:%Y-%m-%d}. Nothing "
            "was deleted or destroyed that is kept until a day. If the machine is right, say so: "
            "`surveyapp nightly --the-day-is-right`; else set its clock"
        )


class FirstNight(ClockDoubtful):
    """No night before this one says whether the machine's day is right, and on that day something would go for good."""

    def __init__(self, today: date) -> None:
        Exception.__init__(
            self,
            f"this machine says that it is {today:%Y-%m-%d}, a day on which something that was kept goes for good, and "
            "no night before this one says whether that can be. Nothing was deleted or destroyed. If the machine is "
            "right, say so: `surveyapp nightly --the-day-is-right`; else set its clock",
        )


def assert_near(session: Session, today: date, *, goes: Callable[[], bool]) -> None:
    """Raise ClockDoubtful where the day is far from the last that was believed.

    The first night has none to go by: FirstNight where anything ``goes`` for good on its day.
    """
    last = session.scalar(select(func.max(NightlyRun.day)).where(~NightlyRun.problem.startswith(DOUBT)))
    if last is None and goes():
        raise FirstNight(today)
    if last is not None and not -timedelta(days=1) <= today - last <= FAR:
        raise ClockDoubtful(last, today)


def record(session: Session, day: date, *, problem: str = "") -> None:
    """Note that the nightly work was tried; a later run of the same day takes the place of the earlier.

    Where the day was believed, nights of later days had a wrong clock and are forgotten.
    """
    if not problem.startswith(DOUBT):
        session.execute(delete(NightlyRun).where(NightlyRun.day > day))
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
