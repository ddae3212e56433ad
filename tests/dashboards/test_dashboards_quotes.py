"""Words of children on the panel's pages: with their question and ages, by domain, and never beside a breakdown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from builders import release_words
from builders.release import release as built
from crawl import crawl
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.dashboards import pages as composed
from surveyapp.releases.model import Quote

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOME = "/results/harbour-2026/"


def quoted(page: Page) -> list[str]:
    """The words in the page's block quotations."""
    return [words(one) for one in page.all("blockquote")]


@SQLITE
def test_all_words_stand_on_one_page_by_domain_with_question_and_ages(panel: Pages) -> None:
    page = panel.get(f"{HOME}words/")
    assert page.h1 == "In children's words"
    assert quoted(page) == [one.text for one in release_words.QUOTES]
    assert [one.get("id") for one in page.all("section") if one.get("id")] == ["relationships", "rights", "other"]
    assert "Ages 8 to 11 · What is good in your life now?" in page.text
    assert "Ages 4 to 7; 8 to 11 · What would make your life better?" in page.text


@SQLITE
def test_a_domain_has_a_few_of_its_own_and_its_questions_lead_there(panel: Pages) -> None:
    page = panel.get(f"{HOME}domains/rights/")
    assert quoted(page) == ["Meetings after school, not in lessons."]
    assert f"{HOME}words/#rights" in page.links()
    assert quoted(panel.get(f"{HOME}domains/recovery/")) == []


@SQLITE
def test_no_words_stand_on_a_page_with_a_breakdown(panel: Pages) -> None:
    """Not on an indicator's page, nor beside who took part; the crawler goes wherever links lead."""
    seen = {address for address, page in crawl(panel, HOME, pages_alone=True) if quoted(page)}
    assert seen
    assert all("/words/" in one or "/domains/" in one for one in seen), seen


@SQLITE
def test_the_words_are_found_and_can_be_taken_along(panel: Pages) -> None:
    hit = panel.get(f"{HOME}search/?q=lessons")
    assert "Meetings after school, not in lessons." in hit.text
    assert f"{HOME}words/#rights" in hit.links()
    file = panel.client.get(f"{HOME}charts/words/all/words.csv").text
    rows = list(csv.reader(io.StringIO(file.removeprefix("\ufeff"))))
    assert ["My friends are close by.", "What is good in your life now?", "Ages 11 to 18", "Relationships"] in rows


def test_without_words_the_page_says_so() -> None:
    none = replace(built(), quotes=())
    page = composed.words.compose(none)
    assert (page.parts, page.listings) == ((), ())
    assert page.standfirst == ("No words of children were published with these results.",)


@SQLITE
def test_welsh_pages_show_welsh_where_there_is_some_and_say_the_language_of_what_is_not(
    app: Flask, panel: Pages
) -> None:
    page = panel.get(f"{HOME}words/?lang=cy")
    assert {one.get("lang") for one in page.all("blockquote")} == {"en"}
    with app.test_request_context("/?lang=cy"):
        both = replace(built(), quotes=(Quote("best_thing", ("8-11",), "?", "The dog.", "Y ci.", "rights"),))
        (one,) = composed.words.of_domain(both, "rights")
        assert (one.text, one.language) == ("Y ci.", "cy")
