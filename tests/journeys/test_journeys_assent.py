"""Yes and no to joining in are equal: of one size, and beside each other on a phone too."""

from __future__ import annotations

import pytest
import sealed
from builders.child import BANDS, fieldwork
from flask import Flask
from playwright.sync_api import Browser, Page
from walking import SIZES, scan, scripted

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.parametrize("band", BANDS),
]
NO = "main button.card[value=no]"
BOXES = """names => names.map(name => document.querySelector(`main button.card[value=${name}]`).getBoundingClientRect())
    .map(({ top, left, bottom, width, height }) => ({ top, left, bottom, width, height }))"""


def test_both_answers_to_joining_in_are_of_one_size_and_come_in_sight_together_on_a_phone(
    chromium: Browser, served: str, app: Flask, band: str
) -> None:
    made = fieldwork(app, instruments=[app.extensions["catalogue"].latest(band)])
    with scripted(chromium, served, size=SIZES["phone"]) as context:
        page = context.new_page()
        scan(page, made.cards[band][0])
        sealed.until(page, NO)
        yes, no = boxes(page)
        assert (yes["width"], yes["height"], yes["top"]) == (no["width"], no["height"], no["top"])
        assert yes["left"] + yes["width"] <= no["left"]
        assert band != "4-7" or no["bottom"] <= SIZES["phone"]["height"], "the others have more to read before"


def boxes(page: Page) -> list[dict[str, float]]:
    """Where yes and no stand in the window, before anybody scrolls."""
    page.evaluate("document.fonts.ready")
    found: list[dict[str, float]] = page.evaluate(BOXES, ["yes", "no"])
    return found
