"""What cards tell, and to whom."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from builders.desk import CODE, PEOPLE, keys, plan, prepared
from flask import Flask
from markup import words
from pages import Pages

from surveyapp.desk.sheets import last_day
from surveyapp.fieldwork import cohorts
from surveyapp.fieldwork.codes import pictures

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
    assert "Close the window between two children, unless you lead a session with tablets" in sheet.text


def test_a_card_says_whose_it_is_until_when_and_that_it_works_once(desk: Pages) -> None:
    today = date.today()
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=20)
    keys(desk, wave)
    sheet = desk.submit(desk.get(f"{wave}cards"), count=17)
    last = today + timedelta(days=28)
    year = "" if last.year == today.year else f" {last.year}"
    for card in sheet.all("li", class_="card-cut"):
        assert "Northshire Council" in words(card)
        assert f"It works once, until {last.day} {last:%B}{year}." in words(card)
    pages = sheet.all("ul", class_="cards")
    assert [len(page.findall("li")) for page in pages] == [8, 8, 1]
    headings = [words(one) for one in sheet.all("p", class_="print-only") if "North ·" in words(one)]
    assert [one.rpartition(" · ")[2] for one in headings] == ["page 1 of 3", "page 2 of 3", "page 3 of 3"]


def test_cards_for_the_youngest_have_four_pictures_each_and_a_slip_for_their_pack(desk: Pages) -> None:
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="4-7", team="North", eligible=50)
    keys(desk, wave)
    refused = desk.submit(desk.get(f"{wave}cards"), 422, count=41)
    assert "Cards with pictures come in packs of at most 40." in refused.text
    page = desk.submit(desk.get(f"{wave}cards"), count=40)
    (slip,) = page.all("section", class_="slip")
    cards = page.all("li", class_="card-cut pictured")
    pack = pictures.pack(words(slip.find(".//p[@class='card-code']")).replace("-", ""))
    for card in cards:
        (code,) = CODE.findall(words(card))
        names = words(card.find(".//p[@class='visually-hidden']")).lower()
        assert names == ", ".join(pack[code])
    assert len(cards) == 40
    (anew,) = desk.submit(page).all("section", class_="slip")
    assert words(anew) != words(slip)


def test_a_card_never_mixes_the_language_of_a_draft_with_another(desk: Pages) -> None:
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=20)
    keys(desk, wave)
    (english,) = desk.submit(desk.get(f"{wave}cards"), count=1).all("li", class_="card-cut")
    page = desk.submit(desk.get(f"{wave}cards?lang=cy"), count=1)
    (welsh,) = page.all("li", class_="card-cut")
    without = [CODE.sub("", words(one)) for one in (english, welsh)]
    assert without[0] == without[1]
    assert page.all("ul", class_="cards")[0].get("lang") == "en"


def test_before_a_wave_opens_the_desk_names_bands_for_whom_nobody_is_listed(desk: Pages) -> None:
    wave, _codes, _phrases = prepared(desk)
    assert "name nobody for these age bands: 8 to 11." in desk.get(f"{wave}start").text
    desk.submit(desk.get("/desk/contacts/new"), name="Ms Okafor", phone="01632 960001", bands="leavers")
    assert "name nobody" in desk.get(f"{wave}start").text
    desk.submit(desk.get("/desk/contacts/new"), name="Childline", phone="0800 1111")
    assert "name nobody" not in desk.get(f"{wave}start").text


def test_a_cards_last_day_has_its_year_when_it_is_not_this_one(app: Flask) -> None:
    last = date(2027, 1, 8)
    with app.test_request_context():
        assert last_day(last, today=date(2027, 1, 1)) == "8 January"
        assert last_day(last, today=date(2026, 11, 23)) == "8 January 2027"


def test_a_recovery_sheet_is_kept_until_a_certificate_says_that_it_can_go(desk: Pages) -> None:
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=20)
    form = desk.get(f"{wave}custody")
    sheets = desk.submit(form, name_1=PEOPLE[0], name_2=PEOPLE[1], name_3=PEOPLE[2])
    assert sheets.text.count("the first certificate says “not yet”: keep it until the second") == 3
