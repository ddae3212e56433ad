"""A word that a reader remembers leads to where it stands, without JavaScript and in any spelling that is near."""

from __future__ import annotations

import pytest
from builders.release import release
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page, Pages

from surveyapp.dashboards.pages import search
from surveyapp.releases.read import Published

MADE = release()
HOME = "/results/harbour-2026/"
one_database = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def found(words: str) -> list[str]:
    """What is found, by its name."""
    return ["".join(piece.text for piece in hit.title) for hit in search.compose(MADE, words).hits]


def marked(words: str) -> list[str]:
    """The words marked in the first text that matched."""
    hit = search.compose(MADE, words).hits[0]
    return [piece.text for piece in (*hit.title, *hit.matched) if piece.marked]


def test_titles_questions_domains_pages_and_explained_words_are_searched():
    assert "Having a really good friend" in found("friend")
    assert found("mum") == ["Seeing their mother"]
    assert found("Recovery")[0] == "Recovery"
    assert "Who took part" in found("refused")
    assert "Strength" in found("strength")
    assert "Help with homework" in found("homework")


def test_names_come_before_questions_and_both_in_the_order_asked():
    names = found("trust")
    assert names[:2] == ["Trusting the adults at home", "Trusting the social worker"]
    assert names.index("Chances to be trusted") < names.index("An adult who stays")


@pytest.mark.parametrize("words", ["FRIEND", "friends", "  friend  ", "fríend", "good friend", "friend good"])
def test_capitals_accents_endings_and_order_do_not_matter(words):
    assert "Having a really good friend" in found(words)


def test_whole_questions_groups_years_and_words_that_start_alike_are_found():
    assert "Who took part" in found("what is the response rate")
    assert "What changed" in found("getting worse")
    assert "What changed" in found("2024")
    assert "Foster carers" in found("foster carers")
    assert "A children's home" in found("children's home")
    assert found("bullied") == found("bullying")
    assert found("wifi") == found("internet")


def test_every_word_has_to_stand_somewhere():
    assert found("friend zebra") == []
    assert found("safe often") != []


def test_what_matched_is_marked_and_says_whose_question_it_is():
    assert marked("mum") == ["mum"]
    hit = search.compose(MADE, "mum").hits[0]
    assert hit.where == "Question for 8 to 11; 11 to 18"
    assert marked("friends")[0] == "friend"


def test_a_hit_says_what_children_said_and_no_more_than_its_page():
    hit = next(one for one in search.compose(MADE, "safe home").hits if one.subject == "feels_safe_home")
    assert hit.about == "About 9 in 10 (90 of the 97 who answered) gave a positive answer."
    assert search.compose(MADE, "homework").hits[0].about == "No longer asked."


@pytest.mark.parametrize("words", ["", " ", "a", "?!", "zebra"])
def test_nothing_found_says_what_to_try(words):
    told = search.compose(MADE, words)
    assert told.hits == ()
    assert told.tips


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_looked_for(words):
    told = search.compose(MADE, words)
    assert len(told.asked_for) <= search.LONGEST
    for hit in told.hits:
        assert any(piece.marked for piece in (*hit.title, *hit.matched))


@one_database
def test_the_form_stands_on_every_page_and_needs_no_javascript(panel: Pages, published: Published):
    for address in ("", "changes/", "indicators/has_fun/", "search/?q=friend"):
        form = panel.get(HOME + address).all("form", role="search")[0]
        assert form.get("action") == HOME + "search/"
        assert form.get("method", "get") == "get"
    page = panel.get(HOME + "search/?q=friend")
    assert page.h1.endswith("speak of “friend”")
    assert HOME + "indicators/good_friend/" in page.links()
    assert typed(page) == "friend"


def typed(page: Page) -> str | None:
    """What stands in the search box."""
    return page.all("input", type="search")[0].get("value")


@one_database
def test_what_was_typed_comes_back_as_text(panel: Pages, published: Published):
    hostile = '"><script>x</script>'
    page = panel.get(HOME + "search/", query_string={"q": hostile})
    assert typed(page) == hostile
    assert page.h1 == "Nothing found for “" + hostile + "”"


@one_database
def test_a_reader_of_another_language_stays_in_it(panel: Pages, published: Published):
    page = panel.get(HOME + "?lang=en-XA")
    kept = [(one.get("name"), one.get("value")) for one in page.all("input", type="hidden")]
    assert ("lang", "en-XA") in kept
