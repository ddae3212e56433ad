"""A child and an interpreter read every page in two languages at once, and what is answered stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from builders import child
from builders.child import Fieldwork, in_the_box, onward
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.survey.pairing import paired
from surveyapp.translations.languages import language_of

BAND = "8-11"
ARABIC = language_of("ar")
PAGE = '<header class="tools"></header><main>%s</main><p>%s</p>'


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A trial, in which drafts are asked."""
    app.config["PSEUDO_LOCALES"] = False
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].latest(BAND)], trial=True)


def walked(pages: Pages, code: str, query: str) -> Iterator[Page]:
    """Every page from the code to the thanks, with people to talk to on the way."""
    page = pages.submit(pages.get(f"/s/?{query}"), action="/s/", code=code, go="next")
    yield pages.submit(page, go="help")
    while "send" not in child.buttons(page):
        yield page
        page = onward(pages, page)
    yield page
    yield pages.submit(page, go="send")


def said(page: Page) -> list[str]:
    """The texts between the tools and the choice of language, in order."""
    parts = [one for one in page.root.iter() if one.get("class") == "tools" or one.tag == "main"]
    return [text.strip() for part in parts for text in part.itertext() if text.strip()]


def test_every_page_says_all_in_both_languages_and_the_same_is_kept(pages: Pages, made: Fieldwork) -> None:
    ways = zip(made.cards[BAND], ("lang=en", "lang=ar", "lang=en&also=ar"), strict=True)
    english, arabic, both = (list(walked(pages, code, query)) for code, query in ways)
    assert len(english) == len(arabic) == len(both)
    for first, second, page in zip(english, arabic, both, strict=True):
        assert set(said(page)) == {*said(first), *said(second)}
        under = [one for one in page.all("span", lang="ar") if one.get("class") == "also"]
        assert [words(one) for one in under] == [b for a, b in zip(said(first), said(second), strict=True) if a != b]
        assert {one.get("dir") for one in under} == {"rtl"}
        assert page.title == first.title
    boxed = in_the_box(made)
    assert [(one.row, one.comments) for one in boxed] == [(boxed[0].row, boxed[0].comments)] * 3


def test_one_language_is_enough_again(pages: Pages, made: Fieldwork) -> None:
    page = child.let_in(pages, made.cards[BAND][0])
    page = pages.submit(page, also="cy")
    assert page.all("span", class_="also", lang="cy")
    assert pages.submit(page, go="hide").all("span", class_="also", lang="cy")
    assert not pages.submit(page, also="").all("span", class_="also")
    assert not pages.submit(page, lang="cy").all("span", class_="also")
    assert not pages.submit(page, also="xx").all("span", class_="also")


def test_what_is_the_same_or_empty_stands_once_and_a_line_too_many_is_not_lost() -> None:
    own = PAGE % ("<h1>Hello</h1><p>0800 1111</p><p>One</p>", "Below")
    other = PAGE % ("<h1>Marhaba</h1><p>0800 1111</p><p>Wahid</p><p>Ithnan</p>", "Taht")
    made = paired(own, other, ARABIC)
    assert re.findall(r'<span class="also" lang="ar" dir="rtl">(.*?)</span>', made) == ["Marhaba", "Wahid", "Ithnan"]
    assert made.endswith("<p>Below</p>")
    assert re.sub(r" <span.*?</span>", "", made) == own
