"""A child whose browser runs scripts: no question waits for the network, and the answers leave it sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import browser as browsers
import pytest
import sealed
from builders import child
from builders.child import Fieldwork, in_the_box
from flask import Flask
from pages import Pages
from playwright.sync_api import Browser, BrowserContext, Page, expect
from walking import (
    BANDS,
    DOUBLE_TAP,
    SIZES,
    asides,
    at_the_last_look,
    choose,
    kind,
    press,
    scan,
    scripted,
    way_on,
)

from surveyapp.fieldwork import waves

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

SLOW = pytest.mark.slow
NAME = "Wellbeing surveys"
"""What every stop is called in the window's title and in the browser's list of pages."""
THANKS = "Thank you. Your answers are in the box."
SAVED = "Your answers are saved on this tablet. They are not sent yet."
ANOTHERS = ["Somebody else's questions are still open on this tablet.", "Ask the grown-up to close that window."]
ELSEWHERE = ["These questions are open in another window", "Go on answering there. Here you can close this window."]
WITHOUT_SUBTLE = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })"


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


@pytest.fixture
def made(app: Flask, request: pytest.FixtureRequest) -> Fieldwork:
    """A council with an open wave for one band: the test's, or 8 to 11."""
    band = request.node.callspec.params.get("band", "8-11")
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].version(band, "2024")])


@pytest.fixture
def tablet(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet with the pages' scripts."""
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        yield context


@pytest.mark.parametrize(
    ("band", "place"),
    [("11-18", 1), *(pytest.param(band, place, marks=SLOW) for band in BANDS for place in (0, 1, 2))],
)
def test_every_stop_is_the_plain_page_and_asks_the_network_nothing(
    tablet: BrowserContext, pages: Pages, made: Fieldwork, band: str, place: int
) -> None:
    page, asked = tablet.new_page(), list[str]()
    scan(page, made.cards[band][0])
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    for plain in child.walk(pages, made.cards[band][1], place=place):
        expected = sealed.outline(plain.all("form")[0])
        assert sealed.outline(sealed.form_of(page)) == expected
        assert page.title() == NAME
        sealed.onward(page, place)
    assert asked == []
    press(page, page.locator("button.go[value=send]"))
    expect(page.locator("h1")).to_have_text(THANKS)
    passed = tablet.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    named = {entry["title"] for entry in passed if "/s/take/" in entry["url"]}
    assert named == {NAME}, "the browser's list of pages tells which questions were asked"
    pages.submit(plain, go="send")
    first, second = in_the_box(made)
    assert first == second


@pytest.mark.parametrize("band", [pytest.param(band, marks=SLOW) for band in BANDS])
def test_a_child_finishes_by_touch_and_nothing_readable_is_left(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    page, code = tablet.new_page(), made.cards[band][0]
    scan(page, code)
    for _ in range(120):
        assert code not in sealed.held(page)
        choose(page)
        assert set(sealed.stored(page)) == {"sitting", "waiting"}
        if at_the_last_look(page):
            break
        press(page, way_on(page))
    press(page, page.locator("button.go[value=send]"))
    expect(page.locator("h1")).to_have_text(THANKS)
    assert sealed.stored(page) == {"sitting": 0, "waiting": 0}
    page.go_back()
    expect(page.locator("h1")).to_have_text(THANKS)
    assert tablet.cookies() == []
    (ballot,) = in_the_box(made)
    assert "More time with my brother" in ballot.comments.values()


@pytest.mark.parametrize("band", ["4-7", *(pytest.param(band, marks=SLOW) for band in BANDS[1:])])
def test_a_child_finishes_with_the_keyboard_alone(tablet: BrowserContext, made: Fieldwork, band: str) -> None:
    page = tablet.new_page()
    page.goto("/s/")
    _tab_to(page, "#code")
    page.keyboard.type(made.cards[band][0])
    page.keyboard.press("Enter")
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    for _ in range(120):
        page.clock.fast_forward(DOUBLE_TAP)
        if at_the_last_look(page):
            break
        assert page.locator("h1:focus").count() == 1
        if page.locator("label.card").count():
            _tab_to(page, "label.card input")
            page.keyboard.press("Space")
        _tab_to(page, f"main button[value={way_on(page).get_attribute('value')}]")
        page.keyboard.press("Enter")
    _tab_to(page, "button.go[value=send]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(THANKS)
    assert len(in_the_box(made)) == 1


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.locator(f":is({selector}):focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def test_enter_means_next_a_second_tap_nothing_and_a_choice_alone_moves_nowhere(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    _at_the_bedroom(page, made)
    bedroom = heading(page)
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("button.go").tap()
    expect(page.locator(".problem")).to_have_text("Choose an answer, or press “Skip”.")
    expect(page.locator("label.card input").first).to_be_focused()
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("label.card").nth(2).tap()
    assert heading(page) == bedroom
    page.locator("label.card input:checked").press("Enter")
    safe = "This week, have you felt safe in the place where you live?"
    expect(page.locator("h1")).to_have_text(safe)
    page.locator("label.card").first.tap()
    page.locator("button.go").tap()
    assert heading(page) == safe
    assert page.locator("label.card input:checked").count() == 0


def test_the_browsers_back_is_one_stop_back_and_a_reload_brings_the_child_back(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    _at_the_bedroom(page, made)
    bedroom = heading(page)
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("label.card").nth(2).tap()
    page.locator(".tool[value=help]").tap()
    expect(page.locator("h1")).to_have_text("You can talk to somebody.")
    page.go_back()
    expect(page.locator("h1")).to_have_text(bedroom)
    press(page, way_on(page))
    following = heading(page)
    page.reload()
    expect(page.locator("h1")).to_have_text(following)
    page.go_back()
    expect(page.locator("h1")).to_have_text(bedroom)
    expect(page.locator("label.card input").nth(2)).to_be_checked()
    page.go_forward()
    expect(page.locator("h1")).to_have_text(bedroom)
    press(page, page.locator("button[value=back]"))
    expect(page.locator("h1")).not_to_have_text(bedroom)


def test_another_tab_sees_nothing_of_the_child_and_is_told(tablet: BrowserContext, made: Fieldwork) -> None:
    page, other = tablet.new_page(), tablet.new_page()
    _at_the_bedroom(page, made)
    other.goto(page.url)
    expect(other.locator("#code")).to_be_visible()
    first, second = made.cards["8-11"][:2]
    told = other.locator(".problem")
    for code, says in ((second, ANOTHERS), (first.lower().replace("-", ""), ELSEWHERE)):
        other.goto(f"/s/#{code}")
        other.clock.fast_forward(5_000)
        expect(told.locator("p")).to_have_text(says)
    page.reload()
    expect(page.locator("input[name=likes_bedroom]").first).to_be_visible()


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


def test_without_a_network_it_says_so_and_sends_by_itself_when_it_is_back(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    _at_the_bedroom(page, made)
    page.wait_for_load_state("networkidle")
    tablet.set_offline(True)
    sealed.onward(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text(SAVED)
    assert sealed.stored(page) == {"sitting": 0, "waiting": 1}
    assert in_the_box(made) == []
    press(page, page.locator("button.go"))
    expect(page.locator("h1")).to_have_text(SAVED)
    tablet.set_offline(False)
    expect(page.locator("h1")).to_have_text(THANKS)
    assert len(in_the_box(made)) == 1


@pytest.mark.parametrize("why", ["used", pytest.param("closed", marks=SLOW)])
def test_a_child_is_told_when_the_box_takes_nothing_any_more(tablet: BrowserContext, made: Fieldwork, why: str) -> None:
    page = tablet.new_page()
    _at_the_bedroom(page, made)
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


def test_the_language_changes_and_no_answer_is_lost(tablet: BrowserContext, made: Fieldwork) -> None:
    page = tablet.new_page()
    _at_the_bedroom(page, made)
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("label.card").nth(1).tap()
    press(page, page.locator("button[lang=ar-XB]"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("label.card input").nth(1)).to_be_checked()
    assert heading(page).startswith("[")
    sealed.onward(page, 1)
    page.reload()
    expect(page.locator("h1")).to_contain_text("[")
    expect(page.locator(".tool[value=stop]")).to_contain_text("[")
    page.go_back()
    expect(page.locator("label.card input").nth(1)).to_be_checked()


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
    answers = [{"says": "wait", "seconds": 2}]
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


@pytest.mark.slow
@pytest.mark.parametrize("band", BANDS)
def test_axe_finds_nothing_on_any_stop(chromium: Browser, served: str, made: Fieldwork, band: str) -> None:
    found, seen = list[str](), set[str]()
    with scripted(chromium, served, size=SIZES["phone"], bypass_csp=True, reduced_motion="reduce") as context:
        page = context.new_page()
        scan(page, made.cards[band][0])
        while not at_the_last_look(page):
            if (name := kind(page)) not in seen:
                seen.add(name)
                found += [f"{name}: {one}" for one in browsers.violations(page)]
            sealed.onward(page)
        for name in asides(page):
            found += [f"{name}: {one}" for one in browsers.violations(page)]
        context.set_offline(True)
        press(page, page.locator("button.go[value=send]"))
        expect(page.locator("h1")).to_have_text(SAVED)
        found += [f"saved: {one}" for one in browsers.violations(page)]
        context.set_offline(False)
        expect(page.locator("h1")).to_have_text(THANKS)
        found += [f"thanks: {one}" for one in browsers.violations(page)]
    assert found == []


def _at_the_bedroom(page: Page, made: Fieldwork) -> None:
    scan(page, made.cards["8-11"][0])
    sealed.until(page, "input[name=likes_bedroom]", place=1)
