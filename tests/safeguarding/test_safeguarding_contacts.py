"""Help contacts stand in the authority's order, can be reached, and say when they were checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.paper.saying import Sayings
from surveyapp.safeguarding import contacts
from surveyapp.safeguarding.contacts import Contact, ContactsRejected
from surveyapp.safeguarding.models import HelpContact
from surveyapp.safeguarding.sentences import PURPOSES, TIMES, Answering, Purpose
from surveyapp.translations.languages import language_of

DAY = date(2026, 3, 1)
HELPLINE = Contact("A helpline", DAY, who_for="under 19", phone="0800 000 000", hours="all day", out_of_hours=True)
DUTY = Contact("Duty", DAY, phone="1", who_for="Free", purpose=Purpose.UNSAFE, answering=Answering.EVENINGS)
TEAM = Contact("The rights team", DAY, phone="01632 960000", text="07700 900000", web="https://example.org/help")
OFFICE = Contact("The office", DAY, phone="1", answering=Answering.DAILY, opens=time(9), closes=time(0))
YOUNGEST = Contact("Your own worker", DAY, phone="01632 960001", bands=("4-7", "8-11"))
FAULTS: list[dict[str, object]] = [
    {"phone": ""},
    {"web": "http://x.org"},
    {"position": 0},
    {"purpose": "x"},
    {"answering": "x"},
    {"opens": 1440},
    {"opens": 540, "closes": 540},
]


def test_contacts_come_back_as_given_and_in_their_order(stores: Stores) -> None:
    for wanted in [(TEAM, YOUNGEST, HELPLINE), (HELPLINE, TEAM), (DUTY, OFFICE), ()]:
        with stores.write("safeguarding") as session:
            contacts.replace(session, "northvale", wanted)
        with stores.read("safeguarding") as session:
            assert contacts.of(session, "northvale") == wanted


def test_each_authority_has_its_own(stores: Stores) -> None:
    with stores.write("safeguarding") as session:
        contacts.replace(session, "northvale", [TEAM])
        contacts.replace(session, "southvale", [HELPLINE])
        assert contacts.of(session, "northvale") == (TEAM,)
        assert contacts.of(session, "nowhere") == ()


def test_a_band_sees_its_own_and_everybodys(stores: Stores) -> None:
    with stores.write("safeguarding") as session:
        contacts.replace(session, "northvale", [TEAM, YOUNGEST])
        assert contacts.of(session, "northvale", band="4-7") == (TEAM, YOUNGEST)
        assert contacts.of(session, "northvale", band="leavers") == (TEAM,)


def test_choices_are_said_in_the_childs_language_and_what_was_written_stays() -> None:
    tigrinya = Sayings(language_of("ti"))
    duty, office = (contacts.person(one, tigrinya) for one in (DUTY, OFFICE))
    assert duty.who_for == f"{tigrinya.gettext('If you are not safe now')} Free"
    assert not duty.who_for.isascii()
    assert not duty.hours.isascii()
    assert office.hours == f"{tigrinya.gettext('Every day')} \u206609:00–00:00\u2069"
    assert (set(PURPOSES), set(TIMES)) == (set(Purpose), set(Answering))


@pytest.mark.parametrize(
    "fault",
    [
        {"answering": None, "opens": time(9), "closes": time(17)},
        {"answering": Answering.ALWAYS, "opens": time(9), "closes": time(17)},
        {"opens": None, "closes": time(17)},
        {"opens": time(9), "closes": time(9)},
    ],
)
def test_hours_of_the_clock_are_whole_and_stand_beside_days(stores: Stores, fault: dict[str, Any]) -> None:
    with pytest.raises(ContactsRejected, match="hours of the clock"), stores.write("safeguarding") as session:
        contacts.replace(session, "northvale", [replace(OFFICE, **fault)])


def test_at_night_those_who_answer_come_first() -> None:
    assert contacts.out_of_hours_first([TEAM, YOUNGEST, HELPLINE]) == (HELPLINE, TEAM, YOUNGEST)


def test_a_contact_that_nobody_checked_for_half_a_year_is_stale() -> None:
    assert not TEAM.stale(date(2026, 8, 31))
    assert TEAM.stale(date(2026, 9, 1))


def test_every_problem_is_named_at_once_and_the_old_contacts_stay(stores: Stores) -> None:
    wrong = [Contact(" ", DAY, phone="1"), TEAM, TEAM, Contact("Nobody", DAY), Contact("Old", DAY, web="http://x.org")]
    with stores.write("safeguarding") as session:
        contacts.replace(session, "northvale", [HELPLINE])
        with pytest.raises(ContactsRejected) as refused:
            contacts.replace(session, "northvale", wrong)
        assert contacts.of(session, "northvale") == (HELPLINE,)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [f"contact {n}" for n in (1, 3, 4, 5)]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_database_refuses_what_no_child_could_use(stores: Stores, fault: dict[str, object]) -> None:
    row = {"authority": "n", "position": 1, "name": "A", "phone": "1", "checked_on": DAY, **fault}
    with pytest.raises(IntegrityError), stores.write("safeguarding") as session:
        session.execute(insert(HelpContact).values(row))
