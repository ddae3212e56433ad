"""Each authority's rota: its working hours, its days off, and who is told when a child asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.safeguarding.duty import USUALLY, Duty
from surveyapp.safeguarding.models import DutyContact, DutyHoliday, DutyHours, DutyPlan


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who is told; children read the name."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Rota:
    """When somebody reads requests, and who is told of them, in order."""

    duty: Duty
    told: tuple[Told, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether there are hours to promise and somebody to tell."""
        return bool(self.duty.hours and self.told)


def of(session: Session, authority: str) -> Rota:
    """The authority's rota; an empty one where nothing was set."""
    plan = session.get(DutyPlan, authority)
    hours = session.scalars(select(DutyHours).where(DutyHours.authority == authority))
    days = session.scalars(select(DutyHoliday.day).where(DutyHoliday.authority == authority))
    told = session.scalars(select(DutyContact).where(DutyContact.authority == authority).order_by(DutyContact.position))
    duty = Duty(
        {one.weekday: (_time(one.opens), _time(one.closes)) for one in hours},
        frozenset(days),
        timedelta(hours=plan.within_hours if plan else USUALLY),
    )
    return Rota(duty, tuple(Told(one.name, one.email) for one in told))


def keep_duty(session: Session, authority: str, duty: Duty) -> None:
    """Put these hours, days off and this promise in the place of those the authority had."""
    for table in (DutyPlan, DutyHours, DutyHoliday):
        session.execute(delete(table).where(table.authority == authority))
    session.add(DutyPlan(authority=authority, within_hours=int(duty.within / timedelta(hours=1))))
    session.add_all(
        DutyHours(authority=authority, weekday=weekday, opens=_minutes(opens), closes=_minutes(closes))
        for weekday, (opens, closes) in duty.hours.items()
    )
    session.add_all(DutyHoliday(authority=authority, day=day) for day in duty.holidays)
    session.flush()


def keep_told(session: Session, authority: str, told: tuple[Told, ...]) -> None:
    """Put these people, in this order, in the place of those the authority told."""
    session.execute(delete(DutyContact).where(DutyContact.authority == authority))
    session.add_all(
        DutyContact(authority=authority, position=position, name=one.name, email=one.email)
        for position, one in enumerate(told, 1)
    )
    session.flush()


def _time(minutes: int) -> time:
    """Minutes after midnight; the day's end is its last minute."""
    return time(*divmod(min(minutes, 1439), 60))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
