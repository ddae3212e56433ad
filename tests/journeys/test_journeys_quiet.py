"""The picture to hide behind says nothing of the survey, in every band, with and without scripts; all comes back."""

from __future__ import annotations

import pytest
import sealed
from builders.child import Fieldwork
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tablets import in_a_session
from walking import BANDS, SIZES, let_in, press, scan, settled, way_on, window

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

QUIET = ["A quiet place", "I am back"]
CONTROLS = "a, button, summary, select, label, input:not([type=hidden], .enter)"


@pytest.mark.parametrize("band", BANDS)
def test_on_a_sessions_tablet_nothing_but_the_picture_and_the_way_back_is_seen(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    page = in_a_session(tablet, made)
    scan(page, made.cards[band][0])
    sealed.until(page, "label.card input", place=1)
    settled(page)
    page.locator("label.card").nth(1).tap()
    expect(page.locator(".foot")).to_be_visible()
    press(page, page.locator(".tool[value=hide]"))
    quiet(page)
    sealed.reloaded(page)
    quiet(page)
    press(page, page.get_by_role("button", name="I am back"))
    assert page.locator("label.card input").nth(1).is_checked()
    expect(page.locator(".foot")).to_be_visible()


@pytest.mark.parametrize("band", ["4-7", "8-11"])
def test_without_scripts_nothing_but_the_picture_and_the_way_back_is_seen(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto("/s/?lang=en-XA")
        let_in(page, made.cards[band][0], lang="en-XA")
        while not page.locator("label.card input[type=radio]").count():
            press(page, way_on(page))
        press(page, page.locator(".tool[value=hide]"))
        assert len(seen(page)) == len(QUIET)
        expect(page.locator(CONTROLS).locator("visible=true")).to_have_count(1)
        press(page, page.locator("button[value=stay]"))
        expect(page.locator("html")).to_have_attribute("lang", "en-XA")
        expect(page.locator(".foot")).to_be_visible()


def quiet(page: Page) -> None:
    expect(page.locator("h1")).to_have_text(QUIET[0])
    assert seen(page) == QUIET
    expect(page.locator(CONTROLS).locator("visible=true")).to_have_count(1)


def seen(page: Page) -> list[str]:
    """All words on this page that can be seen, line by line."""
    return [line.strip() for line in page.locator("body").inner_text().splitlines() if line.strip()]
