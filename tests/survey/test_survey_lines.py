"""National lines stand in where an authority has listed nobody; a grown-up is sent to one that is for them."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from surveyapp.fieldwork import waves
from surveyapp.safeguarding import contacts
from surveyapp.safeguarding.contacts import Contact
from surveyapp.safeguarding.sentences import Answering, Purpose
from surveyapp.survey import support

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("band", "seen"),
    [
        ("11-18", ["Childline", "Samaritans", "The team"]),
        ("leavers", ["Samaritans", "Childline", "The team"]),
        (None, ["Childline", "Samaritans", "The team"]),
    ],
)
def test_who_may_be_grown_up_sees_lines_for_any_age_first(app: Flask, band: str | None, seen: list[str]) -> None:
    day = date(2026, 9, 1)
    listed = (
        Contact("The team", day, phone="01632 960001", answering=Answering.EVENINGS, out_of_hours=True),
        Contact("Childline", day, phone="0800 1111", purpose=Purpose.UNDER_19, out_of_hours=True),
        Contact("Samaritans", day, phone="116 123", purpose=Purpose.ANY_AGE, out_of_hours=True),
    )
    with app.extensions["stores"].write("safeguarding") as session:
        contacts.replace(session, "council", listed)
    with app.test_request_context("/s/"):
        assert [one.name for one in support.of_authority("council", band=band)] == seen


@pytest.mark.parametrize(
    ("band", "lines"),
    [
        ("4-7", ["Childline"]),
        ("8-11", ["Childline"]),
        ("11-18", ["Childline"]),
        ("leavers", ["Samaritans", "Childline"]),
        (None, ["Childline", "Samaritans"]),
    ],
)
def test_everybody_gets_a_line_that_is_for_their_age(app: Flask, band: str | None, lines: list[str]) -> None:
    with app.extensions["stores"].write("fieldwork") as session:
        authority = waves.add_authority(session, "council", "Council").id
    with app.test_request_context("/s/"):
        assert [one.name for one in support.of_authority(authority, band=band)] == lines
        if band is None:
            assert [one.name for one in support.at_night(authority)] == lines
            assert [one.name for one in support.for_anybody()] == lines
