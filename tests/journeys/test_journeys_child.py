"""A child of every band, in a real browser without JavaScript: by touch, by keyboard, with the browser's own Back."""

from __future__ import annotations

import pytest
from arriving import arrive, sort, steps
from builders.child import Fieldwork, in_the_box
from playwright.sync_api import Browser, Error, Page, expect
from walking import BANDS, SIZES, at_the_last_look, choose, let_in, press, scripted, walk, way_on, window

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

MOST_TABS = 60


@pytest.mark.slow  # two bands do in every run, in test_journeys_whole_wave.py
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("band", BANDS)
def test_a_child_finishes_by_touch_and_the_ballot_arrives(
    chromium: Browser, served: str, made: Fieldwork, band: str, size: str
) -> None:
    with window(chromium, served, size=SIZES[size]) as context:
        page = context.new_page()
        for _ in walk(page, made, band):
            pass
        press(page, page.locator("button.go[value=send]"))
        expect(page.locator("h1")).to_have_text("Thank you. Your answers are in the box.")
        assert context.cookies() == []
    (ballot,) = in_the_box(made)
    assert ballot.instrument.survey == band
    assert "More time with my brother" in ballot.comments.values()


@pytest.mark.parametrize("band", ["4-7", *(pytest.param(band, marks=pytest.mark.slow) for band in BANDS[1:])])
def test_a_child_finishes_with_the_keyboard_alone(chromium: Browser, served: str, made: Fieldwork, band: str) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto("/s/")
        _tab_to(page, "#code")
        page.keyboard.type(made.cards[band][0])
        with page.expect_navigation():
            page.keyboard.press("Enter")
        for _ in range(120):
            if at_the_last_look(page):
                break
            _answer_by_keyboard(page)
        _enter(page, "button.go[value=send]")
        expect(page.locator("h1")).to_have_text("Thank you. Your answers are in the box.")
    assert len(in_the_box(made)) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_key_leads_past_all_languages_to_the_code(
    chromium: Browser, served: str, made: Fieldwork, *, scripts: bool
) -> None:
    with (scripted if scripts else window)(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto("/s/")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        expect(page.locator(".skip:focus")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.type(made.cards["8-11"][0])
        page.keyboard.press("Enter")
        expect(page.locator(".tool[value=stop]")).to_be_visible()
        assert "#" not in page.url


def _answer_by_keyboard(page: Page) -> None:
    if page.locator("label.card").count():
        _tab_to(page, "label.card input")
        page.keyboard.press("Space")
        assert page.locator("label.card input:checked").count() == 1
    way = way_on(page)
    value = way.get_attribute("value")
    _enter(page, f"button[value={value}]:not(.tool)")


def _enter(page: Page, selector: str) -> None:
    _tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST_TABS):
        if page.locator(f":is({selector}):focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def test_the_enter_key_in_a_box_means_next_and_not_the_first_button(
    chromium: Browser, served: str, made: Fieldwork
) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto("/s/")
        arrive(page, next(sent for step, sent in steps(made, "11-18") if "ladder" in sort(step).split()))
        choose(page)
        before = page.locator("h1").inner_text()
        with page.expect_navigation():
            page.locator("label.card input:checked").press("Enter")
        expect(page.locator("h1")).not_to_have_text(before)
        expect(page.locator("h1")).not_to_have_text("You can talk to somebody.")


def test_the_browsers_back_loses_nothing(chromium: Browser, served: str, made: Fieldwork) -> None:
    """Nothing is kept on the device, so the browser asks whether to send the page once more; then it is there."""
    with window(chromium, served, size=SIZES["phone"]) as context:
        page = context.new_page()
        bedroom = _at_the_bedroom(page, made)
        choose(page, 2)
        press(page, way_on(page))
        following = page.locator("h1").inner_text()
        _back(page)
        expect(page.locator("h1")).to_have_text(bedroom)
        choose(page, 2)
        press(page, way_on(page))
        expect(page.locator("h1")).to_have_text(following)


def test_the_browsers_back_after_sending_shows_no_answer(chromium: Browser, served: str, made: Fieldwork) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto("/s/")
        *_, (_, last) = steps(made, "4-7")
        arrive(page, last)
        press(page, page.locator("button.go[value=send]"))
        expect(page.locator("h1")).to_have_text("Thank you. Your answers are in the box.")
        _back(page)
        expect(page.locator("h1")).to_have_text("There are answers in the box already")
    assert len(in_the_box(made)) == 1


def test_of_two_tabs_the_first_wins_and_the_second_is_told(chromium: Browser, served: str, made: Fieldwork) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        first, second = context.new_page(), context.new_page()
        for page in (first, second):
            _at_the_bedroom(page, made)
            choose(page)
            press(page, page.locator(".tool[value=stop]"))
        for page in (first, second):
            press(page, page.locator("button[value=send]"))
        expect(second.locator("h1")).to_have_text("There are answers in the box already")
    assert len(in_the_box(made)) == 1


def test_a_second_tap_on_next_skips_no_question(chromium: Browser, served: str, made: Fieldwork) -> None:
    with window(chromium, served, size=SIZES["phone"]) as context:
        page = context.new_page()
        _at_the_bedroom(page, made)
        choose(page)
        way_on(page).dblclick()
        page.wait_for_load_state()
        expect(page.locator("h1")).to_have_text("This week, have you felt safe in the place where you live?")


def _back(page: Page) -> None:
    """The browser's Back, and yes to its question whether the page may be sent once more."""
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    expect(page.locator("form.sheet")).to_have_count(0)
    page.reload()


def _at_the_bedroom(page: Page, made: Fieldwork) -> str:
    let_in(page, made.cards["8-11"][0])
    for _ in range(20):
        if page.locator("input[name=likes_bedroom]").count():
            return page.locator("h1").inner_text()
        choose(page)
        press(page, way_on(page))
    raise AssertionError("no such question")
