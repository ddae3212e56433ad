"""Scores: laws of the arithmetic, and what counts as answered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isclose

import pytest
from builders.definition import bank, instrument, item, score, score_item
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.missing import Answer, Missing
from surveyapp.definition.model import Score
from surveyapp.definition.scores import made_for, score_of, scores_of

OPTIONS = ("always", "mostly", "sometimes", "never", "not_sure")
COUNTED = ("never", "sometimes", "mostly", "always")
NAMES = tuple("abcdefg")
answers = st.sampled_from((*OPTIONS, *Missing))
answer_sheets = st.lists(answers, min_size=2, max_size=7).map(lambda given: dict(zip(NAMES, given, strict=False)))


def asking(names) -> object:
    return instrument(*(item(name, "choice", *OPTIONS) for name in names))


def of(sheet: dict[str, Answer], made: Score | None = None) -> float | None:
    """The score of these answers, in a survey that asks just these items."""
    return score_of(made or score(*sheet), asking(sheet), sheet)


def counted(sheet: dict[str, Answer]) -> dict[str, Answer]:
    return {name: answer for name, answer in sheet.items() if answer in COUNTED}


def turned(made: Score) -> Score:
    return replace(made, items=tuple(replace(part, reversed=not part.reversed) for part in made.items))


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"a": "always", "b": "always"}, 100),
        ({"a": "never", "b": "never"}, 0),
        ({"a": "always", "b": "never"}, 50),
        ({"a": "mostly", "b": "sometimes", "c": "always"}, 100 * 2 / 3),
        ({"a": "always", "b": "not_sure"}, 100),
        ({"a": "always", "b": Missing.NOT_ASKED}, 100),
        ({"a": "always", "b": Missing.SKIPPED, "c": Missing.RATHER_NOT_SAY}, None),
        ({"a": "not_sure", "b": "not_sure"}, None),
        ({"a": Missing.NOT_ASKED, "b": Missing.NOT_ASKED}, None),
    ],
)
def test_a_score_is_the_mean_height_of_the_answers_that_count(sheet, expected) -> None:
    assert of(sheet) == (None if expected is None else pytest.approx(expected))


def test_an_answer_that_is_not_there_was_not_asked() -> None:
    assert score_of(score("a", "b"), asking("ab"), {"a": "always"}) == 100


def test_an_item_with_a_ladder_counts_its_steps() -> None:
    steps = tuple(map(str, range(11)))
    made = score(score_item("a", *steps), score_item("b", *steps, turned=True), low=0.0, high=10.0)
    survey = instrument(item("a", "choice", *steps), item("b", "choice", *steps))
    assert score_of(made, survey, {"a": "7", "b": "2"}) == 7.5


@given(answer_sheets)
def test_a_score_keeps_its_range_and_needs_an_answer(sheet) -> None:
    value = of(sheet, score(*sheet, low=1.0, high=5.0))
    assert value is None or 1 <= value <= 5
    assert value is None or counted(sheet)


@given(answer_sheets)
def test_turning_every_item_round_mirrors_the_score(sheet) -> None:
    there, back = of(sheet), of(sheet, turned(score(*sheet)))
    assert (there is None) == (back is None)
    assert there is None or isclose(there + back, 100)


@given(answer_sheets)
def test_an_item_turned_round_is_the_item_with_its_answers_turned_round(sheet) -> None:
    mirrored = score(*(score_item(name, *COUNTED[::-1]) for name in sheet))
    assert of(sheet, turned(score(*sheet))) == of(sheet, mirrored)


@given(answer_sheets, st.randoms())
def test_the_order_of_the_items_does_not_matter(sheet, chance) -> None:
    names = list(sheet)
    chance.shuffle(names)
    assert of(sheet, score(*names)) == of(sheet)
    assert score_of(score(*sheet), asking(names), sheet) == of(sheet)


@given(answer_sheets, st.sampled_from(NAMES[:2]))
def test_a_higher_answer_never_lowers_the_score(sheet, name) -> None:
    low, high = (of(sheet | {name: answer}) for answer in ("sometimes", "mostly"))
    assert (low is None) == (high is None)
    assert low is None or low < high


@given(answer_sheets, st.fractions(Fraction(1, 100), 1))
def test_the_minimum_is_a_share_of_the_items_that_were_asked(sheet, minimum) -> None:
    asked = [answer for answer in sheet.values() if answer is not Missing.NOT_ASKED]
    enough = bool(counted(sheet)) and len(counted(sheet)) >= minimum * len(asked)
    assert (of(sheet, score(*sheet, minimum_answered=minimum)) is not None) == enough


@given(answer_sheets)
def test_just_the_share_that_was_answered_is_enough_and_more_is_not(sheet) -> None:
    asked = [answer for answer in sheet.values() if answer is not Missing.NOT_ASKED]
    if not counted(sheet):
        return
    share = Fraction(len(counted(sheet)), len(asked))
    assert of(sheet, score(*sheet, minimum_answered=share)) is not None
    assert of(sheet, score(*sheet, minimum_answered=share + Fraction(1, 10**9))) is None


def test_a_survey_that_lacks_an_item_or_is_of_another_band_has_no_such_score() -> None:
    made = score("a", "b", pools=(("11-18",),))
    older = instrument(item("a"), item("b"), name="11-18")
    assert made_for(made, older)
    assert not made_for(made, instrument(item("a"), name="11-18"))
    assert not made_for(made, instrument(item("a"), item("b"), name="8-11"))
    assert score_of(made, instrument(item("a"), name="11-18"), {"a": "always"}) is None
    assert scores_of(bank(scores=[made, score("a", "c", name="other")]), older) == (made,)
