"""What time it is, and how pages say a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import time
from typing import cast

from flask import Flask, current_app
from flask_babel import format_date, format_time, gettext, ngettext

WEEK = 7


def now() -> int:
    """Seconds since 1970, by the app's own clock where it was given one."""
    return int(now_in(current_app)())


def now_in(app: Flask) -> Callable[[], float]:
    """The app's clock, also for work that goes on after the request."""
    return cast("Callable[[], float]", app.extensions.get("clock", time))


def hour(moment: datetime) -> str:
    """A local time of the day, such as 2:15 pm, 11 am or noon."""
    if (moment.hour, moment.minute) == (12, 0):
        return str(gettext("12 noon"))
    return str(format_time(moment, "h:mm a" if moment.minute else "h a", rebase=False))


def day(moment: datetime) -> str:
    """A local day with its name, such as Monday 4 January."""
    return str(format_date(moment, "EEEE d MMMM", rebase=False))


def weekday(moment: datetime) -> str:
    """The name of a day."""
    return str(format_date(moment, "EEEE", rebase=False))


def exactly(moment: datetime) -> str:
    """Day and time, such as Monday 4 January, 2:15 pm."""
    return str(gettext("%(day)s, %(hour)s", day=day(moment), hour=hour(moment)))


def duration(seconds: int) -> str:
    """So much time in the largest of minutes, hours and days that it fills."""
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return str(ngettext("%(num)d day", "%(num)d days", days))
    if hours:
        return str(ngettext("%(num)d hour", "%(num)d hours", hours))
    return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
