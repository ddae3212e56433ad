"""The made-up council: its name, its children in numbers, its people, and whom its children can call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from surveyapp.fieldwork.models import Outcome
from surveyapp.safeguarding.contacts import Contact
from surveyapp.web.audience import Role

AUTHORITY = "northvale"
TITLE = "Northvale Council (made up)"
VERSION = "2024"
CUSTODIANS = ("Data protection officer", "Head of democratic services", "Director of an outside charity")
TEAMS = ("Riverside team", "Hilltop team")
CODES_TO_TRY = 6

Numbers = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Round:
    """One wave: when it was, and of each band how many were eligible and how many answered."""

    wave: str
    title: str
    starts: date
    ends: date
    numbers: Numbers
    later: bool


ROUNDS = (
    Round(
        "northvale-2024",
        "Our lives 2024",
        date(2024, 2, 5),
        date(2024, 3, 22),
        {"4-7": (26, 14), "8-11": (37, 21), "11-18": (73, 41), "leavers": (35, 19)},
        later=False,
    ),
    Round(
        "northvale-2026",
        "Our lives 2026",
        date(2026, 2, 2),
        date(2026, 3, 20),
        {"4-7": (24, 14), "8-11": (38, 22), "11-18": (78, 43), "leavers": (36, 18)},
        later=True,
    ),
)
"""176 eligible and 97 answers in the later wave, 171 and 95 in the earlier."""

TRIAL = Round(
    "northvale-try",
    "Try it out",
    date(2026, 9, 1),
    date(2030, 12, 31),
    dict.fromkeys(("4-7", "8-11", "11-18", "leavers"), (2 * CODES_TO_TRY, 0)),
    later=True,
)

OUTCOME_SHARES = {
    Outcome.REFUSED: 0.3,
    Outcome.UNABLE: 0.1,
    Outcome.NO_LONGER_ELIGIBLE: 0.1,
    Outcome.NOT_REACHED: 0.4,
}

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("viewer", "Councillor Vesna Vale", Role.VIEWER),
    ("worker", "Wim the participation worker", Role.WORKER),
    ("analyst", "Ana the analyst", Role.ANALYST),
    ("custodian", "Cus the data protection officer", Role.CUSTODIAN),
    ("admin", "Addie the administrator", Role.ADMIN),
)


def contacts(today: date) -> tuple[Contact, ...]:
    """Whom a child can call; all but Childline are made up, with numbers set aside for that."""
    return (
        Contact(
            name="The participation team",
            phone="01632 960001",
            hours="Monday to Friday, 9 to 5",
            who_for="Questions, or somebody to talk to",
            checked_on=today,
        ),
        Contact(
            name="Emergency duty team",
            phone="01632 960002",
            hours="Evenings, nights and weekends",
            who_for="If you are not safe now",
            out_of_hours=True,
            checked_on=today,
        ),
        Contact(
            name="Childline",
            phone="0800 1111",
            web="https://www.childline.org.uk",
            hours="Day and night",
            who_for="Anybody under 19, about anything",
            out_of_hours=True,
            checked_on=today,
        ),
    )
