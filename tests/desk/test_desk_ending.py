"""The custodians' sheets, their second try in mid-wave, and the end: what is destroyed, by whom, with a certificate."""

from __future__ import annotations

import re
from datetime import date, timedelta

import browser as browsers
import pytest
from builders.desk import PEOPLE, plan, prepared
from builders.wave import NAMES, Running, running
from flask import Flask
from markup import words
from pages import Pages, signed_in
from playwright.sync_api import Browser
from sqlalchemy import text

from surveyapp.casting import manifest
from surveyapp.config import Settings
from surveyapp.fieldwork import custodians, drills, waves
from surveyapp.fieldwork.models import Proof
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WAVE = "/desk/waves/northvale-2026/"


@pytest.fixture
def opened(app: Flask, settings: Settings) -> Running:
    """A wave whose box was opened."""
    made = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    made.answer("8-11", 11)
    made.close()
    typed = {f"phrase_{number}": made.phrases[name] for number, name in enumerate(sorted(NAMES)) if number < 2}
    office = _office(app, Role.ADMIN)
    office.submit(office.get(f"{WAVE}box"), **typed)
    return made


def _office(app: Flask, *roles: Role, name: str = "Robin Office") -> Pages:
    return Pages(app).signed_in(*roles, authority="northvale", name=name)


def test_each_sheet_says_what_it_is_for_and_when_to_destroy_it(desk: Pages, app: Flask) -> None:
    wave = plan(desk).path
    names = {f"name_{number}": name for number, name in enumerate(PEOPLE, 1)}
    page = desk.submit(desk.get(f"{wave}custody"), **names)
    sheets = [words(one) for one in page.all("section", class_="phrase-sheet")]
    shown = manifest.short(manifest.fingerprint(app.extensions["stores"], wave.split("/")[3]))
    assert len(sheets) == 3
    for name, sheet in zip(sorted(PEOPLE), sheets, strict=True):
        assert sheet.startswith(name)
        for said in ("opens the box of “Spring”", "in a safe", "Destroy this sheet", shown, "2 people with phrases"):
            assert said in sheet
    phrases = re.findall(r"(?:\w{5}-){6}\w{5}", page.text)
    assert len(set(phrases)) == 3
    later = desk.get(f"{wave}custody").text + desk.get(f"{wave}canary").text
    assert not [phrase for phrase in phrases if phrase in later]


def test_past_the_middle_everybody_tries_again_and_the_wave_says_who_is_missing(desk: Pages, app: Flask) -> None:
    wave, _codes, phrases = prepared(desk)
    desk.submit(desk.get(f"{wave}start"))
    early = desk.get(f"{wave}canary").text
    assert "The next try is due on" in early
    typed = {f"phrase_{number}": phrases[name] for number, name in enumerate(sorted(phrases))}
    desk.submit(desk.get(f"{wave}canary"), **typed)
    assert _proofs(app, wave) == {Proof.START}, "a try before the middle is not the one in mid-wave"
    with app.extensions["stores"].write("fieldwork") as session:
        waves.find(session, wave.split("/")[3]).opened_on = date.today() - timedelta(days=40)
    late = desk.get(wave).text
    assert "The wave is past its middle." in late
    assert ", ".join(sorted(PEOPLE)) in late
    two = {name: typed[name] for name in ("phrase_0", "phrase_1")}
    assert desk.submit(desk.get(f"{wave}canary"), **two).text.count("Still to come") == 1
    desk.submit(desk.get(f"{wave}canary"), **typed)
    assert _proofs(app, wave) == {Proof.MIDWAY}
    assert "past its middle" not in desk.get(wave).text


def _proofs(app: Flask, wave: str) -> set[Proof]:
    with app.extensions["stores"].read("fieldwork") as session:
        return {one.proved for one in custodians.of(session, wave.split("/")[3])}


def test_the_opening_warns_where_nobody_tried_in_mid_wave(app: Flask, settings: Settings) -> None:
    made = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    made.close()
    office = _office(app, Role.ADMIN)
    assert "Nobody tried their phrase in the middle of the wave." in office.get(f"{WAVE}box").text
    with app.extensions["stores"].write("fieldwork") as session:
        custodians.prove(session, made.wave, NAMES[0])
    assert "Nobody tried their phrase" not in office.get(f"{WAVE}box").text


def test_an_administrator_destroys_once_and_the_certificate_says_who(opened: Running, app: Flask) -> None:
    office = _office(app, Role.ADMIN)
    assert "They are deleted by themselves on" in office.get(WAVE).text
    form = office.get(f"{WAVE}destroy")
    assert "The sealed answers, the keys of the box" in form.text
    assert "Nothing of this wave is published yet." in form.text
    assert "Have a restore tried first" in office.submit(form, 422, sure="y").text
    assert "Say where and when" in office.submit(form, 422, sure="y", elsewhere="yes").text
    page = office.submit(form, sure="y", elsewhere="The spare server, 12 March 2026")
    assert page.h1 == "Certificate of destruction"
    for said in ("Robin Office", "11", "every printed card", "3", "says who destroyed: The spare server, 12 March"):
        assert said in page.text
    assert "looked for that day: nothing that is not this program's" in page.text
    assert office.get(f"{WAVE}destroy").h1 == "Certificate of destruction"
    file = office.client.get(f"{WAVE}certificate.txt")
    assert file.mimetype == "text/plain"
    assert "Destroyed by: Robin Office" in file.text
    assert Pages(app).signed_in(Role.ANALYST, authority="northvale").get(f"{WAVE}release").all("form")
    assert "Destroyed the keys and the box" in office.get("/staff/record").text


def test_a_restore_on_record_since_the_opening_is_not_asked_for_again(opened: Running, app: Flask) -> None:
    office = _office(app, Role.ADMIN)
    with app.extensions["stores"].write("fieldwork") as session:
        drills.record(session, date.today())
    form = office.get(f"{WAVE}destroy")
    assert form.all("input", name="elsewhere"), "copies of the same day need not hold these results"
    with app.extensions["stores"].write("fieldwork") as session:
        drills.record(session, date.today(), openings=(WAVE.split("/")[-2],))
    form = office.get(f"{WAVE}destroy")
    assert not form.all("input", name="elsewhere")
    assert "on this server, by the record" in office.submit(form, sure="y").text


def test_nobody_but_an_administrator_destroys(opened: Running, app: Flask) -> None:
    for role in (Role.WORKER, Role.ANALYST, Role.CUSTODIAN):
        _office(app, role, name=f"A {role.value}").get(f"{WAVE}destroy", 403)
    office = _office(app, Role.CUSTODIAN)
    office.get(f"{WAVE}certificate", 404)


def test_nothing_is_destroyed_before_the_opening(desk: Pages) -> None:
    wave = plan(desk).path
    assert desk.get(f"{wave}destroy", 409).h1 == "Nothing can be destroyed now"


def test_the_page_of_the_nightly_work_says_when_a_restore_was_tried(desk: Pages, app: Flask) -> None:
    assert "Overdue" in desk.get("/desk/nightly").text.partition("Backups")[2]
    with app.extensions["stores"].write("fieldwork") as session:
        drills.record(session, date.today())
    assert "As it should be" in desk.get("/desk/nightly").text.partition("Backups")[2]
    with app.extensions["stores"].write("fieldwork") as session:
        drills.record(session, date.today(), problem="box: a file is missing")
    assert "a file is missing" in desk.get("/desk/nightly").text


@pytest.mark.browser
def test_each_sheet_and_the_certificate_are_one_page_of_a4(
    desk: Pages, opened: Running, app: Flask, served: str, chromium: Browser
) -> None:
    office = _office(app, Role.ADMIN)
    wave = plan(office, "A wave with a rather long name in the spring").path
    window = chromium.new_context(base_url=served)
    window.add_cookies([{"name": "staff", "value": signed_in(app, Role.ADMIN, authority="northvale"), "url": served}])
    page = window.new_page()
    for path in (WAVE, f"{WAVE}destroy", f"{WAVE}canary", "/desk/nightly"):
        page.goto(path)
        assert browsers.violations(page) == [], path
    with app.extensions["stores"].write("box") as box:
        box.execute(text("CREATE TABLE box_before_the_opening AS SELECT * FROM ballot"))
    office.submit(office.get(f"{WAVE}destroy"), sure="y", elsewhere="The spare server of the town hall, 12 March 2026")
    page.goto(f"{wave}custody")
    for number, name in enumerate(PEOPLE, 1):
        page.get_by_label(f"Person {number}", exact=True).fill(name)
    page.get_by_role("button", name="Make the keys").click()
    assert browsers.violations(page) == []
    assert _pages(page.pdf(prefer_css_page_size=True)) == 3
    page.goto(f"{WAVE}certificate")
    assert "not destroyed: box: table box_before_the_opening" in page.inner_text("main")
    assert browsers.violations(page) == []
    assert _pages(page.pdf(prefer_css_page_size=True)) == 1
    window.close()


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
