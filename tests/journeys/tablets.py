"""Tablets of a session, and the list of them on a worker's page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

import browser as browsers
from builders.child import Fieldwork
from playwright.sync_api import BrowserContext, Page, expect

from surveyapp.fieldwork import sessions
from surveyapp.web import clock

MINUTES = 60_000
NO_CARDS = "AAA"
"""Signs at the end of no card: there is no vowel on one."""


def joined(context: BrowserContext, worker: Page) -> Page:
    """A tablet that has scanned the session's picture."""
    page = context.new_page()
    page.goto(f"/s/session#{word(worker)}")
    expect(page.locator(".badge")).to_be_visible()
    return page


def in_a_session(context: BrowserContext, made: Fieldwork) -> Page:
    """A tablet of a session that has just begun, without a worker's page."""
    with made.app.app_context():
        session = sessions.open_session(made.wave, now=clock.now())
    page = context.new_page()
    page.goto(f"/s/session#{session.word}")
    expect(page.locator(".badge")).to_be_visible()
    return page


def word(worker: Page) -> str:
    return worker.locator(".joining-word strong").inner_text()


def states(worker: Page) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in worker.locator("tbody tr").all()]


def passed(tablets: Sequence[Page], seen: Callable[[int], None]) -> None:
    """Minutes pass on these tablets until this is seen; waits grow, as a minute ends their patience with an answer."""
    for soon in (500, 1_000, 2_000, 4_000, 8_000, 16_000):
        for page in tablets:
            page.clock.fast_forward(MINUTES)
        with contextlib.suppress(AssertionError):
            return seen(soon)
    return seen(browsers.PATIENCE)
