"""Working time: when somebody is on duty, and when so many working hours from now will have passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

FURTHEST = 400
"""Days looked ahead: more than a year of holidays is no duty at all."""
USUALLY = 2
"""Working hours within which a request is read, unless the authority promises otherwise."""
QUARTER = timedelta(minutes=15)
Shift = tuple[datetime, datetime]


class NeverOnDuty(Exception):
    """No working time lies in the next year, so nothing can be promised."""


@dataclass(frozen=True, slots=True)
class Duty:
    """When somebody reads requests, by day of the week (0 is Monday), and within how many hours of it."""

    hours: Mapping[int, tuple[time, time]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    within: timedelta = timedelta(hours=USUALLY)

    def shift(self, day: date) -> Shift | None:
        """The working time of a day, local; None on a day off."""
        if day.weekday() not in self.hours or day in self.holidays:
            return None
        opens, closes = self.hours[day.weekday()]
        return datetime.combine(day, opens), datetime.combine(day, closes)


def on_duty(duty: Duty, moment: datetime) -> bool:
    """Whether somebody is on duty at this moment, local."""
    shift = duty.shift(moment.date())
    return shift is not None and shift[0] <= moment < shift[1]


def after(duty: Duty, moment: datetime, working: timedelta) -> datetime:
    """When this much working time will have passed since the moment; raises NeverOnDuty."""
    left = working
    for begins, ends in _ahead(duty, moment):
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    raise NeverOnDuty


def worked(duty: Duty, since: datetime, until: datetime) -> timedelta:
    """How much working time lies between two moments, a year at most."""
    passed = (min(ends, until) - begins for begins, ends in _ahead(duty, since) if begins < until)
    return sum(passed, timedelta())


def promised(duty: Duty, moment: datetime) -> datetime:
    """By when a request of this moment will have been read, at a full quarter of an hour."""
    exact = after(duty, moment, duty.within)
    over = (exact - datetime.combine(exact.date(), time())) % QUARTER
    return exact + (QUARTER - over if over else timedelta())


def _ahead(duty: Duty, moment: datetime) -> Iterator[Shift]:
    """Working time from the moment on, in order."""
    days = (duty.shift(moment.date() + timedelta(days=ahead)) for ahead in range(FURTHEST))
    return ((max(shift[0], moment), shift[1]) for shift in days if shift is not None and shift[1] > moment)
