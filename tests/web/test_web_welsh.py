"""The Welsh catalogues are whole: in step with what is said, every placeholder and plural, all that a panel reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from itertools import chain

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from surveyapp.translations.catalogues import Key, Readers, forms, key, path
from surveyapp.translations.catalogues import messages as messages_in
from surveyapp.translations.extraction import extracted

PANEL = (
    "surveyapp/dashboards/",
    "surveyapp/releases/",
    "surveyapp/templates/base.html",
    "surveyapp/templates/components/languages.html",
    "surveyapp/templates/results/",
    "surveyapp/templates/staff/sign",
    "surveyapp/web/words.py",
    "surveys/definitions/benchmarks.yaml",
    "surveys/definitions/items.yaml",
)
"""Where the words stand that a panel reads, and those with which it signs in."""
FORMS = 6
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>|&\w+;")
LETTERS = re.compile(r"[^\W\d_]{2}")


def plain(text: str) -> str:
    """The text without what a program puts into it."""
    return PLACE.sub("", text)


@cache
def wanted() -> dict[Readers, frozenset[Key]]:
    """Every message of the pages and the surveys as they are, by catalogue."""
    return {readers: frozenset(map(key, messages_in(found))) for readers, found in extracted().items()}


@cache
def catalogue(readers: Readers) -> Catalog:
    """A Welsh catalogue as it lies there."""
    with path("cy", readers).open("rb") as file:
        return read_po(file, locale="cy", abort_invalid=True)


def messages() -> Iterator[Message]:
    """The messages of both."""
    return chain.from_iterable(messages_in(catalogue(readers)) for readers in Readers)


def of_panel(message: Message) -> bool:
    """Whether a panel reads it."""
    return any(place.startswith(PANEL) for place, _ in message.locations)


@pytest.mark.parametrize("readers", Readers)
def test_the_catalogue_is_in_step_with_what_is_said(readers: Readers):
    known = frozenset(map(key, messages_in(catalogue(readers))))
    assert wanted()[readers] - known == frozenset(), "new: `surveyapp translations update` brings them in"
    assert known - wanted()[readers] == frozenset(), "said no more: `surveyapp translations update` takes them out"
    assert catalogue(readers).obsolete == {}


def test_no_sentence_stands_in_both_catalogues():
    assert wanted()[Readers.CHILDREN].isdisjoint(wanted()[Readers.GROWN_UPS])
    assert min(map(len, wanted().values())) > 600


def test_nothing_is_a_guess_and_nobody_is_named_in_the_heading():
    assert [message.id for message in messages() if message.fuzzy] == []
    heading = path("cy", Readers.GROWN_UPS).read_text(encoding="utf-8").partition("\n\n")[0]
    assert "# State: " in heading
    assert "@" not in heading


def test_placeholders_and_tags_are_all_there_and_no_others():
    wrong = []
    for message in messages():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        expected = {tuple(sorted(PLACE.findall(one))) for one in ids}
        wrong += [one for one in forms(message) if one and tuple(sorted(PLACE.findall(one))) not in expected]
    assert wrong == []


def test_numbers_have_the_six_forms_of_welsh():
    for readers in Readers:
        chosen = c2py(catalogue(readers).plural_expr)
        assert [chosen(number) for number in (0, 1, 2, 3, 6, 4, 7, 11, 1234)] == [0, 1, 2, 3, 4, 5, 5, 5, 5]
    counted = [message for message in messages() if isinstance(message.id, tuple)]
    assert {len(forms(message)) for message in counted} == {FORMS}
    assert [message.id for message in counted if 0 < sum(map(bool, forms(message))) < FORMS] == []


def test_everything_a_panel_reads_is_in_welsh():
    english = []
    for message in filter(of_panel, messages()):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if LETTERS.search(plain(ids[0])):
            english += [message.id for one in forms(message) if not one or one in ids]
    assert english == []


def test_a_panel_reads_much():
    assert sum(map(of_panel, messages())) > 600
