"""What cards tell, and to whom."""

from __future__ import annotations

import re

import pytest
from builders.desk import keys, plan, prepared
from flask import Flask
from pages import Pages, words

from surveyapp.fieldwork import cohorts

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_withdrawing_while_open_tells_no_number_of_cards(desk: Pages, app: Flask) -> None:
    wave, _codes, _phrases = prepared(desk)
    desk.submit(desk.get(f"{wave}start"))
    with app.extensions["stores"].read("fieldwork") as session:
        stratum = cohorts.strata(session, wave.split("/")[3])[0].id
    page = desk.submit(desk.get(f"{wave}cards/withdraw/{stratum}"))
    assert "The cards of North that nobody had used do not work any more." in page.text
    assert not re.search(r"\b12\b", page.text)
    row = next(words(one) for one in desk.get("/staff/record").all("li") if "Withdrew unused cards" in words(one))
    assert row.endswith("North")
    assert "Cards" not in [words(one) for one in desk.get(wave).all("th")]


def test_the_sheet_of_cards_has_a_line_for_whoever_helps(desk: Pages) -> None:
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
    keys(desk, wave)
    sheet = desk.submit(desk.get(f"{wave}cards"), count=1)
    assert "Children use our “Go back”, not the browser's. Close the window between two children." in sheet.text
