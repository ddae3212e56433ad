"""Methods that are read in three minutes, and a glossary in the council's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.dashboards.pages import glossary
from surveyapp.definition.readability import reading_age, words_in
from surveyapp.releases.model import OwnWord
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
MOST_WORDS = 700
OLDEST_READER = 12


def sentences(page: Page) -> list[str]:
    """The sentences of a page's story and margin."""
    main = page.all("main")[0]
    return [words(one) for one in main.iter() if one.tag in ("p", "li", "dd", "h1", "h2", "dt")]


@pytest.mark.parametrize("address", ["methods/", "glossary/"])
def test_it_is_read_in_three_minutes_at_the_age_of_twelve(panel: Pages, published: Published, address: str):
    told = sentences(panel.get(HOME + address))
    assert 200 < sum(len(words_in(one)) for one in told) <= MOST_WORDS
    assert reading_age(told) <= OLDEST_READER


def test_methods_lead_to_the_glossary(panel: Pages, published: Published):
    assert HOME + "glossary/" in panel.get(HOME + "methods/").links()
    page = panel.get(HOME + "glossary/")
    assert page.all("div", id="no-clear-change")
    assert "Children in care" in page.text
    assert "Care leavers" in page.text


def own(app: Flask, pages: Pages, *told: tuple[str, str, str]) -> Pages:
    """A reader of a council with words of its own."""
    publish(app, replace(release(), words=tuple(OwnWord(*one) for one in told)))
    return pages.signed_in(Role.VIEWER, authority="harbour")


def test_a_council_says_it_in_its_own_words(app: Flask, pages: Pages):
    panel = own(app, pages, ("in_care", "en", "looked after"), ("leavers", "en", "young people moving on"))
    page = panel.get(HOME + "glossary/")
    assert "Children looked after" in page.text
    assert "Young people moving on" in page.text
    assert "children and young people looked after, and young people moving on" in panel.get(HOME + "methods/").text
    assert "No longer looked after here" in panel.get(HOME + "response/").text
    for address in ("methods/", "response/"):
        assert "in care" not in panel.get(HOME + address).text


def test_a_word_of_another_language_is_not_mixed_in(app: Flask, pages: Pages):
    panel = own(app, pages, ("in_care", "cy", "sy'n derbyn gofal"))
    assert "Children in care" in panel.get(HOME + "glossary/").text
    assert "derbyn" not in panel.get(HOME + "glossary/").text


def test_a_hostile_word_stays_a_word(app: Flask, pages: Pages):
    panel = own(app, pages, ("in_care", "en", "<b>%(x)s</b> %"))
    assert "<b>%(x)s</b> %" in panel.get(HOME + "glossary/").text


def test_every_word_has_an_anchor_of_its_own(published: Published):
    meanings = [one for _title, part in glossary.compose(published.release).parts for one in part]
    assert len({one[0] for one in meanings}) == len(meanings) > 15
