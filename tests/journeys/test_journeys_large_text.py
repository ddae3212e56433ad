"""A device whose own text is twice as big: what stands above a question grows with it, and the question is in sight."""

from __future__ import annotations

from collections.abc import Iterator

import browser as browsers
import pytest
import sealed
from builders.child import fieldwork
from flask import Flask
from playwright.sync_api import Browser
from walking import scan, scripted

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

NARROW = {"width": 320, "height": 640}
LANGUAGES = ("en", "pl", "uk")
"""English, which is read aloud by a bar above the question, and two with long words for the ways out."""
LEAST = 24
"""Pixels: half as big again as without the device's wish."""
SMALL = f"""() => [...document.querySelectorAll(".tools .tool, .count")]
    .filter((one) => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < {LEAST})
    .map((one) => one.innerText)"""
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def large(chromium: Browser) -> Iterator[Browser]:
    """A browser in whose settings somebody has chosen text of twice the size."""
    arguments = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    opened = chromium.browser_type.launch(executable_path=browsers.SHELL, args=arguments)
    yield opened
    opened.close()


@pytest.mark.parametrize("band", ["8-11", "11-18", "leavers"])
def test_ways_out_grow_with_the_devices_own_text_and_a_question_begins_in_the_upper_half(
    large: Browser, served: str, app: Flask, band: str
) -> None:
    made = fieldwork(app, instruments=[app.extensions["catalogue"].latest(band)], cards=1, trial=True)
    with scripted(large, served, size=NARROW) as context:
        page = context.new_page()
        for language in LANGUAGES:
            scan(page, made.cards[band][0], lang=language)
            sealed.until(page, "main:not(:has(.tag)) .card input[type=radio]")
            page.wait_for_load_state("networkidle")
            assert page.evaluate(SMALL) == []
            assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") <= NARROW["height"] / 2
            assert page.evaluate(WIDE) <= 0
