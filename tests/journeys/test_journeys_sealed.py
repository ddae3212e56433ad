"""A child whose browser runs scripts: no question waits for the network, and the answers leave it sealed."""

from __future__ import annotations

from itertools import product

import browser as browsers
import pytest
import sealed
from builders import child
from builders.child import Fieldwork, in_the_box
from finishing import finish
from hands import PlaywrightHand
from pages import Pages
from playwright.sync_api import Browser, BrowserContext, expect
from sealed import ANOTHERS, ELSEWHERE, NAME, SAVED, THANKS, at_the_bedroom, heading
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

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

SLOW = pytest.mark.slow
DOSE = ("4-7", 2)
"""With the grown-up's page, a companion, and a question that says again what was answered."""
LATEST = "/child/review.js"
"""What is fetched last of all that later pages need."""


@pytest.mark.parametrize(
    ("band", "place"),
    [DOSE, *(pytest.param(*one, marks=SLOW) for one in product(BANDS, (0, 1, 2)) if one != DOSE)],
)
def test_every_stop_is_the_plain_page_and_asks_the_network_nothing(
    tablet: BrowserContext, pages: Pages, made: Fieldwork, band: str, place: int
) -> None:
    page, asked = tablet.new_page(), list[str]()
    with page.expect_request_finished(lambda request: request.url.endswith(LATEST)):
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
def test_a_child_finishes_with_the_keyboard_alone_and_always_sees_where_it_is(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    page = tablet.new_page()
    told = finish(PlaywrightHand(page), made.cards[band][0], band=band, way="keyboard")
    assert told.wrong == []
    assert told.stops > 30
    expect(page.locator("h1")).to_have_text(THANKS)
    assert len(in_the_box(made)) == 1


def test_enter_means_next_a_second_tap_nothing_and_a_choice_alone_moves_nowhere(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    at_the_bedroom(page, made)
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
    at_the_bedroom(page, made)
    bedroom = heading(page)
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("label.card").nth(2).tap()
    page.locator(".tool[value=help]").tap()
    expect(page.locator("h1")).to_have_text("You can talk to somebody.")
    page.go_back()
    expect(page.locator("h1")).to_have_text(bedroom)
    press(page, way_on(page))
    following = heading(page)
    sealed.reloaded(page)
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
    at_the_bedroom(page, made)
    other.goto(page.url)
    expect(other.locator("#code")).to_be_visible()
    first, second = made.cards["8-11"][:2]
    told = other.locator(".problem")
    for code, says in ((second, ANOTHERS), (first.lower().replace("-", ""), ELSEWHERE)):
        other.goto(f"/s/#{code}")
        other.clock.fast_forward(5_000)
        expect(told.locator("p").first).to_have_text(says)
    sealed.reloaded(page)
    expect(page.locator("input[name=likes_bedroom]").first).to_be_visible()


def test_the_language_changes_and_no_answer_is_lost(tablet: BrowserContext, made: Fieldwork) -> None:
    page = tablet.new_page()
    at_the_bedroom(page, made)
    page.clock.fast_forward(DOUBLE_TAP)
    page.locator("label.card").nth(1).tap()
    press(page, page.locator("button[name=lang][value=ar-XB]"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("label.card input").nth(1)).to_be_checked()
    assert heading(page).startswith("[")
    sealed.onward(page, 1)
    sealed.reloaded(page)
    expect(page.locator("h1")).to_contain_text("[")
    expect(page.locator(".tool[value=stop]")).to_contain_text("[")
    page.go_back()
    expect(page.locator("label.card input").nth(1)).to_be_checked()


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
