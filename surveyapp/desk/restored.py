"""What a wave's people must know after copies were put back: answers are gone, and their cards work again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from surveyapp.fieldwork.models import State, Wave
from surveyapp.staff import audit
from surveyapp.web.stores import stores

SEALED = (State.OPEN, State.CLOSING, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Restored:
    """The day on which copies were put back, and the day they were made."""

    day: date
    copies: date


def since_opening(wave: Wave) -> Restored | None:
    """The last time copies were put back while this wave was running; None where it never was, or no longer matters."""
    if wave.opened_on is None or wave.state not in SEALED:
        return None
    with stores().read("staff") as session:
        found = audit.last(session, wave.authority, audit.RESTORED)
    if found is None:
        return None
    day = datetime.fromtimestamp(found.at, UTC).date()
    return Restored(day, date.fromisoformat(found.about)) if day >= wave.opened_on else None
