"""Every page of the desk and of the accounts in Chromium: axe finds nothing, at a phone's width and a desktop's."""

from __future__ import annotations

from collections.abc import Iterator

import browser as browsers
import pytest
from builders.desk import plan
from builders.wave import running
from flask import Flask
from pages import Pages, signed_in
from playwright.sync_api import Browser, BrowserContext, expect

from surveyapp.config import Settings
from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

EVERYBODY = "northvale"
OUTSIDE = ("/", "/nowhere", "/staff/sign-in", "/staff/signed-out")
ACCOUNT = ("/staff/", "/staff/password", "/staff/people", "/staff/record", "/staff/authority")
DESK = ("/desk/", "/desk/waves/new", "/desk/nightly", "/desk/contacts", "/desk/contacts/new", "/desk/nowhere")
OF_DRAFT = ("", "eligible", "eligible/8-11/placement", "custody", "canary", "cards", "start")
OF_OPEN = ("", "cards", "closing", "close", "extend", "outcomes", "outcomes/8-11", "box", "release")


@pytest.fixture
def desk(app: Flask, settings: Settings) -> Pages:
    """The desk of a council with a wave in each of the important states."""
    stores, known = app.extensions["stores"], app.extensions["catalogue"]
    running(stores, settings, {"8-11": 12}, surveys=known)
    closed = running(stores, settings, {"8-11": 30}, surveys=known, wave="northvale-2025")
    closed.close()
    other = Pages(app).signed_in(*Role, authority=EVERYBODY)
    other.submit(other.get("/desk/contacts/new"), name="Childline", phone="0800 1111")
    return other


@pytest.fixture
def window(app: Flask, served: str, chromium: Browser) -> Iterator[BrowserContext]:
    """A window in which somebody with every role has signed in."""
    opened = browsers.opened(chromium, served)
    token = signed_in(app, *Role, authority=EVERYBODY)
    opened.add_cookies([{"name": "staff", "value": token, "url": served}])
    yield opened
    opened.close()


def test_axe_finds_nothing_on_any_page(desk: Pages, window: BrowserContext) -> None:
    draft = plan(desk, "Next year").path
    desk.submit(desk.get(f"{draft}eligible"), band="4-7", team="North", eligible=7)
    desk.submit(desk.get(f"{draft}eligible"), band="8-11", team="North", eligible=12)
    closed = "/desk/waves/northvale-2025/"
    paths = [*OUTSIDE, *ACCOUNT, *DESK, *(draft + page for page in OF_DRAFT)]
    paths += [f"/desk/waves/northvale-2026/{page}" for page in OF_OPEN] + [closed, f"{closed}box"]
    page = window.new_page()
    for path in paths:
        page.goto(path)
        assert list(browsers.wrong_in_any_sight(page)) == [], path


def test_axe_finds_nothing_on_what_is_shown_once_or_says_what_is_wrong(desk: Pages, window: BrowserContext) -> None:
    draft = plan(desk, "Next year").path
    page = window.new_page()
    page.goto(f"{draft}eligible")
    page.get_by_role("button", name="Save").click()
    assert list(browsers.wrong_in_any_sight(page)) == []
    page.get_by_label("Team, home or school").fill("North")
    page.get_by_label("How many children may answer?").fill("9")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{draft}custody")
    for number, name in enumerate(("Ines", "Omar", "Wei"), 1):
        page.get_by_label(f"Person {number}", exact=True).fill(name)
    page.get_by_role("button", name="Make the keys").click()
    expect(page.locator(".phrase")).to_have_count(3)
    assert list(browsers.wrong_in_any_sight(page)) == []
    page.goto(f"{draft}cards")
    page.get_by_label("How many cards?").fill("9")
    page.get_by_role("button", name="Make the cards").click()
    expect(page.locator(".card-code")).to_have_count(9 + 1)  # and the word on the slip
    assert list(browsers.wrong_in_any_sight(page)) == []
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 without its margins
    page.emulate_media(media="print")
    edges = "[...document.querySelectorAll('.card-cut')].map(one => one.getBoundingClientRect().right)"
    room = page.locator("main").evaluate("one => one.getBoundingClientRect().right")
    assert max(page.evaluate(edges)) < room - 1, "the last line to cut along lies on the edge of the paper's room"
    widths = page.locator(".card-four svg").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert len(widths) == 4 * 9
    assert min(widths) > MILLIMETRE * 15, "who is four reads these and no code"
    low = "all => all.filter(one => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length"
    assert page.locator(".card-cut").evaluate_all(low) == 0, "more stands on a card than fits"


MILLIMETRE = 96 / 25.4
SEEN_ONCE = """<!doctype html><html lang="en"><title>Probe</title><main><h1>Probe</h1><p>Pale</p></main><style>
body {background: #fff; color: #000} p {background: inherit}
@media (prefers-color-scheme: dark) {p {color: #ddd}}
@media (min-width: 1000px) {h1 {width: 2000px}}
@media (max-width: 500px) and (prefers-color-scheme: light) {h1 {display: none}}
</style></html>"""


def test_what_only_one_sight_shows_is_found_in_it(window: BrowserContext) -> None:
    page = window.new_page()
    page.set_content(SEEN_ONCE)
    found = {one.partition(" (")[0] for one in browsers.wrong_in_any_sight(page)}
    assert found == {"desktop: wider than the window", "phone: page-has-heading-one", "dark: color-contrast"}
