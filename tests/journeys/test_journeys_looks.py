"""A child with an interpreter chooses how the pages look and a second language, and is warned gently of a name."""

from __future__ import annotations

import pytest
import sealed
from builders import child
from builders.child import Fieldwork, in_the_box
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from walking import press, scan, settled

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

NARROW = {"width": 320, "height": 640}
TWICE = "document.documentElement.style.fontSize = '200%'"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EXPLAINED = "Has a grown-up told you why you live where you live?"
COLOURS = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))"


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A trial, in which drafts are asked: all languages are offered."""
    app.config["PSEUDO_LOCALES"] = False
    asked = [app.extensions["catalogue"].latest(band) for band in ("8-11", "4-7")]
    return child.fieldwork(app, instruments=asked, trial=True)


def test_looks_and_a_second_language_last_for_the_sitting_and_a_name_is_told_of(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    light = page.evaluate(COLOURS)
    for look in ("dark", "strong", "calm", "bird"):
        chosen(page, "How it looks", look)
    expect(page.locator("html")).to_have_class("dark strong calm bird")
    assert page.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"] != light
    chosen(page, "Two languages", "ar")
    expect(page.locator("h1 .also")).to_be_visible()
    expect(page.locator("button[name=also]:visible")).to_have_count(0)
    expect(page.locator(".foot [data-unchecked=second]")).to_have_attribute("lang", "ar")
    expect(page.locator("h1")).to_be_focused()
    sealed.until(page, ".stone.here")
    second = page.locator("h1 .also, .ask .also").first
    expect(second).to_have_attribute("lang", "ar")
    expect(second).to_have_attribute("dir", "rtl")
    sealed.reloaded(page)
    expect(second).to_be_visible()
    expect(page.locator("html")).to_have_class("dark strong calm bird")
    sealed.until(page, "main textarea")
    box, warning = page.locator("main textarea").first, page.locator(".gentle").first
    expect(warning).to_be_hidden()
    box.fill("my name is sam")
    expect(warning).to_be_visible()
    box.fill("More time with my brother")
    expect(warning).to_be_hidden()
    settled(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_contain_text(sealed.THANKS)
    assert len(in_the_box(made)) == 1


def test_without_a_network_looks_change_all_the_same_and_a_language_says_that_it_cannot_come(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["8-11"][0])
    page.wait_for_load_state("networkidle")
    tablet.set_offline(True)
    chosen(page, "How it looks", "dark")
    expect(page.locator("html")).to_have_class("dark")
    for group, name in (("Language", "lang"), ("Two languages", "also")):
        chosen(page, group, f"pl'][name='{name}")
        expect(page.locator("[data-unreached]")).to_be_focused()
        expect(page.locator("[data-unreached]")).to_contain_text("that language cannot come")
        sealed.onward(page)
        expect(page.locator("[data-unreached]")).to_be_visible()
    tablet.set_offline(False)
    chosen(page, "Language", "pl'][name='lang")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    expect(page.locator("[data-unreached]")).to_be_hidden()


def test_with_text_twice_as_big_no_button_of_the_youngest_sticks_out(tablet: BrowserContext, made: Fieldwork) -> None:
    page = tablet.new_page()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # width and height
    scan(page, made.cards["4-7"][0])
    page.evaluate(TWICE)
    assert page.evaluate(WIDER) == 0


def test_of_two_languages_each_keeps_its_sentence_though_both_have_words_with_hyphens(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = tablet.new_page()
    scan(page, made.cards["4-7"][0])
    chosen(page, "Two languages", "ro")
    sealed.until(page, "main [name=knows_why_in_care]", place=2)
    expect(page.locator("h1")).to_have_text(f"{EXPLAINED} Ți-a spus un om mare de ce locuiești acolo unde locuiești?")


def chosen(page: Page, group: str, value: str) -> None:
    """Unfold this choice, and tap one of it."""
    settled(page)
    choice = page.locator("details", has=page.locator(f"button[value='{value}']")).filter(has_text=group)
    if choice.get_attribute("open") is None:
        choice.locator("summary").tap()
    choice.locator(f"button[value='{value}']").tap()
