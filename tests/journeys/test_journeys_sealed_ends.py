"""How a sitting ends on a tablet: sent, left, waiting for a network, refused; the device is wiped each time."""

from __future__ import annotations

from datetime import date

import pytest
import sealed
from builders import child
from builders.child import Fieldwork, in_the_box
from pages import Pages
from playwright.sync_api import BrowserContext, Page, Route, expect
from sealed import SAVED, THANKS, at_the_bedroom
from walking import (
    press,
    scan,
)

from surveyapp.fieldwork import waves

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

SLOW = pytest.mark.slow
WITHOUT_SUBTLE = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })"


@pytest.mark.parametrize("band", ["11-18"])
@pytest.mark.parametrize("way", ["leave", pytest.param("throw_away", marks=SLOW), pytest.param("start", marks=SLOW)])
def test_leaving_wipes_the_device(tablet: BrowserContext, made: Fieldwork, band: str, way: str) -> None:
    page = tablet.new_page()
    tablet.route("**/s/leave*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    scan(page, made.cards[band][0])
    sealed.until(page, "label.card")
    place = page.url
    if way == "leave":
        press(page, page.locator("a.tool"))
        expect(page.locator("h1")).to_have_text("Weather")
    elif way == "throw_away":
        press(page, page.locator(".tool[value=stop]"))
        press(page, page.locator("button[value=throw_away]"))
        expect(page.locator("h1")).to_have_text("Your answers are thrown away.")
    else:
        page.goto("/s/")
    page.goto(place)
    expect(page.locator("#code")).to_be_visible()
    assert sealed.stored(page) == {"sitting": 0, "waiting": 0}
    assert in_the_box(made) == []


def test_exit_hides_everything_at_once_without_a_network_and_goes_on_when_there_is_one(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["11-18"][0])
    sealed.until(page, "label.card")
    tablet.set_offline(True)
    press(page, page.locator("a.tool"))
    expect(page.locator("body")).to_have_text("A quiet place")
    expect(page).to_have_title("A quiet place")
    page.evaluate("history.back()")
    page.wait_for_function("history.state === null || history.state < 2")
    expect(page.locator("body")).to_have_text("A quiet place")
    assert sealed.stored(page) == {"sitting": 0, "waiting": 0}
    tablet.route("**/s/leave*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    tablet.set_offline(False)
    expect(page.locator("h1")).to_have_text("Weather")


def saved(tablet: BrowserContext, made: Fieldwork) -> Page:
    """Finished without a network: what was answered waits."""
    page = tablet.new_page()
    at_the_bedroom(page, made)
    page.wait_for_load_state("networkidle")
    tablet.set_offline(True)
    sealed.onward(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text(SAVED)
    return page


def test_without_a_network_it_says_so_and_sends_by_itself_when_it_is_back(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = saved(tablet, made)
    assert sealed.stored(page) == {"sitting": 0, "waiting": 1}
    assert in_the_box(made) == []
    expect(page.locator("main")).to_contain_text("Please keep this page open.")
    expect(page.locator("main a.go")).to_have_count(0)
    sealed.connected(page)
    expect(page.locator("h1")).to_have_text(SAVED)
    tablet.set_offline(False)
    expect(page.locator("h1")).to_have_text(THANKS)
    expect(page.locator("main a.go")).to_be_in_viewport(ratio=1)
    assert len(in_the_box(made)) == 1


@pytest.mark.parametrize("slow", [False, pytest.param(True, marks=SLOW)], ids=["fails", "hangs"])
def test_a_network_that_carries_nothing_yet_when_the_browser_says_it_is_back_is_tried_again_soon(
    tablet: BrowserContext, made: Fieldwork, *, slow: bool
) -> None:
    page, tried = saved(tablet, made), list[Route]()
    tablet.route("**/s/issue", lambda route: tried.append(route) if slow else route.abort(), times=1)
    with page.expect_event("requestfailed" if not slow else "request", lambda one: one.url.endswith("/s/issue")):
        tablet.set_offline(False)
    if slow:
        sealed.connected(page)
        tried[0].abort()
    expect(page.locator("h1")).to_have_text(THANKS, timeout=20_000)
    assert len(in_the_box(made)) == 1


@pytest.mark.parametrize("why", ["used", pytest.param("closed", marks=SLOW)])
def test_a_child_is_told_when_the_box_takes_nothing_any_more(tablet: BrowserContext, made: Fieldwork, why: str) -> None:
    page = tablet.new_page()
    at_the_bedroom(page, made)
    sealed.onward(page)
    if why == "used":
        plain = Pages(made.app)
        asked = next(one for one in child.walk(plain, made.cards["8-11"][0]) if one.all("input", name="placement"))
        plain.submit(plain.submit(asked, go="stop", placement="foster"), go="send")
    else:
        with made.app.extensions["stores"].write("fieldwork") as session:
            waves.start_closing(session, made.wave)
            waves.close_wave(session, made.wave, day=date(2026, 11, 1))
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    told = {"used": "There are answers in the box already", "closed": "The questions are closed now"}
    expect(page.locator("h1")).to_have_text(told[why])
    assert len(in_the_box(made)) == (why == "used")


def test_a_code_that_opens_nothing_is_told_in_place_and_leaves_the_address(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    page.goto("/s/#BCD")
    expect(page.locator(".problem p").first).to_have_text("That is not a whole code.")
    expect(page.locator("#code")).to_be_focused()
    assert page.url.endswith("/s/")
    page.locator("#code").fill("BCD-FGH-JKM")
    page.locator("button.go").tap()
    expect(page.locator(".problem p").first).not_to_have_text("That is not a whole code.")
    page.locator("#code").fill(made.cards["8-11"][0].lower())
    page.locator("button.go").tap()
    expect(page.locator(".tool[value=stop]")).to_be_visible()


def test_where_checks_are_slow_the_page_says_so_and_asks_again(tablet: BrowserContext, made: Fieldwork) -> None:
    answers = [{"says": "wait", "seconds": 1, "puzzle": "A" * 22}]
    tablet.route("**/check*", lambda route: route.fulfill(json=answers.pop()) if answers else route.continue_())
    page = tablet.new_page()
    page.goto(f"/s/#{made.cards['8-11'][0]}")
    expect(page.locator(".problem")).to_contain_text("This page tries again by itself.")
    page.clock.fast_forward(2_500)
    expect(page.locator(".tool[value=stop]")).to_be_visible()


@pytest.mark.parametrize("lacking", ["subtle", pytest.param("check", marks=SLOW)])
def test_where_anything_is_missing_the_plain_pages_do_their_work(
    tablet: BrowserContext, made: Fieldwork, lacking: str
) -> None:
    if lacking == "subtle":
        tablet.add_init_script(WITHOUT_SUBTLE)
    else:
        tablet.route("**/check*", lambda route: route.fulfill(body="<h1>Log in to this Wi-Fi</h1>"))
    page = tablet.new_page()
    page.goto("/s/")
    page.locator("#code").fill(made.cards["8-11"][0])
    with page.expect_navigation():
        page.locator("button.go").tap()
    expect(page.locator("input[name=state]")).to_have_count(1)
    assert page.url.endswith("/s/")
