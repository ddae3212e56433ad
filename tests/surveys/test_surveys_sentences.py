"""Whatever is put into it, a sentence begins with a capital, in every language that has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from babel.dates import format_date
from builders.surveys import EDITIONS, survey

from surveyapp.definition.model import Answers, Instrument
from surveyapp.definition.wording import piped, piped_hint
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import language_of

LANGUAGES = ("en", *catalogues.codes(Readers.CHILDREN))
FIRST = re.compile(r"(?:^|[.?!…]\s+)[^\w{]*(\w)", re.MULTILINE)
"""The first letter of each sentence and of each line."""


def cases(instrument: Instrument) -> Iterator[Answers]:
    """No answer, and every answer that chooses words."""
    yield {}
    for pipe in instrument.pipes.values():
        for answer in pipe.cases:
            yield {pipe.source: answer}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_survey_begins_with_a_capital(edition: str, language: str) -> None:
    instrument, words = survey(edition), catalogues.spoken(language, Readers.CHILDREN)

    def said(context: str, text: str) -> str:
        return str(words.pgettext(context, text))

    small = {
        sentence
        for answers, item in ((answers, item) for answers in cases(instrument) for item in instrument.items)
        for sentence in (piped(instrument, item, answers, said), piped_hint(instrument, item, answers, said))
        if any(letter.islower() for letter in FIRST.findall(sentence))
    }
    assert small == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_begins_with_a_day_that_begins_small(language: str) -> None:
    said = catalogues.spoken(language, Readers.CHILDREN).gettext("Somebody will read it on %(day)s by %(hour)s.")
    locale = language_of(language).locale if language != "en" else "en"
    day = str(format_date(date(2026, 11, 23), "EEEE d MMMM", locale=locale))
    assert not any(letter.islower() for letter in FIRST.findall(said.replace("%(day)s", day)))
