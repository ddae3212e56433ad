"""Booklets typed in: twice, compared in the browser, sealed there, and nothing readable on the server at any time."""

from __future__ import annotations

import browser as browsers
import pytest
from builders.child import Fieldwork, in_the_box
from canary import files, forms, found_in
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from surveyapp.definition.answers import unpack
from surveyapp.definition.model import Missing

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

WRITTEN = "Zyxwvut qponmlk jihgfed cbazyxw"
SENT = "The answers are in the box."
NUMBERS = """typed => {
    for (const field of document.querySelectorAll("[data-stage=part]:not([hidden]) .key input")) {
        if (field.readOnly || field.disabled) continue;
        field.value = typed[field.name] ?? "1";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    } }"""


def begin(page: Page, code: str) -> None:
    page.locator("#code").fill(code)
    page.locator("#assent-yes").check()
    page.locator("#on").click()
    expect(page.locator("[data-stage=card]")).to_be_hidden()


def type_all(page: Page, **typed: str) -> None:
    """Every section: the first box everywhere, but for what is said here."""
    parts = page.locator("[data-stage=part]")
    for place in range(parts.count()):
        expect(parts.nth(place)).to_be_visible()
        page.evaluate(NUMBERS, typed)
        page.locator("#on").click()
        expect(parts.nth(place)).to_be_hidden()


@pytest.mark.parametrize("band", ["8-11"])
def test_a_booklet_is_typed_twice_compared_sealed_and_sent(
    chromium: Browser, served: str, made: Fieldwork, app: Flask, band: str
) -> None:
    with browsers.opened(chromium, served, size={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"/keying/{made.wave}")
        page.locator("main ul a").first.click()
        page.locator("#assent-no").check()
        page.locator("#on").click()
        expect(page.locator("#told")).to_contain_text("the child did not say yes")
        begin(page, made.cards[band][0])
        page.locator(".key:visible input").first.press_sequentially("1")
        expect(page.locator(".key:visible input").nth(1)).to_be_focused()
        assert browsers.violations(page) == []
        page.locator("textarea").first.evaluate("(box, text) => { box.value = text }", WRITTEN)
        type_all(page, knows_social_worker="2")
        expect(page.locator("#told")).to_contain_text("Now the second time")
        type_all(page, knows_social_worker="2", pets="2")
        expect(page.locator("#rate")).to_contain_text("1 of ")
        assert browsers.violations(page) == []
        wanted = forms("written", WRITTEN.encode())
        assert found_in(files(app.extensions["settings"].instance), wanted) == []
        page.locator("#on").click()
        expect(page.locator("[data-stage=differences] .field-error")).to_contain_text("Nothing is typed here now.")
        page.locator("[data-stage=differences] .key input").fill("3")
        page.locator("#on").click()
        expect(page.locator("#told")).to_contain_text(SENT)
        expect(page.locator("#tally")).to_contain_text("Typed in since this page was opened: 1.")
        assert page.locator("textarea").first.input_value() == ""
        assert found_in(files(app.extensions["settings"].instance), wanted) == []
    (ballot,) = in_the_box(made)
    answers = unpack(ballot.instrument, ballot.row)
    options = [option.id for option in ballot.instrument.item("pets").scale.options]  # type: ignore[union-attr]
    assert (answers["mode"], answers["pets"]) == ("paper", options[2])
    assert answers["trusts_social_worker"] is Missing.NOT_ASKED
    assert WRITTEN in ballot.comments.values()


@pytest.mark.parametrize("band", ["8-11"])
def test_a_card_for_other_questions_and_a_number_without_a_box_are_told(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    with browsers.opened(chromium, served, size={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"/keying/{made.wave}")
        page.locator("main ul a").first.click()
        page.locator("#code").fill("BBB-BBB-BBC")
        page.locator("#assent-yes").check()
        page.locator("#on").click()
        expect(page.locator("#told")).to_contain_text("There is a small mistake in this code.")
        begin(page, made.cards[band][0])
        page.locator(".key:visible input").first.fill("77")
        page.locator("#on").click()
        expect(page.locator(".key:visible .field-error:visible")).to_have_text("No box has this number.")
        assert browsers.violations(page) == []
