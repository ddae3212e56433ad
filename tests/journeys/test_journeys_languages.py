"""Each language walks through one whole survey on a phone: it says what it is, it fits, and no English is left."""

from __future__ import annotations

import pytest
import speaking
from builders import child
from builders.child import Fieldwork
from flask import Flask
from playwright.sync_api import Browser
from walking import SIZES, scripted

from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers

DOSE = "ar"
OTHERS = ("en", *(code for code in catalogues.codes(Readers.CHILDREN) if code != DOSE))


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A trial wave for the children of 8 to 11, where drafts may be chosen."""
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2026")], cards=1, trial=True)


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", [DOSE, *(pytest.param(code, marks=pytest.mark.slow) for code in OTHERS)])
def test_a_whole_survey_is_in_one_language_and_fits_a_phone(
    chromium: Browser, served: str, made: Fieldwork, language: str
) -> None:
    with scripted(chromium, served, size=SIZES["phone"]) as context:
        told = speaking.walk(context.new_page(), made.cards["8-11"][0], language)
    assert told.wrong == []
    assert told.stops > 50
    assert len(child.in_the_box(made)) == 1


def test_english_is_found_among_other_words() -> None:
    left = ["Go back", "Childline", "16", "العربية"]
    assert list(speaking.english_in(left, "ar")) == ["Go back"]
    assert list(speaking.english_in([*left, "Sgwrs"], "cy")) == ["Go back"]
