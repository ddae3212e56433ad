"""Whom a contact is for and when they answer, in sentences that every language of the pages has."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time

    from surveyapp.safeguarding.contacts import Contact

Gettext = Callable[..., str]


class Purpose(StrEnum):
    """What a child turns to a contact for, or who may."""

    UNSAFE = "unsafe"
    WORRIES = "worries"
    ANYTHING = "anything"
    SURVEY = "survey"
    UNDER_19 = "under_19"
    ANY_AGE = "any_age"


class Answering(StrEnum):
    """When a contact answers."""

    ALWAYS = "always"
    WEEKDAYS = "weekdays"
    DAILY = "daily"
    EVENINGS = "evenings"


WITH_HOURS = frozenset({Answering.WEEKDAYS, Answering.DAILY})
"""When the hours of the clock say more."""
NIGHTLY = frozenset({Answering.ALWAYS, Answering.EVENINGS})
"""Who answers then answers at night and at weekends too."""


def N_(text: str) -> str:  # noqa: N802  (the name by which catalogues find a text that is translated later)
    """The text itself."""
    return text


PURPOSES = {
    Purpose.UNSAFE: N_("If you are not safe now"),
    Purpose.WORRIES: N_("If something worries you"),
    Purpose.ANYTHING: N_("To talk about anything"),
    Purpose.SURVEY: N_("About the survey"),
    Purpose.UNDER_19: N_("For anybody under 19. It is free."),
    Purpose.ANY_AGE: N_("For anybody of any age. It is free."),
}
TIMES = {
    Answering.ALWAYS: N_("At any time, day and night"),
    Answering.WEEKDAYS: N_("Monday to Friday"),
    Answering.DAILY: N_("Every day"),
    Answering.EVENINGS: N_("Evenings, nights and weekends"),
}


def who_for(contact: Contact, gettext: Gettext) -> tuple[str, ...]:
    """What it is for in the reader's language, then what the authority wrote besides."""
    said = gettext(PURPOSES[contact.purpose]) if contact.purpose else ""
    return tuple(line for line in (said, contact.who_for) if line)


def when(contact: Contact, gettext: Gettext) -> tuple[str, ...]:
    """When they answer in the reader's language, hours in digits; then what the authority wrote besides."""
    said = gettext(TIMES[contact.answering]) if contact.answering else ""
    return tuple(line for line in (f"{said}{_clock(contact.opens, contact.closes)}", contact.hours) if line)


def _clock(opens: time | None, closes: time | None) -> str:
    """Hours are read from left to right in every language."""
    return f" \u2066{opens:%H:%M}–{closes:%H:%M}\u2069" if opens and closes else ""
