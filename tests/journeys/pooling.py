"""A year of a council whose care leavers are few, from its plan in a real browser to its open box."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import browser as browsers
from builders.wave import CHEAP, NAMES, Running
from flask import Flask
from playwright.sync_api import Page

from surveyapp.casting import custody
from surveyapp.fieldwork import codes, cohorts, counts, nightly
from surveyapp.fieldwork.models import Wave

AUTHORITY = "northvale"
ASKED = "feels_safe_home"


def planned(page: Page, title: str, *, years_ago: int) -> str:
    """Plan a wave of two age bands whose small one waits for the next; its address."""
    first = date.today() - timedelta(days=365 * years_ago)
    page.goto("/desk/waves/new")
    page.get_by_label("What is this wave called?").fill(title)
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill((first + timedelta(days=28)).isoformat())
    for band in ("4-7", "11-18"):
        page.locator(f"[name='band_{band}']").select_option("")
    page.get_by_label("Their answers stay sealed until our next wave.").check()
    page.get_by_role("button", name="Plan this wave").click()
    return page.url.split("/desk/waves/")[1].strip("/")


def answered(app: Flask, wave: str, answers: Mapping[str, int]) -> Running:
    """Keys, cards and a night: so many of each band have answered."""
    here = app.extensions
    stores, known, settings = here["stores"], here["catalogue"], here["settings"]
    with stores.write("fieldwork") as session:
        for band in answers:
            cohorts.set_eligible(session, wave, band=band, team="Everybody", eligible=20)
    phrases = custody.keep(stores, wave, NAMES, cost=CHEAP)
    custody.prove(stores, wave, phrases)
    custody.start(stores, settings.instance, wave, day=date.today())
    cards = {}
    with stores.write("fieldwork") as session:
        for one in cohorts.strata(session, wave):
            instrument = known.version(one.band, known.versions(one.band)[-1]).fingerprint
            cards[one.band] = codes.issue(
                session, pepper=settings.pepper, stratum=one.id, instrument=instrument, count=20
            )
    held = Running(stores, settings, known, phrases, wave, cards)
    for band, count in answers.items():
        held.version = known.versions(band)[-1]
        scale = next(item.scale for item in known.version(band, held.version).closed if item.id == ASKED)
        assert scale is not None
        for number in range(count):
            held.answer(band, **{ASKED: scale.options[number % 2].id})
    with stores.write("fieldwork") as session:
        counts.refresh(session)
        nightly.record(session, date.today())
    return held


def closed_and_opened(page: Page, held: Running) -> str:
    """Stop new starts, close, open the box with two phrases; what closing said of the small band."""
    page.goto(f"/desk/waves/{held.wave}/closing")
    said = page.locator("main").inner_text()
    page.get_by_role("button", name="Yes, stop new starts").click()
    page.goto(f"/desk/waves/{held.wave}/close")
    page.get_by_role("button", name="Yes, close it for good").click()
    page.goto(f"/desk/waves/{held.wave}/box")
    for name in NAMES[:2]:
        page.get_by_label(f"Phrase of {name}").fill(held.phrases[name])
    page.get_by_role("button", name="Open the box now").click()
    return said


def opened_together(page: Page, *years: Running) -> None:
    """From the list of waves to the report, with the phrases of both years."""
    page.goto("/desk/")
    page.get_by_role("link", name="What stays sealed").click()
    assert browsers.violations(page) == []
    page.get_by_role("link", name="Open them together").click()
    assert browsers.violations(page) == []
    for place, held in enumerate(years):
        for number, name in enumerate(sorted(NAMES)[:2]):
            page.locator(f"[name='phrase_{place}_{number}']").fill(held.phrases[name])
    page.get_by_role("button", name="Open them together now").click()


def pooled_wave(app: Flask) -> str:
    """The wave that came of it."""
    with app.extensions["stores"].read("fieldwork") as session:
        found = [one.id for one in session.query(Wave) if "together" in one.id]
    return found[0]
