"""The people and lines that children see, as the desk keeps them."""

from __future__ import annotations

import re

import pytest
from builders.desk import plan
from pages import Page, Pages

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_contacts_are_added_corrected_put_first_and_taken_off(desk: Pages) -> None:
    def add(name: str, **more: object) -> Page:
        return desk.submit(desk.get("/desk/contacts/new"), **({"name": name, "phone": "0800 1111"} | more))

    add("Childline", out_of_hours="y")
    page = add("Ms Okafor", bands=["8-11", "leavers"], web="https://example.org/help", hours="Monday to Friday")
    assert "8 to 11, Care leavers, 16 to 25" in page.text
    page = desk.submit(page, action="/desk/contacts/2/first")
    assert page.text.index("Ms Okafor") < page.text.index("Childline")
    page = desk.submit(desk.get("/desk/contacts/1"), name="Ms Obi")
    assert "Ms Obi" in page.text
    page = desk.submit(desk.get("/desk/contacts/2/remove"))
    assert "Childline" not in page.text


def test_for_a_wave_with_care_leavers_somebody_listed_is_for_any_age(desk: Pages) -> None:
    told = "Nobody here is for these who may be over 18: Care leavers, 16 to 25."
    desk.submit(desk.get("/desk/contacts/new"), name="Childline", phone="0800 1111", purpose="under_19")
    assert told not in desk.get("/desk/contacts").text
    plan(desk)
    assert told in desk.get("/desk/contacts").text
    desk.submit(desk.get("/desk/contacts/new"), name="Shout", text="85258", purpose="any_age", bands="11-18")
    assert told in desk.get("/desk/contacts").text
    desk.submit(desk.get("/desk/contacts/2"), bands="leavers")
    assert told not in desk.get("/desk/contacts").text


def test_when_they_answer_is_chosen_and_who_answers_at_night_is_ranked_so(desk: Pages) -> None:
    form = desk.get("/desk/contacts/new")
    page = desk.submit(form, name="Team", phone="1234", answering="weekdays", opens="09:00", closes="17:00")
    assert "Monday to Friday" in page.text
    assert "09:00–17:00" in page.text
    desk.submit(form, name="Duty", phone="1234", purpose="unsafe", answering="evenings")
    kept = desk.get("/desk/contacts/2")
    assert [one.get("value") for one in kept.all("option") if one.get("selected") is not None] == [
        "unsafe",
        "evenings",
    ]
    assert kept.all("input", name="out_of_hours")[0].get("checked") is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Enter who answers"),
        ({"phone": ""}, "Enter a phone number, a number for text messages or a web address"),
        ({"phone": "call me"}, "Enter a phone number, such as 0800 1111"),
        ({"web": "http://example.org"}, "Begin the web address with https://"),
        ({"web": "javascript:alert(1)"}, "Begin the web address with https://"),
        ({"bands": ["x"]}, "Choose from the list"),
        ({"hours": "x" * 201}, "at most 200 signs"),
        ({"opens": "09:00", "closes": "17:00"}, "Choose “Monday to Friday” or “Every day”"),
        ({"answering": "daily", "opens": "09:00"}, "Enter from when to when they answer"),
    ],
)
def test_a_contact_that_children_could_not_use_is_refused(desk: Pages, typed: dict[str, str], said: str) -> None:
    form = desk.get("/desk/contacts/new")
    page = desk.submit(form, 422, **({"name": "Childline", "phone": "0800 1111"} | typed))
    assert re.search(said, page.text)


def test_a_name_stands_on_the_list_once(desk: Pages) -> None:
    form = desk.get("/desk/contacts/new")
    desk.submit(form, name="Childline", phone="0800 1111")
    assert desk.submit(form, 422, name="Childline", phone="0800 1111").all("div", class_="error-summary")
