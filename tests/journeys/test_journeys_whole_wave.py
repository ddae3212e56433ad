"""A whole wave: a child of each band in a browser without JavaScript, the opening, and the panel that reads it.

Two of them go all the way in it: the youngest and those from 11 on, whose pages are leavers' too. The others send from
it what they answered; those of 8 to 11 go their way in most journeys, and with ``--all`` all do here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import browser as browsers
import pytest
from arriving import arrive, steps
from builders.child import Fieldwork
from flask import Flask
from pages import Pages
from playwright.sync_api import Browser, Locator, Page

from surveyapp.casting import StateKeys, cast
from surveyapp.demo import council, plan
from surveyapp.demo.council import Making
from surveyapp.demo.plan import Round
from surveyapp.fieldwork import waves
from surveyapp.opening import open_wave
from surveyapp.releases.publish import release
from surveyapp.web.audience import Role

WAVE = Round(
    "w26",
    "Our lives 2026",
    date(2026, 2, 2),
    date(2026, 3, 20),
    "2026",
    {"4-7": (24, 11), "8-11": (24, 11), "11-18": (30, 12), "leavers": (24, 11)},
)
SIZES = {
    "4-7": browsers.TABLET,
    "8-11": browsers.PHONE,
    "11-18": browsers.TABLET,
    "leavers": browsers.PHONE,
}
FORWARD = re.compile(
    r"^\s*(Next|Yes\b.*|Keep going|I am the grown-up|It is my turn|I am ready|Send my answers)\s*$", re.IGNORECASE
)
BROWSED = ("4-7", "11-18")
MOST_PAGES = 120
WORDS = "More time outside"


@pytest.fixture
def making(app: Flask) -> Making:
    """A council with one open wave, in which all but one child of each band have answered."""
    here = app.extensions
    made = Making(here["settings"], here["stores"], here["catalogue"], lambda _line: None)
    with made.stores.write("fieldwork") as session:
        waves.add_authority(session, plan.AUTHORITY, plan.TITLE)
    return made


def tap(page: Page, what: Locator) -> None:
    """Tap and wait for the page that comes."""
    with page.expect_navigation():
        what.tap()


def finish(page: Page, code: str) -> Iterator[str]:
    """Answer everything with the first answer there is, by touch; the headings on the way."""
    page.goto("/s/")
    page.locator("input[name=code]").fill(code)
    tap(page, page.locator("main button").first)
    for _ in range(MOST_PAGES):
        yield page.locator("h1").inner_text()
        choice = page.locator("main label:has(input[type=radio], input[type=checkbox])")
        for chosen in choice.all()[:1]:
            chosen.tap()
        for written in page.locator("main textarea").all():
            written.fill(WORDS)
        forward = page.locator("main button").filter(has_text=FORWARD)
        if not forward.count():
            return
        tap(page, forward.first)


def send(page: Page, app: Flask, band: str, code: str) -> str:
    """Answer everything without a browser, and send from its last look; the heading that comes."""
    page.goto("/s/")
    *_, (_, last) = steps(Fieldwork(app, WAVE.wave, {band: [code]}, {}), band)
    arrive(page, last)
    tap(page, page.locator("main button.go[value=send]"))
    return page.locator("h1").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("browsed", [BROWSED, pytest.param(tuple(WAVE.numbers), marks=pytest.mark.slow)])
def test_what_children_answer_in_the_browser_is_what_the_panel_reads(
    app: Flask, making: Making, chromium: Browser, browsed: tuple[str, ...]
) -> None:
    phrases = council.begin(making, WAVE, trial=False)
    submitted = list(council.submissions(making, WAVE))
    kept = {band: next(one for one in submitted if one.band == band) for band in WAVE.numbers}
    for submission in submitted:
        if submission not in kept.values():
            cast(making.stores, submission)
    codes = {band: council.issue(making, WAVE, band, 1)[0] for band in WAVE.numbers}
    with browsers.served(app) as address:
        for band, code in codes.items():
            with browsers.opened(
                chromium, address, size=SIZES[band], has_touch=True, java_script_enabled=False
            ) as window:
                page = window.new_page()
                met = list(finish(page, code)) if band in browsed else [send(page, app, band, code)]
                assert len(met) > (15 if band in browsed else 0)
                assert "thank you" in met[-1].lower(), met[-3:]
                assert window.cookies() == []
    council.close(making, WAVE)
    report = open_wave(
        making.stores,
        making.catalogue,
        WAVE.wave,
        dict(list(phrases.items())[:2]),
        state_keys=StateKeys.of(making.settings.instance),
        today=date(2026, 4, 10),
    )
    assert report.n_ok == sum(answered for _, answered in WAVE.numbers.values())
    assert report.n_bad == 0
    release(making.stores, making.catalogue, WAVE.wave)
    panel = Pages(app).signed_in(Role.VIEWER, authority=plan.AUTHORITY)
    assert "45 of the 102" in panel.get(f"/results/{WAVE.wave}/").text
    assert "trust" in panel.get(f"/results/{WAVE.wave}/indicators/trusted_adult/").text
