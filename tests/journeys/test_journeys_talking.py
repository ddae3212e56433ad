"""A child asks to be contacted in a real browser, with scripts and without, and the reader finds the request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import browser as browsers
import pytest
from builders import talk
from builders.child import Fieldwork
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from walking import SIZES, let_in, press, scan, scripted
from walking import window as window_of

from surveyapp.safeguarding import requests
from surveyapp.safeguarding.wrapped import PURPOSE
from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

FORM = "/s/talk/council"
NIGHT = "2026-12-18 18:00"
SMALLEST = {"youngest": 104, "middle": 64, "teens": 48, "adults": 48}
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
PAIRS = {("youngest", "light"), ("teens", "dark")}
SIGHTS = [
    pytest.param(look, scheme, marks=() if (look, scheme) in PAIRS else pytest.mark.slow)
    for look in SMALLEST
    for scheme in SCHEMES
]
TARGETS = "button.go, .typed, a.tool, a.phone, a.site, a.way, .problem li a"
BOXES = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(one => {
    const box = one.getBoundingClientRect();
    return [one.id || one.innerText, box.x, box.y, box.width, box.height]; })"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def clock(app: Flask, made: Fieldwork) -> talk.Clock:
    return talk.ready(app)


@pytest.fixture
def window(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet whose scripts run under the page's own policy."""
    with browsers.opened(chromium, served, size=browsers.TABLET) as context:
        yield context


def kept(app: Flask) -> int:
    with app.extensions["stores"].read("safeguarding") as session:
        return len(requests.listed(session, "council"))


def filled(page: Page) -> None:
    page.get_by_label("What should we call you?").fill("Robin")
    page.get_by_label("How can we reach you?").fill("07700 900123")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send it").click()


def test_from_the_middle_of_the_survey_to_the_reader_without_a_script(
    app: Flask, chromium: Browser, served: str, made: Fieldwork, clock: talk.Clock
) -> None:
    with window_of(chromium, served, size=browsers.PHONE) as child:
        survey = child.new_page()
        let_in(survey, made.cards["11-18"][0])
        survey.get_by_role("button", name="I want to talk to somebody").click()
        with child.expect_page() as opened:
            survey.get_by_role("link", name="Ask somebody to get in touch with me").click()
        page = opened.value
        filled(page)
        send(page)
        expect(page.locator("h1")).to_have_text("Ann Duty has been told that somebody wants to talk.")
        expect(page.locator("main")).to_contain_text("Somebody will read it by 12 noon today.")
        assert child.cookies() == []
        survey.get_by_role("button", name="Back to my questions").first.click()
        expect(survey.get_by_role("button", name="Stop")).to_be_visible()
    [letter] = talk.letters(app)
    address = letter.split("https://survey.example.org")[1].strip()
    with browsers.opened(chromium, served, size=browsers.PHONE) as office:
        token = signed_in(app, Role.SAFEGUARDING, authority="council")
        office.add_cookies([{"name": "staff", "value": token, "url": served}])
        reader = office.new_page()
        reader.goto(address)
        reader.get_by_role("link", name="Asked Tuesday 15 December, 10 am").click()
        expect(reader.get_by_text("Robin")).to_be_visible()
        reader.get_by_role("button", name="I have read this").click()
        reader.get_by_label("What happened?").fill("Rang Robin. All is well.")
        reader.get_by_role("button", name="Done").click()
        expect(reader.get_by_role("heading", name="Done (1)")).to_be_visible()


def test_without_a_network_the_child_is_told_at_once_and_nothing_is_sent_later(
    app: Flask, window: BrowserContext, clock: talk.Clock
) -> None:
    page = window.new_page()
    page.goto(FORM)
    filled(page)
    window.set_offline(True)
    send(page)
    notice = page.locator("#no-network")
    expect(notice).to_be_focused()
    for told in ("Nobody has been told, and it is not sent later.", "Tell an adult in the room", "0800 1111"):
        expect(notice).to_contain_text(told)
    window.set_offline(False)
    page.wait_for_timeout(300)
    assert kept(app) == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    send(page)
    expect(page.locator("h1")).to_have_text("Ann Duty has been told that somebody wants to talk.")
    assert kept(app) == 1


def test_what_was_missing_is_not_asked_for_once_it_is_there(window: BrowserContext, clock: talk.Clock) -> None:
    page = window.new_page()
    page.goto(FORM)
    send(page)
    missing = page.get_by_text("Please type")
    expect(missing).to_have_count(4)
    page.get_by_label("What should we call you?").fill("Robin")
    expect(missing).to_have_count(2)
    expect(page.locator("#called")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#called")).to_have_attribute("aria-describedby", "called-hint")
    page.get_by_label("How can we reach you?").fill("07700 900123")
    expect(page.locator("[role=alert]")).to_have_count(0)
    window.set_offline(True)
    send(page)
    expect(page.locator("#no-network")).to_be_focused()
    expect(missing).to_have_count(0)


@pytest.mark.parametrize("instead", ["a portal's page", "nothing"])
def test_a_network_that_leads_elsewhere_is_no_network(
    app: Flask, window: BrowserContext, clock: talk.Clock, instead: str
) -> None:
    page = window.new_page()
    page.goto(FORM)
    filled(page)
    if instead == "nothing":
        page.route("**/here**", lambda route: route.abort())
    else:
        page.route("**/here**", lambda route: route.fulfill(body="<h1>Welcome to our wireless network</h1>"))
    send(page)
    expect(page.locator("#no-network")).to_be_visible()
    expect(page.get_by_label("What should we call you?")).to_have_value("Robin")
    assert kept(app) == 0


def test_where_the_answer_is_lost_nobody_is_said_to_have_been_told_or_not(
    app: Flask, window: BrowserContext, clock: talk.Clock
) -> None:
    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page = window.new_page()
    page.goto(FORM)
    filled(page)
    page.route(f"**{FORM}", lose)
    send(page)
    notice = page.locator("#no-network")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("We do not know if it came to us")
    expect(notice.get_by_text("Nobody has been told")).to_be_hidden()
    page.unroute(f"**{FORM}")
    send(page)
    expect(page.locator("h1")).to_contain_text("has been told")
    assert kept(app) == 1


def test_two_taps_are_one_request(app: Flask, window: BrowserContext, clock: talk.Clock) -> None:
    page = window.new_page()
    page.goto(FORM)
    filled(page)
    page.get_by_role("button", name="Send it").dblclick()
    expect(page.locator("h1")).to_contain_text("has been told")
    page.reload()
    assert kept(app) == 1


def test_help_without_a_network_opens_no_window_that_would_stay_empty(
    window: BrowserContext, clock: talk.Clock
) -> None:
    page = window.new_page()
    page.goto("/s/help")
    window.set_offline(True)
    page.get_by_role("link", name="Ask somebody to get in touch with me").click()
    expect(page.locator("[data-no-network]")).to_be_focused()
    assert len(window.pages) == 1


def states(page: Page, clock: talk.Clock, look: str) -> Iterator[str]:
    """The kinds of pages in one look, with as much on each as there can be."""
    clock.moment = talk.TUESDAY
    page.goto(f"{FORM}?look={look}")
    yield "form by day"
    clock.moment = NIGHT
    page.goto(f"{FORM}?look={look}")
    send(page)
    expect(page.locator("#called-problem")).to_be_visible()
    page.route("**/here**", lambda route: route.abort())
    send(page)
    expect(page.locator("#no-network")).to_be_visible()
    yield "form by night with problems, no network"
    page.unroute("**/here**")
    filled(page)
    send(page)
    expect(page.locator("#called")).to_have_count(0)
    yield "asked"


@pytest.mark.parametrize(("look", "scheme"), SIGHTS)
def test_every_page_can_be_used_by_every_child(
    chromium: Browser, served: str, clock: talk.Clock, look: str, scheme: str
) -> None:
    found: list[str] = []
    size = SIZES["tablet" if look == "youngest" else "phone"]
    given: dict[str, Any] = {"size": size, "bypass_csp": True, "reduced_motion": "reduce", **SCHEMES[scheme]}
    with browsers.opened(chromium, served, **given) as context:
        page = context.new_page()
        for name in states(page, clock, look):
            found += [f"{name}: {one}" for one in browsers.violations(page)]
            for what, _x, _y, width, height in page.evaluate(BOXES, TARGETS):
                if min(width, height) < SMALLEST[look] - 0.5:
                    found.append(f"{name}: {what} is {width:.0f} by {height:.0f}")
            page.set_viewport_size({"width": 320, "height": 640})
            found += [f"{name}: wider than 320"] if page.evaluate(WIDER) > 0 else []
            page.set_viewport_size(size)
    assert found == []


@pytest.mark.parametrize("size", ["phone", pytest.param("desktop", marks=pytest.mark.slow)])
def test_the_readers_pages_can_be_used(
    app: Flask, chromium: Browser, served: str, clock: talk.Clock, size: str
) -> None:
    stores = app.extensions["stores"]
    request = talk.asked(stores, key=stores.key(PURPOSE)).id.hex()
    token = signed_in(app, *Role, authority="council")
    clock.moment = "2026-12-15 13:00"
    found: list[str] = []
    with browsers.opened(chromium, served, size=browsers.PHONE if size == "phone" else browsers.DESKTOP) as context:
        context.add_cookies([{"name": "staff", "value": token, "url": served}])
        page = context.new_page()
        one = f"requests/{request}"
        for path in ("requests", one, f"{one}/delete", "duty", "duty/people", "duty/hours"):
            if path.endswith("delete"):
                with stores.write("safeguarding") as session:
                    requests.read(session, "council", request, by="Sam", now=talk.at("2026-12-15 12:00"))
            page.goto(f"/desk/{path}")
            found += [f"{path}: {one}" for one in browsers.violations(page)]
            found += [f"{path}: too wide"] if page.evaluate(WIDER) > 0 else []
        page.get_by_label("From").first.fill("")
        page.get_by_role("button", name="Save").click()
        found += [f"mistake: {one}" for one in browsers.violations(page)]
    assert found == []


def test_from_the_survey_on_the_device_it_opens_apart_and_the_answers_stay(
    app: Flask, chromium: Browser, served: str, made: Fieldwork, clock: talk.Clock
) -> None:
    with scripted(chromium, served, size=browsers.TABLET) as context:
        survey = context.new_page()
        scan(survey, made.cards["8-11"][0])
        press(survey, survey.get_by_role("button", name="I want to talk to somebody"))
        context.set_offline(True)
        press(survey, survey.get_by_role("link", name="Ask somebody to get in touch with me"))
        expect(survey.locator("[data-no-network]")).to_be_focused()
        context.set_offline(False)
        with context.expect_page() as opened:
            press(survey, survey.get_by_role("link", name="Ask somebody to get in touch with me"))
        page = opened.value
        assert page.evaluate("[opener, document.referrer, sessionStorage.length]") == [None, "", 0]
        filled(page)
        send(page)
        expect(page.locator("h1")).to_contain_text("has been told")
        page.close()
        press(survey, survey.get_by_role("button", name="Back to my questions").first)
        expect(survey.locator(".tool[value=stop]")).to_be_visible()
    assert kept(app) == 1
