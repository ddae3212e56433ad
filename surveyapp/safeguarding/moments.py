"""The clock of the council's people: stored seconds, and the local time by which they work."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def local(seconds: int) -> datetime:
    """Seconds since 1970 as the time on the wall, without a zone."""
    return datetime.fromtimestamp(seconds, ZONE).replace(tzinfo=None)


def seconds(moment: datetime) -> int:
    """A time on the wall as seconds since 1970; of an hour that comes twice in autumn, the first."""
    return int(moment.replace(tzinfo=ZONE).timestamp())
