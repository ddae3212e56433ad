"""Which pages a child meets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from builders.definition import instrument, item, page
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.model import Missing
from surveyapp.definition.paths import UnknownPage, asked_pages, complete, following, preceding

SURVEY = instrument(
    item("agree", "assent"),
    item("a", "choice", "yes", "no"),
    item("b", "choice", "yes", "no", show_if="a = yes"),
    page(item("c", "choice", "yes", "no"), item("d", "choice", "yes", "no", show_if="b = yes"), name="both"),
    page(item("e", "choice", "yes", "no"), show_if="b was skipped or c = no"),
    item("f", "long_text"),
)
ANSWERS = st.dictionaries(
    st.sampled_from(["agree", "a", "b", "c", "d", "e", "f"]), st.sampled_from(["yes", "no"]) | st.sampled_from(Missing)
)


def ids(pages) -> list[str]:
    return [one.id for one in pages]


@given(ANSWERS)
def test_every_path_ends_meets_each_page_at_most_once_and_in_order(answers) -> None:
    order = ids(SURVEY.pages)
    pages = ids(asked_pages(SURVEY, answers))
    assert pages == sorted(set(pages), key=order.index)
    walked, at = [], pages[0]
    while at:
        walked.append(at)
        after = following(SURVEY, at, answers)
        at = after.id if after else ""
    assert walked == pages


@given(ANSWERS)
def test_back_undoes_next(answers) -> None:
    pages = ids(asked_pages(SURVEY, answers))
    for before, after in pairwise(pages):
        found = preceding(SURVEY, after, answers)
        assert found is not None
        assert found.id == before
    assert preceding(SURVEY, pages[0], answers) is None


@given(ANSWERS)
def test_complete_answers_every_counted_item_and_nothing_else(answers) -> None:
    whole = complete(SURVEY, answers)
    asked = {one.id for one_page in asked_pages(SURVEY, answers) for one in one_page.items}
    assert set(whole) == {one.id for one in SURVEY.items if one.counted}
    assert all(whole[name] is Missing.NOT_ASKED for name in whole if name not in asked)
    assert all(whole[name] == answers.get(name, Missing.SKIPPED) for name in whole if name in asked)
    assert complete(SURVEY, {**whole, "agree": answers.get("agree", Missing.SKIPPED)}) == whole


def test_a_page_is_met_when_its_condition_holds() -> None:
    assert ids(asked_pages(SURVEY, {"a": "yes"})) == ["agree", "a", "b", "both", "e", "f"]
    assert ids(asked_pages(SURVEY, {"a": "yes", "b": "yes", "c": "yes"})) == ["agree", "a", "b", "both", "f"]


def test_a_page_shows_only_the_items_that_are_asked() -> None:
    shown = {one.id: [part.id for part in one.items] for one in asked_pages(SURVEY, {"a": "yes", "b": "yes"})}
    assert shown["both"] == ["c", "d"]
    assert [part.id for part in asked_pages(SURVEY, {"a": "no"})[2].items] == ["c"]


def test_an_answer_left_over_from_a_page_off_the_path_counts_as_not_asked() -> None:
    whole = complete(SURVEY, {"a": "no", "b": "yes", "d": "yes"})
    assert (whole["b"], whole["d"]) == (Missing.NOT_ASKED, Missing.NOT_ASKED)


def test_no_to_the_assent_ends_the_survey_and_a_skipped_assent_does_not() -> None:
    assert ids(asked_pages(SURVEY, {"agree": "no", "a": "yes"})) == ["agree"]
    assert set(complete(SURVEY, {"agree": "no", "a": "yes"}).values()) == {Missing.NOT_ASKED}
    assert following(SURVEY, "agree", {"agree": "no"}) is None
    assert len(asked_pages(SURVEY, {})) > 1


def test_what_comes_after_the_page_reached_was_not_asked() -> None:
    whole = complete(SURVEY, {"a": "yes"}, reached="b")
    assert whole == {
        "a": "yes",
        "b": Missing.SKIPPED,
        "c": Missing.NOT_ASKED,
        "d": Missing.NOT_ASKED,
        "e": Missing.NOT_ASKED,
        "f": Missing.NOT_ASKED,
    }


def test_next_is_found_from_a_page_that_is_not_on_the_path() -> None:
    after, before = following(SURVEY, "b", {"a": "no"}), preceding(SURVEY, "b", {"a": "no"})
    assert after is not None
    assert before is not None
    assert (before.id, after.id) == ("a", "both")


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownPage, match="elsewhere"):
        following(SURVEY, "elsewhere", {})
