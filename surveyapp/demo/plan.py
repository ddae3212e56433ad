"""The made-up council: its name, its children in numbers, its people, and whom its children can call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from surveyapp.fieldwork.models import Outcome
from surveyapp.safeguarding.contacts import Contact
from surveyapp.safeguarding.duty import Duty
from surveyapp.safeguarding.rota import Rota, Told
from surveyapp.safeguarding.sentences import Answering, Purpose
from surveyapp.web.audience import Role

AUTHORITY = "northvale"
TITLE = "Northvale Council (made up)"
CUSTODIANS = ("Data protection officer", "Head of democratic services", "Director of an outside charity")
TEAMS = ("Riverside team", "Hilltop team")
CODES_TO_TRY = 6

Numbers = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Round:
    """One wave: when it was, its surveys' version, and of each band how many were eligible and how many answered."""

    wave: str
    title: str
    starts: date
    ends: date
    version: str
    numbers: Numbers


ROUNDS = (
    Round(
        "northvale-2022",
        "Our lives 2022",
        date(2022, 1, 31),
        date(2022, 3, 18),
        "2022",
        {"4-7": (25, 13), "8-10": (29, 16), "11-18": (81, 42), "leavers": (35, 19)},
    ),
    Round(
        "northvale-2024",
        "Our lives 2024",
        date(2024, 2, 5),
        date(2024, 3, 22),
        "2024",
        {"4-7": (26, 14), "8-11": (37, 21), "11-18": (73, 41), "leavers": (35, 19)},
    ),
    Round(
        "northvale-2026",
        "Our lives 2026",
        date(2026, 2, 2),
        date(2026, 3, 20),
        "2026",
        {"4-7": (24, 14), "8-11": (38, 22), "11-18": (78, 43), "leavers": (36, 18)},
    ),
)
"""90 answers of 170 eligible, then 95 of 171, then 97 of 176. Until 2022 the bands met between 10 and 11 years."""

TRIAL = Round(
    "northvale-try",
    "Try it out",
    date(2026, 9, 1),
    date(2030, 12, 31),
    "2026",
    dict.fromkeys(("4-7", "8-11", "11-18", "leavers"), (2 * CODES_TO_TRY, 0)),
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
    ("safeguarding", "Sage the safeguarding reader", Role.SAFEGUARDING),
)


def alerts(address: str) -> Mapping[str, str]:
    """How people are told in the demo: letters lie in a folder."""
    return {"url": address, "from": "survey@northvale.example", "folder": "mail"}


def rota(today: date) -> Rota:
    """Who is told when a child asks to be contacted; nobody is there at Christmas and on New Year's Day."""
    days = [date(year, *day) for year in (today.year, today.year + 1) for day in ((1, 1), (12, 25), (12, 26))]
    hours = dict.fromkeys(range(5), (time(9), time(17)))
    told = (Told("The duty worker", "duty@northvale.example"), Told("The team manager", "manager@northvale.example"))
    return Rota(Duty(hours, frozenset(days), timedelta(hours=2)), told)


def contacts(today: date) -> tuple[Contact, ...]:
    """Whom a child can call; all but the two lines are made up, with numbers set aside for that."""
    return (
        Contact(
            name="The participation team",
            phone="01632 960001",
            purpose=Purpose.SURVEY,
            answering=Answering.WEEKDAYS,
            opens=time(9),
            closes=time(17),
            checked_on=today,
        ),
        Contact(
            name="Emergency duty team",
            phone="01632 960002",
            purpose=Purpose.UNSAFE,
            answering=Answering.EVENINGS,
            out_of_hours=True,
            checked_on=today,
        ),
        Contact(
            name="Childline",
            phone="0800 1111",
            web="https://www.childline.org.uk",
            purpose=Purpose.UNDER_19,
            answering=Answering.ALWAYS,
            out_of_hours=True,
            checked_on=today,
        ),
        Contact(
            name="Samaritans",
            bands=("leavers",),
            phone="116 123",
            web="https://www.samaritans.org",
            purpose=Purpose.ANY_AGE,
            answering=Answering.ALWAYS,
            out_of_hours=True,
            checked_on=today,
        ),
    )
