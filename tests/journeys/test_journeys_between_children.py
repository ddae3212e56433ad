"""One tablet, one child after the other: who left a tab open does not stand in the next one's way, nor is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from walking import SIZES, press, scan, scripted, settled

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

BEDROOM = "input[name=likes_bedroom]"
START = "Start my questions here"
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }"


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A council with an open wave for the children of 8 to 11."""
    return fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2024")])


@pytest.fixture
def tablet(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet with the pages' scripts."""
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        yield context


@pytest.mark.parametrize("whose", ["another child's", "the same"])
def test_the_next_child_starts_and_the_open_tab_is_all_clear(
    tablet: BrowserContext, made: Fieldwork, whose: str
) -> None:
    page, other = tablet.new_page(), tablet.new_page()
    first, second = made.cards["8-11"][0], made.cards["8-11"][0 if whose == "the same" else 1]
    scan(page, first)
    sealed.until(page, BEDROOM, place=1)
    settled(page)
    page.locator("label.card input").nth(2).check()
    _told_in(other, second)
    expect(other.locator(".problem p").first).to_have_text(sealed.ELSEWHERE if whose == "the same" else sealed.ANOTHERS)
    assert page.locator(BEDROOM).count(), "asking alone changes nothing there"
    other.get_by_role("button", name=START).tap()
    expect(other.locator(".tool[value=stop]")).to_be_visible()
    expect(page.locator("h1")).to_have_text("All clear")
    assert page.locator("main input").count() == 0
    assert sealed.stored(other) == {"sitting": 1, "waiting": 0}
    for held in (sealed.held(page), sealed.held(other)):
        assert first not in held
    page.go_back()
    expect(page.locator("h1")).to_have_text("All clear")
    sealed.until(other, BEDROOM)
    assert other.locator("label.card input:checked").count() == 0
    page.reload()
    expect(page.locator("#code")).to_be_visible()
    sealed.reloaded(other)
    expect(other.locator(BEDROOM).first).to_be_visible()


def test_a_first_page_opened_while_the_survey_comes_again_drops_nothing(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page, other = tablet.new_page(), tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM, place=1)
    survey = page.url
    sealed.rested(page)
    page.goto("about:blank")
    other.goto("/s/")
    expect(other.locator("#code")).to_be_visible()
    other.wait_for_load_state("networkidle")
    page.goto(survey)
    expect(page.locator(BEDROOM).first).to_be_visible()


def test_answers_that_wait_for_the_network_are_sent_whoever_starts_next(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page, other, third = (tablet.new_page() for _ in range(3))
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    tablet.route("**/issue", lambda route: route.abort())
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text(sealed.SAVED)
    scan(other, made.cards["8-11"][1])
    _told_in(third, made.cards["8-11"][2])
    third.get_by_role("button", name=START).tap()
    expect(third.locator(".tool[value=stop]")).to_be_visible()
    assert sealed.stored(third) == {"sitting": 1, "waiting": 1}
    tablet.unroute("**/issue")
    sealed.connected(page)
    expect(page.locator("h1")).to_have_text(sealed.THANKS)
    assert len(in_the_box(made)) == 1


def test_a_tab_taken_over_while_it_sends_sends(tablet: BrowserContext, made: Fieldwork) -> None:
    page, other = tablet.new_page(), tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    page.evaluate(FULL)
    tablet.route("**/issue", lambda route: route.abort())
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text("Thank you. Your answers are not sent yet.")
    _told_in(other, made.cards["8-11"][1])
    other.get_by_role("button", name=START).tap()
    expect(other.locator(".tool[value=stop]")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Thank you. Your answers are not sent yet.")
    tablet.unroute("**/issue")
    sealed.connected(page)
    expect(page.locator("h1")).to_have_text(sealed.THANKS)
    assert len(in_the_box(made)) == 1


def test_a_page_that_was_left_shows_nothing_when_the_browser_brings_it_back(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    seen = page.evaluate(
        """() => { dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
            return [...document.querySelectorAll("h1, input")].filter(one => one.checkVisibility()).length }"""
    )
    assert seen == 0, "for a moment, or without a network for good, the child's question would stand there again"
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(BEDROOM).first).to_be_visible()


def _told_in(page: Page, code: str) -> None:
    """A code is scanned while somebody else's questions are open."""
    page.goto(f"/s/#{code}")
    page.clock.fast_forward(5_000)
    expect(page.locator(".problem")).to_be_visible()
