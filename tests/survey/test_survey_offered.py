"""A child is offered the languages that somebody has reviewed; a draft in a trial alone, and there it says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import child, talk, tongue
from builders.child import Fieldwork, fieldwork, let_in, onward
from builders.tongue import CODE
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues, reviews

DRAFT = "Nobody has checked this translation yet."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, app: Flask) -> Iterator[Path]:
    """Where catalogues lie in this test; no made-up languages."""
    app.config["PSEUDO_LOCALES"] = False
    real = catalogues.FOLDER
    tongue.use(tmp_path)
    yield tmp_path
    tongue.use(real)


@pytest.fixture
def two(app: Flask) -> tuple[Instrument, Instrument]:
    """What the youngest and the middle ones are asked."""
    known = app.extensions["catalogue"]
    return known.version("4-7", "2024"), known.version("8-11", "2024")


def offered(page: Page) -> list[str]:
    return [one.get("value", "") for one in page.all("button", name="lang")]


def take(made: Fieldwork, asked: Instrument, language: str) -> str:
    return f"/s/take/{made.wave}/{asked.survey}/{asked.fingerprint}/{language}"


def test_a_draft_is_offered_where_answers_count_to_nobody(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    made = fieldwork(app)
    assert offered(pages.get(f"/s/?lang={CODE}")) == []
    assert pages.get("/s/", headers={"Accept-Language": CODE}).root.get("lang") == "en"
    assert offered(let_in(pages, made.cards["4-7"][0], lang=CODE)) == []
    pages.get(take(made, two[0], CODE), 404)


def test_a_draft_is_offered_in_a_trial_and_says_so(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    made = fieldwork(app, trial=True)
    first = pages.get("/s/", headers={"Accept-Language": CODE})
    assert (first.root.get("lang"), offered(first)) == ("en", ["en", CODE])
    for page in (pages.get(f"/s/?lang={CODE}"), let_in(pages, made.cards["4-7"][0], lang=CODE)):
        assert page.root.get("lang") == CODE
        assert page.h1.startswith("«")
        assert DRAFT in page.text
    whole = app.test_client().get(take(made, two[0], CODE)).text
    both = f'data-unchecked lang="{CODE}" dir="ltr">«{DRAFT}» <span lang="en" dir="ltr">({DRAFT})</span></p>'
    assert both in whole  # scripts hide .private in some bands


def test_under_a_language_that_is_checked_a_draft_says_so_too(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    made = fieldwork(app, trial=True)
    for page in (pages.get(f"/s/?lang=en&also={CODE}"), pages.get(f"/s/help?lang={CODE}&also=en")):
        [note] = page.all("p", **{"data-unchecked": ""})
        assert (note.get("lang"), words(note)) == (CODE, f"«{DRAFT}» ({DRAFT})")
    code = made.cards["4-7"][0]
    assert DRAFT in pages.submit(pages.get(f"/s/?lang=en&also={CODE}"), action="/s/", code=code, go="next").text


def test_whoever_reads_a_draft_asks_for_help_in_it(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    made = fieldwork(app, trial=True)
    talk.ready(app)
    help_page = pages.submit(let_in(pages, made.cards["8-11"][0], lang=CODE), go="help")
    scripts = [script.get("src", "") for one in (help_page, pages.get("/s/help")) for script in one.all("script")]
    assert len([src for src in scripts if "helping.js" in src]) == 1, "before a code alone buttons are the script's"
    [address] = [one for one in help_page.links() if one.startswith("/s/talk/")]
    form = pages.get(address)
    told = pages.submit(form, go="send", called="Robin", reach="here")
    for page in (form, told):
        assert page.root.get("lang") == CODE
        assert page.h1.startswith("«")
        assert f"«{DRAFT}»" in page.text
        assert not page.all("button", name="also")
    assert offered(form) == offered(pages.submit(form, lang="en")) == ["en", CODE]


def test_where_no_trial_asks_in_a_draft_help_says_in_it_that_it_is_not_there(
    app: Flask, pages: Pages, two: tuple[Instrument, ...]
):
    tongue.write(tongue.contexts(*two))
    fieldwork(app)
    talk.ready(app)
    page = pages.get(f"/s/talk/council?lang={CODE}")
    assert (page.root.get("lang"), offered(page)) == ("en", [])
    [said] = page.all("p", lang=CODE)
    assert words(said) == "«These questions are not in this language yet.»"
    assert "0800 1111" in page.text
    assert not pages.get("/s/talk/council?lang=xx").all("p", lang="xx")


def test_a_reviewed_language_is_offered_until_a_sentence_changes(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    tongue.review(reviews.pages_of(CODE), *map(reviews.part_of, two))
    made = fieldwork(app)
    page = let_in(pages, made.cards["4-7"][0], lang=CODE)
    assert (page.root.get("lang"), offered(page)) == (CODE, ["en", CODE])
    assert DRAFT not in page.text
    assert pages.get("/s/", headers={"Accept-Language": CODE}).root.get("lang") == CODE
    tongue.write(tongue.contexts(*two), other=[next(iter(reviews.pages_of(CODE).keys))])
    assert offered(pages.get("/s/")) == []
    assert onward(pages, page).root.get("lang") == "en"


def test_a_survey_that_lacks_the_chosen_language_says_so_in_it_and_goes_on_in_another(
    app: Flask, pages: Pages, two: tuple[Instrument, ...]
):
    youngest, middle = two
    tongue.write(tongue.contexts(youngest))
    tongue.review(reviews.pages_of(CODE), reviews.part_of(youngest))
    made = fieldwork(app)
    assert offered(pages.get("/s/")) == ["en", CODE]
    page = let_in(pages, made.cards["8-11"][0], lang=CODE)
    assert (page.root.get("lang"), page.h1) == (CODE, "«These questions are not in this language yet.»")
    assert offered(page) == ["en"]
    state = page.all("input", name="state")[0].get("value")
    onwards = pages.post("/s/", {"state": state, "lang": ["en", CODE]})
    assert (onwards.root.get("lang"), onwards.h1) == ("en", let_in(pages, made.cards["8-11"][1]).h1)
    whole = pages.get(take(made, middle, CODE))
    assert whole.h1 == page.h1
    assert take(made, middle, "en") in whole.links()
    whole_in = app.test_client()
    assert f'<html lang="{CODE}"' in whole_in.get(take(made, youngest, CODE)).text
    assert 'name="lang" value="ga" lang' not in whole_in.get(take(made, middle, "en")).text


def test_which_language_was_read_is_kept_nowhere(app: Flask, pages: Pages, two: tuple[Instrument, ...]):
    tongue.write(tongue.contexts(*two))
    made = fieldwork(app, trial=True)
    for lang, card in ((CODE, 0), ("en", 1)):
        *_, last = child.walk(pages, made.cards["4-7"][card], lang=lang)
        pages.submit(last, go="send")
    one, other = child.in_the_box(made)
    assert one == other
