"""National lines stand in where an authority has listed nobody; a grown-up is sent to one that is for them."""

from __future__ import annotations

import pytest
from flask import Flask

from surveyapp.fieldwork import waves
from surveyapp.survey import support

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("band", "lines"),
    [
        ("4-7", ["Childline"]),
        ("8-11", ["Childline"]),
        ("11-18", ["Childline"]),
        ("leavers", ["Childline", "Samaritans"]),
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
