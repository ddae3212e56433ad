"""A council says in its own words what every council calls differently."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves, words
from surveyapp.fieldwork.errors import AuthorityNotAmong, LanguageUnknown, UnfitWord
from surveyapp.fieldwork.models import AuthorityWord, Term

LONG_OR_MARKED = ({"text": "x" * 81}, {"text": "<b>looked after</b>"}, {"text": "a > b"})


def told(stores: Stores) -> list[tuple[str, str, str]]:
    """The council's own words."""
    with stores.read("fieldwork") as session:
        return [(one.term, one.language, one.text) for one in words.words_of(session, "northvale")]


def test_a_word_is_set_changed_and_given_back(stores: Stores):
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale Council")
        words.set_word(session, "northvale", Term.IN_CARE, "looked after")
        words.set_word(session, "northvale", Term.IN_CARE, "sy'n derbyn gofal", language="cy")
    assert told(stores) == [("in_care", "cy", "sy'n derbyn gofal"), ("in_care", "en", "looked after")]
    with stores.write("fieldwork") as session:
        words.set_word(session, "northvale", Term.IN_CARE, " cared for ")
        words.set_word(session, "northvale", Term.IN_CARE, "", language="cy")
    assert told(stores) == [("in_care", "en", "cared for")]


def test_a_new_title_keeps_the_words(stores: Stores):
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale Council")
        words.set_word(session, "northvale", Term.LEAVERS, "young people leaving care")
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale")
    assert told(stores) == [("leavers", "en", "young people leaving care")]


@pytest.mark.parametrize("wrong", [{"term": "anything"}, {"text": ""}, {"authority": "nowhere"}, *LONG_OR_MARKED])
def test_the_database_refuses_what_is_no_word_of_a_council(stores: Stores, wrong: dict[str, str]):
    right = {"authority": "northvale", "term": "in_care", "language": "en", "text": "looked after"}
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale Council")
    with stores.write("fieldwork") as session:
        session.add(AuthorityWord(**(right | wrong)))
        with pytest.raises((DatabaseError, LookupError)):
            session.flush()
        session.rollback()


@pytest.fixture
def council(stores: Stores) -> Stores:
    """A fieldwork store with one council."""
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale Council")
    return stores


@pytest.mark.parametrize("text", ["looked after", ""])
def test_an_authority_that_is_not_there_is_refused_and_the_known_are_named(council: Stores, text: str):
    with (
        council.write("fieldwork") as session,
        pytest.raises(AuthorityNotAmong, match=r'"nowhere"; known: northvale\.'),
    ):
        words.set_word(session, "nowhere", Term.IN_CARE, text)
    with council.read("fieldwork") as session, pytest.raises(AuthorityNotAmong, match="known: northvale"):
        words.words_of(session, "nowhere")


def test_only_languages_with_a_catalogue_are_taken(council: Stores):
    with council.write("fieldwork") as session, pytest.raises(LanguageUnknown, match="known: cy, en"):
        words.set_word(session, "northvale", Term.IN_CARE, "looked after", language="zz")


@pytest.mark.parametrize(
    "text", ["x" * 81, "<b>looked after</b>", "a > b", "looked\nafter", "looked\x07after", "a\x00b"]
)
def test_what_cannot_stand_on_a_page_is_refused_and_what_was_said_stays(council: Stores, text: str):
    with council.write("fieldwork") as session:
        words.set_word(session, "northvale", Term.IN_CARE, "looked after")
    with council.write("fieldwork") as session, pytest.raises(UnfitWord):
        words.set_word(session, "northvale", Term.IN_CARE, text)
    assert told(council) == [("in_care", "en", "looked after")]


def test_eighty_characters_are_taken(council: Stores):
    with council.write("fieldwork") as session:
        words.set_word(session, "northvale", Term.IN_CARE, "ŵ" * 80)
    assert told(council) == [("in_care", "en", "ŵ" * 80)]
