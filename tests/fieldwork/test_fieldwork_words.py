"""A council says in its own words what every council calls differently."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves, words
from surveyapp.fieldwork.models import AuthorityWord, Term


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


@pytest.mark.parametrize("wrong", [{"term": "anything"}, {"text": ""}, {"authority": "nowhere"}])
def test_the_database_refuses_what_is_no_word_of_a_council(stores: Stores, wrong: dict[str, str]):
    right = {"authority": "northvale", "term": "in_care", "language": "en", "text": "looked after"}
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale Council")
    with stores.write("fieldwork") as session:
        session.add(AuthorityWord(**(right | wrong)))
        with pytest.raises((DatabaseError, LookupError)):
            session.flush()
        session.rollback()
