"""A reload in the middle of the survey: the child stands where it stood, with all that was ticked and typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect
from walking import SIZES, press, scan, scripted, settled, way_on

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

BEDROOM = "input[name=likes_bedroom]"
BOXES = "input[type=checkbox]"


@pytest.fixture
def made(app: Flask, request: pytest.FixtureRequest) -> Fieldwork:
    """A council with an open wave for one band: the test's, or 8 to 11."""
    band = request.node.callspec.params.get("band", "8-11")
    return fieldwork(app, instruments=[app.extensions["catalogue"].version(band, "2024")])


@pytest.fixture
def tablet(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet with the pages' scripts."""
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        yield context


def test_what_is_chosen_before_next_is_still_chosen(tablet: BrowserContext, made: Fieldwork) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    settled(page)
    page.locator("label.card").nth(2).tap()
    sealed.reloaded(page)
    expect(page.locator(BEDROOM).nth(2)).to_be_checked()
    press(page, way_on(page))
    expect(page.locator(BEDROOM)).to_have_count(0)
    press(page, page.locator("button[value=back]"))
    expect(page.locator(BEDROOM).nth(2)).to_be_checked()


@pytest.mark.parametrize("band", ["leavers"])
def test_what_is_typed_or_ticked_and_taken_back_is_as_it_was_left(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    page = tablet.new_page()
    scan(page, made.cards[band][0])
    sealed.until(page, BOXES)
    settled(page)
    boxes = page.locator(BOXES)
    boxes.nth(0).check()
    boxes.nth(1).check()
    boxes.nth(0).uncheck()
    sealed.reloaded(page)
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()
    settled(page)
    boxes.nth(1).uncheck()
    sealed.reloaded(page)
    expect(boxes.nth(0)).to_be_visible()
    assert page.locator(f"{BOXES}:checked").count() == 0
    sealed.until(page, "textarea")
    page.locator("textarea").fill("  More time with my brother\n")
    sealed.reloaded(page)
    expect(page.locator("textarea")).to_have_value("  More time with my brother\n")
    assert "brother" not in sealed.held(page)


@pytest.mark.parametrize("aside", ["hide", "help"])
def test_who_is_hidden_stays_hidden(tablet: BrowserContext, made: Fieldwork, aside: str) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    settled(page)
    page.locator("label.card").nth(1).tap()
    press(page, page.locator(f".tool[value={aside}]"))
    scene, named = sealed.heading(page), page.title()
    sealed.reloaded(page)
    expect(page.locator("h1")).to_have_text(scene)
    assert page.title() == named
    assert page.locator(BEDROOM).count() == 0
    page.go_back()
    expect(page.locator(BEDROOM).nth(1)).to_be_checked()
    press(page, page.locator(f".tool[value={aside}]"))
    sealed.reloaded(page)
    press(page, page.locator("button[value=stay]").last)
    expect(page.locator(BEDROOM).nth(1)).to_be_checked()


def test_after_sending_neither_reload_nor_back_nor_forward_tells_anything(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    place = page.url
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text(sealed.THANKS)
    assert len(in_the_box(made)) == 1
    for move in (page.go_back, page.go_back, page.go_forward):
        move()
        expect(page.locator("h1")).to_have_text(sealed.THANKS)
        assert page.locator("main input").count() == 0
    page.reload()
    expect(page.locator("#code")).to_be_visible()
    page.goto("about:blank")
    for move in (page.go_back, page.go_back, page.go_forward):
        move()
        expect(page.locator("#code")).to_be_visible()
        assert page.locator("#code").input_value() == ""
    page.goto(place)
    expect(page.locator("#code")).to_be_visible()
    assert sealed.stored(page) == {"sitting": 0, "waiting": 0}


def test_who_comes_back_after_half_a_day_begins_anew_and_is_told_so(tablet: BrowserContext, made: Fieldwork) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    sealed.rested(page)
    page.clock.set_system_time(page.evaluate("Date.now()") / 1000 + 13 * 3600)
    page.reload()
    expect(page.locator("h1")).to_have_text("That was a long time ago")
    expect(page.locator("main p").last).to_contain_text("Type your code again.")
    press(page, page.locator("main .ways a"))
    expect(page.locator("#code")).to_be_visible()
    assert sealed.stored(page)["sitting"] == 0
