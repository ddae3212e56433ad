"""What time it is, and how pages say a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import time
from typing import cast

from flask import Flask, current_app
from flask_babel import format_date, format_datetime, format_time

WEEK = 7


def now() -> int:
    """Seconds since 1970, by the app's own clock where it was given one."""
    return int(now_in(current_app)())


def now_in(app: Flask) -> Callable[[], float]:
    """The app's clock, also for work that goes on after the request."""
    return cast("Callable[[], float]", app.extensions.get("clock", time))


def hour(moment: datetime) -> str:
    """A local time of the day, such as 2:15 pm."""
    return str(format_time(moment, "h:mm a", rebase=False))


def day(moment: datetime) -> str:
    """A local day with its name, such as Monday 4 January."""
    return str(format_date(moment, "EEEE d MMMM", rebase=False))


def weekday(moment: datetime) -> str:
    """The name of a day."""
    return str(format_date(moment, "EEEE", rebase=False))


def exactly(moment: datetime) -> str:
    """Day and time, such as Mon 4 Jan 2027, 2:15 pm."""
    return str(format_datetime(moment, "EEE d MMM y, h:mm a", rebase=False))
