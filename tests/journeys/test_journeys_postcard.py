"""The picture after the thank-you: of the companion and chance, and of nothing that was answered."""

from __future__ import annotations

import re

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork
from playwright.sync_api import BrowserContext, Page, expect
from walking import press, scan, settled

from surveyapp.web import bundles, static

SCRIPTS = {file.name: file.read_text() for file in static.SCRIPTS.glob("*.js")}
CANVAS = ".postcard canvas"
ALIKE = "() => { crypto.getRandomValues = numbers => numbers.fill(2 ** 30) }"
"""From here on all lots are the same."""


def test_the_picture_comes_to_no_answer() -> None:
    reached = {"postcard.js"}
    for _ in SCRIPTS:
        reached |= {name for one in reached for name in re.findall(r'"\./([\w-]+\.js)"', SCRIPTS[one])}
    assert reached == {"postcard.js", "postcards.js"}
    assert "export function postcard()" in SCRIPTS["postcard.js"]
    calls = {name: re.findall(r"\bpostcard\(.*?\)", text) for name, text in SCRIPTS.items() if name != "postcard.js"}
    assert {name: found for name, found in calls.items() if found} == {"delivery.js": ["postcard()"]}
    text = "".join(SCRIPTS[name] for name in reached)
    assert not re.search(r"indexedDB|sessionStorage|FormData|caches|setItem|\.value|checked|location\.", text)
    assert "postcard.js" in bundles.APART, "the first question does not wait for it"


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("band", ["8-11"])
def test_whatever_was_answered_the_same_lots_make_the_same_picture(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    pictures = []
    for place, code in enumerate(made.cards[band][:2]):
        page = tablet.new_page()
        sent(page, code, place)
        expect(page.locator(CANVAS)).to_have_attribute("aria-label", re.compile(r"A picture with: \w+, \w+, \w+, \w+"))
        assert browsers.violations(page) == []
        expect(page.locator("h1")).to_contain_text(sealed.THANKS)  # drawn anew, a page takes a tap for a second one
        settled(page)
        page.evaluate(ALIKE)
        page.get_by_role("button", name="Another picture").tap()
        pictures.append(page.locator(CANVAS).evaluate("it => it.ariaLabel + it.toDataURL()"))
        with page.expect_download() as kept:
            page.get_by_role("button", name="Save it").tap()
        assert kept.value.suggested_filename == "picture.png"
        press(page, page.locator("main > .ways a"))
        expect(page.locator("#code")).to_be_visible()
        page.close()
    assert pictures[0] == pictures[1]


def sent(page: Page, code: str, place: int) -> None:
    """A child answers as far as the bedroom, in this way, and sends that."""
    scan(page, code)
    page.wait_for_load_state("networkidle")
    sealed.until(page, "input[name=likes_bedroom]", place=place)
    sealed.onward(page, place)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
