"""Axe on every page of the newest survey of every band, those that only some children meet too."""

from __future__ import annotations

from collections.abc import Iterator

import browser as browsers
import every_page
import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask
from playwright.sync_api import Browser, Page
from walking import BANDS, SIZES, let_in, press, way_on, window

from surveyapp.definition.model import Instrument

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

SEEN_THROUGH = {"java_script_enabled": True, "bypass_csp": True, "reduced_motion": "reduce", "color_scheme": "light"}
"""Axe is a script; the pages themselves have none."""
UNLABELLED = "document.querySelectorAll('label.card').forEach(one => one.replaceWith(...one.querySelectorAll('input')))"
CARDS = 12


@pytest.fixture
def newest(app: Flask, band: str) -> Instrument:
    """The survey that the next wave of this band will have."""
    found: Instrument = app.extensions["catalogue"].latest(band)
    return found


@pytest.fixture
def made(app: Flask, newest: Instrument) -> Fieldwork:
    """An open wave with it."""
    return child.fieldwork(app, instruments=[newest], cards=CARDS)


@pytest.mark.slow
@pytest.mark.parametrize("band", BANDS)
def test_axe_finds_nothing_on_any_page_of_either_size(
    chromium: Browser, served: str, made: Fieldwork, newest: Instrument, band: str
) -> None:
    found: list[str] = []
    looked_at: set[tuple[str, str]] = set()
    with window(chromium, served, size=SIZES["phone"], **SEEN_THROUGH) as context:
        page = context.new_page()
        for card, way in enumerate(every_page.ways(newest)):
            met = every_page.met(newest, way)
            for stop in every_page.follow(page, made, newest, way, card=card):
                here = {(page_id, item) for page_id, item in met if page_id == stop.id} or {(stop.name, "")}
                if not here <= looked_at:
                    looked_at |= here
                    found += [f"{band}, {stop.name}, {one}" for one in _in_each_size(page)]
    assert looked_at >= every_page.asked(newest)
    assert found == []


def _in_each_size(page: Page) -> Iterator[str]:
    """What axe finds wrong at each size."""
    for name in ("phone", "tablet"):
        page.set_viewport_size(SIZES[name])
        yield from (f"{name}: {one}" for one in browsers.violations(page))


@pytest.mark.parametrize("band", BANDS)
def test_the_ways_meet_every_question_and_are_few(newest: Instrument) -> None:
    ways = every_page.ways(newest)
    assert set().union(*(every_page.met(newest, way) for way in ways)) == every_page.asked(newest)
    assert len(ways) <= CARDS


@pytest.mark.parametrize("band", ["8-11"])
def test_axe_sees_answers_that_have_lost_their_labels(
    chromium: Browser, served: str, made: Fieldwork, newest: Instrument
) -> None:
    with window(chromium, served, size=SIZES["phone"], **SEEN_THROUGH) as context:
        page = context.new_page()
        let_in(page, made.cards["8-11"][0])
        while not page.locator("label.card").count():
            press(page, way_on(page))
        assert browsers.violations(page) == []
        page.evaluate(UNLABELLED)
        assert any(one.startswith("label (critical)") for one in browsers.violations(page))
