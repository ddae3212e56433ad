"""What screen readers are given is kept beside this file; a change shows as a difference, for people to read.

``SURVEYAPP_TEST_SPOKEN=write ./run-tests -- -m "" tests/journeys/test_journeys_spoken.py`` writes it anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spoken
from builders import child
from builders.child import Fieldwork
from flask import Flask
from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

KEPT = Path(__file__).parent / "spoken"
YEAR = "2026"
USUAL, RARE = ("4-7", "11-18"), ("8-11", "leavers")
"""The usual have between them faces, stones, pages for adults, counted questions, a ladder and the list of answers."""


@pytest.fixture
def made(app: Flask, band: str) -> Fieldwork:
    """A trial wave of one band, where drafts of all languages may be chosen."""
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].version(band, YEAR)], cards=1, trial=True)


@pytest.mark.parametrize("band", [*USUAL, *(pytest.param(band, marks=pytest.mark.slow) for band in RARE)])
def test_a_screen_reader_finds_the_same_names_and_roles_as_before(
    tablet: BrowserContext, made: Fieldwork, band: str
) -> None:
    found = "\n".join(spoken.pages(tablet.new_page(), made.cards[band][0]))
    kept = KEPT / f"{band}.txt"
    if os.environ.get("SURVEYAPP_TEST_SPOKEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found)
    assert found.splitlines() == kept.read_text().splitlines()
