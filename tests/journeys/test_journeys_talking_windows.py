"""The window to ask to be contacted opens where somebody answers, leads back, and hides what opened it."""

from __future__ import annotations

from collections.abc import Iterator

import browser as browsers
import pytest
import sealed
from builders import talk
from builders.child import Fieldwork
from flask import Flask
from line import Line, lined
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_journeys_talking import FORM, filled, send
from test_journeys_talking_traces import MEMBER, closed
from walking import SIZES, press, scan, scripted, settled

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

ASKS = "a[data-asks]"
ASKING = "entries('resource').some(({ name }) => /asking/.test(name))"
"""Whether the page has fetched what stands behind that link: a hand is slower than the network."""
HOLDS = 11_000
"""Milliseconds after which our server is asked anew whether it answers."""


@pytest.fixture(autouse=True)
def clock(app: Flask, made: Fieldwork) -> talk.Clock:
    return talk.ready(app)


@pytest.fixture
def line(served: str) -> Iterator[Line]:
    """Between the phone and the server."""
    with lined(served) as made:
        yield made


@pytest.fixture
def phone(chromium: Browser, line: Line) -> Iterator[BrowserContext]:
    with scripted(chromium, line.address, size=SIZES["phone"]) as context:
        yield context


def helped(context: BrowserContext, made: Fieldwork, band: str) -> Page:
    """Among the questions, at the people to talk to."""
    page = context.new_page()
    scan(page, made.cards[band][0])
    press(page, page.locator(".tool.talk"))
    page.wait_for_function(ASKING)
    page.wait_for_load_state("networkidle")
    settled(page)
    return page


def opened(context: BrowserContext, page: Page) -> Page:
    """The window that one tap opens."""
    with context.expect_page() as found:
        page.locator(ASKS).tap()
    expect(found.value.get_by_label("What should we call you?")).to_be_visible()
    found.value.wait_for_load_state("networkidle")
    return found.value


@pytest.mark.parametrize("cut", ["down", "portal"])
@pytest.mark.parametrize("member", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["own", "of a session"])
def test_no_window_opens_where_a_device_believes_in_a_network_in_which_our_server_does_not_answer(
    phone: BrowserContext, line: Line, made: Fieldwork, cut: str, *, member: bool
) -> None:
    if member:
        phone.add_init_script(MEMBER)
        phone.route("**/s/session/state", lambda route: route.fulfill(json={"says": "heard"}))
    page = helped(phone, made, "11-18")
    for _ in range(2):
        getattr(line, cut)()
        assert page.evaluate("navigator.onLine")
        page.locator(ASKS).tap()
        expect(page.locator("[data-no-network]")).to_be_focused()
        expect(page.locator("[data-no-network]")).to_contain_text("you cannot write to us")
        expect(page.locator(ASKS)).to_have_attribute("aria-busy", "false")
        assert phone.pages == [page]
        line.up()
        opened(phone, page).close()
        expect(page.locator("[data-no-network]")).to_be_hidden()
        page.clock.fast_forward(HOLDS)


def test_a_server_that_answered_a_moment_ago_is_not_waited_for(phone: BrowserContext, made: Fieldwork) -> None:
    page, asked = helped(phone, made, "11-18"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        opened(phone, page).close()
    assert len(asked) == 1
    page.clock.fast_forward(HOLDS)
    opened(phone, page).close()
    assert len(asked) == 2


def test_a_server_that_takes_too_long_opens_no_window(phone: BrowserContext, made: Fieldwork) -> None:
    page = helped(phone, made, "11-18")
    phone.route("**/here**", lambda _: None)
    page.locator(ASKS).dblclick()
    expect(page.locator(ASKS)).to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-no-network]")).to_be_focused()
    assert phone.pages == [page]


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("band", ["11-18", pytest.param("4-7", marks=pytest.mark.slow)])
def test_it_leads_back_to_the_questions(phone: BrowserContext, made: Fieldwork, band: str, *, asked: bool) -> None:
    page = helped(phone, made, band)
    window = opened(phone, page)
    if asked:
        filled(window)
        send(window)
        expect(window.locator("h1")).to_contain_text("has been told")
    back = window.get_by_role("button", name="Go back")
    expect(back).to_be_in_viewport(ratio=1)
    assert browsers.violations(window) == []
    closed(window, lambda: back.tap(no_wait_after=True))
    press(page, page.get_by_role("button", name="Back to my questions").first)
    expect(page.locator(".tool[value=stop]")).to_be_visible()


def test_where_a_browser_closes_no_window_it_says_that_a_hand_can_and_one_that_nothing_opened_leads_nowhere(
    phone: BrowserContext, made: Fieldwork
) -> None:
    window = opened(phone, helped(phone, made, "11-18"))
    filled(window)
    window.evaluate("window.close = () => {}")
    window.get_by_role("button", name="Go back").tap()
    expect(window.locator("main")).to_contain_text("You can close this window.")
    expect(window.locator(".typed, .tools button")).to_have_count(0)
    expect(window.locator("h1")).to_be_focused()
    assert browsers.violations(window) == []
    window.goto(FORM)
    expect(window.get_by_role("button", name="Hide")).to_be_visible()
    expect(window.get_by_role("button", name="Go back")).to_have_count(0)


@pytest.mark.parametrize("open_still", [True, False])
def test_exit_there_leaves_nothing_of_the_questions_either(
    phone: BrowserContext, made: Fieldwork, *, open_still: bool
) -> None:
    """Also where the device has put their window away meanwhile."""
    phone.route("**/s/leave*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    page = helped(phone, made, "11-18")
    window = opened(phone, page)
    filled(window)
    assert sealed.stored(page)["sitting"] == 1
    if not open_still:
        page.close()
    window.get_by_role("link", name="Exit this page").tap()
    for one in phone.pages:
        expect(one.locator("body")).to_have_text("Weather")
    assert sealed.stored(window) == {"sitting": 0, "waiting": 0}
    assert window.evaluate("Object.keys(localStorage)") == []
    window.go_back()
    expect(window.get_by_label("What should we call you?")).to_have_count(0)


def test_exit_there_without_a_network_shows_the_hills_and_goes_on_when_there_is_one(
    phone: BrowserContext, made: Fieldwork
) -> None:
    window = opened(phone, helped(phone, made, "11-18"))
    phone.set_offline(True)
    window.get_by_role("link", name="Exit this page").tap()
    for one in phone.pages:
        expect(one.locator("body")).to_have_text("A quiet place")
    assert sealed.stored(window) == {"sitting": 0, "waiting": 0}
    phone.route("**/s/leave*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    phone.set_offline(False)
    for one in phone.pages:
        expect(one.locator("body")).to_have_text("Weather")


@pytest.mark.parametrize(
    ("band", "way", "told"), [("11-18", "a.tool", "Weather"), ("8-11", ".tool[value=hide]", "A quiet")]
)
def test_what_is_typed_there_is_hidden_or_left_with_the_questions(
    phone: BrowserContext, made: Fieldwork, band: str, way: str, told: str
) -> None:
    phone.route("**/s/leave*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    page = helped(phone, made, band)
    window = opened(phone, page)
    filled(window)
    press(page, page.locator(way))
    for one in phone.pages:
        expect(one.locator("body")).to_contain_text(told)
    expect(window.locator(".typed")).to_have_count(0)


@pytest.mark.parametrize("band", ["8-11", pytest.param("4-7", marks=pytest.mark.slow)])
def test_where_pages_hide_it_hides_with_the_questions_and_each_comes_back(
    phone: BrowserContext, made: Fieldwork, band: str
) -> None:
    page = helped(phone, made, band)
    window = opened(phone, page)
    filled(window)
    window.get_by_role("button", name="Hide").tap()
    for one in phone.pages:
        expect(one.locator("h1")).to_have_text("A quiet place")
        assert browsers.violations(one) == []
    window.get_by_role("button", name="I am back").tap()
    expect(window.get_by_label("What should we call you?")).to_have_value("Robin")
    press(page, page.get_by_role("button", name="I am back"))
    expect(page.locator(".tool[value=stop]")).to_be_visible()


def test_it_looks_as_the_questions_do(phone: BrowserContext, made: Fieldwork) -> None:
    page = helped(phone, made, "11-18")
    page.get_by_text("How it looks").tap()
    for look in ("Dark", "Big letters"):
        press(page, page.get_by_role("button", name=look))
    window = opened(phone, page)
    expect(window.locator("html")).to_have_class("dark big")
    filled(window)
    send(window)
    expect(window.locator("h1")).to_contain_text("has been told")
    expect(window.locator("html")).to_have_class("dark big")
