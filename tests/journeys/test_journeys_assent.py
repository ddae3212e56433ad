"""Yes and no to joining in are equal: of one size, beside each other, and in sight with what is read before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sealed
from builders.child import BANDS, Fieldwork, fieldwork
from flask import Flask
from playwright.sync_api import Browser, Page
from walking import SIZES, SMALLEST, scan, scripted

from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
LOW = {"width": 360, "height": 640}
LOWER = {"width": 360, "height": 520}
"""The same phone with its browser's bars, where not everything has room."""
PHONES = {band: (SIZES["phone"],) if band != "4-7" else (SIZES["phone"], LOW) for band in BANDS}
"""Where all that is read before has room too; bands from eight on have more to read."""
LONGEST = ("en", "pl", "so", "vi")
"""Those that take the most lines, and English, which is read aloud by a bar that takes room."""
OTHERS = tuple(code for code in ("en", *catalogues.codes(Readers.CHILDREN)) if code not in LONGEST)
LANGUAGES = pytest.mark.parametrize(
    "languages", [LONGEST, pytest.param(OTHERS, marks=pytest.mark.slow)], ids=["the longest", "the others"]
)
NO = "main button.card[value=no]"
BOXES = """names => names.map(name => document.querySelector(`main button.card[value=${name}]`).getBoundingClientRect())
    .map(({ top, left, bottom, width, height }) => ({ top, left, bottom, width, height }))"""
READ = "[...document.querySelectorAll('.assent p')].at(-1).getBoundingClientRect().bottom"
ROOM = """selector => [...document.querySelectorAll(selector)].map(one => {
    const words = one.querySelector("span:not(.mark, .face)"), text = document.createRange();
    text.selectNodeContents(words);
    const frame = one.getBoundingClientRect(), line = text.getBoundingClientRect();
    return [one.innerText.trim(), Math.min(frame.left, innerWidth - frame.right),
        Math.min(line.left - frame.left, frame.right - line.right)]; })"""
"""What stands in each frame, how far the frame is from the screen's edge, and the words from the frame."""


@pytest.fixture
def made(app: Flask, band: str) -> Fieldwork:
    """A trial wave of this band's newest survey, where drafts may be chosen."""
    return fieldwork(app, instruments=[app.extensions["catalogue"].latest(band)], cards=1, trial=True)


@pytest.mark.parametrize("band", BANDS)
@LANGUAGES
def test_both_answers_to_joining_in_are_of_one_size_and_in_sight_with_all_that_is_read_before(
    chromium: Browser, served: str, made: Fieldwork, band: str, languages: tuple[str, ...]
) -> None:
    found: list[str] = []
    with scripted(chromium, served, size=SIZES["phone"]) as context:
        page = context.new_page()
        for language in languages:
            asked(page, made.cards[band][0], language)
            for size in PHONES[band]:
                page.set_viewport_size(size)
                found += [f"{language}, {size['width']} px: {one}" for one in wrong(page, size["height"], band)]
    assert found == []


def asked(page: Page, code: str, language: str) -> None:
    """Come to the question of joining in, in this language, with what reads it aloud where there is something."""
    scan(page, code, lang=language)
    sealed.until(page, NO)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def wrong(page: Page, height: int, band: str) -> Iterator[str]:
    """What makes yes and no unequal, small, or hard to find."""
    yes, no = boxes(page)
    if (yes["width"], yes["height"], yes["top"]) != (no["width"], no["height"], no["top"]):
        yield "one is bigger or higher than the other"
    if min(no["width"], no["height"]) < SMALLEST[band]:
        yield "too small for a finger"
    if no["bottom"] > height:
        yield f"{no['bottom'] - height:.0f} pixels are out of sight"
    if page.evaluate(READ) > no["top"]:
        yield "they hide what is to be read"
    if abs(yes["left"] - no["left"]) < yes["width"] + 10:
        yield "they stand too close"


def boxes(page: Page) -> list[dict[str, float]]:
    """Where yes and no stand in the window, before anybody scrolls."""
    found: list[dict[str, float]] = page.evaluate(BOXES, ["yes", "no"])
    return found


@pytest.mark.parametrize("band", ["4-7"])
def test_where_not_all_that_is_read_before_has_room_the_youngest_see_yes_and_no_all_the_same(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    with scripted(chromium, served, size=LOWER) as context:
        page = context.new_page()
        asked(page, made.cards[band][0], "en")
        assert boxes(page)[1]["bottom"] <= LOWER["height"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert page.evaluate(READ) <= boxes(page)[1]["top"]


@pytest.mark.parametrize("band", ["4-7"])
def test_on_a_small_phone_no_way_out_touches_the_edge_and_no_words_touch_their_frame(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    with scripted(chromium, served, size=LOW) as context:
        page = context.new_page()
        asked(page, made.cards[band][0], "so")
        close = [one for one in page.evaluate(ROOM, ".tools .tool") if one[1] < 6 or one[2] < 4]
        sealed.until(page, ".faces .face")
        close += [one for one in page.evaluate(ROOM, ".faces .card") if one[1] < 6 or one[2] < 8]
    assert close == []
