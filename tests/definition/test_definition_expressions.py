"""Conditions: how they are written, what they mean, and where a text that is none goes wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.expressions import (
    And,
    Answered,
    Comparison,
    Expression,
    ExpressionError,
    NoneOf,
    Not,
    OneOf,
    Or,
    Sign,
    Skipped,
    holds,
    items_of,
    parse,
    written,
)
from surveyapp.definition.model import Missing

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(
    lambda word: word not in {"and", "or", "not", "is", "was", "one", "of", "skipped", "answered"}
)
VALUES = st.one_of(st.from_regex(r"[a-z0-9_][a-z0-9_-]{0,6}", fullmatch=True), st.integers(0, 999_999_999))
LISTS = st.lists(VALUES, min_size=1, max_size=4).map(tuple)
TESTS = st.one_of(
    st.builds(Comparison, IDS, st.sampled_from(Sign), VALUES),
    st.builds(OneOf, IDS, LISTS),
    st.builds(NoneOf, IDS, LISTS),
    st.builds(Skipped, IDS),
    st.builds(Answered, IDS),
)
EXPRESSIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
ANSWERS = st.one_of(
    st.sampled_from(Missing),
    st.sampled_from(["yes", "no", "7"]),
    st.integers(0, 9),
    st.lists(st.sampled_from(["yes", "no"]), unique=True).map(tuple),
)


@given(EXPRESSIONS)
def test_a_written_condition_parses_to_itself(expression: Expression) -> None:
    assert parse(written(expression)) == expression


WORDS = ("a", "7", "and", "or", "not", "is", "was", "one", "of", "skipped", "(", ")", "[", "]", ",", "=", ">=", '"x"')


def outcome_of(text: str) -> Expression | ExpressionError:
    """The condition in this text, or the error that says where it is none."""
    try:
        return parse(text)
    except ExpressionError as error:
        return error


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_text_is_a_condition_or_an_error_with_a_place(text: str) -> None:
    outcome = outcome_of(text)
    if isinstance(outcome, ExpressionError):
        assert 1 <= outcome.position <= len(text) + 1
    else:
        assert parse(written(outcome)) == outcome


@given(st.dictionaries(st.sampled_from("abc"), ANSWERS), st.sampled_from("abc"), st.sampled_from(Missing))
def test_a_comparison_with_a_missing_answer_is_false_whichever_way_round(answers, item, missing) -> None:
    known = {**answers, item: missing}
    tests = (f"{item} = yes", f"{item} != yes", f"{item} is one of [yes]", f"{item} is not one of [yes]", f"{item} < 9")
    assert not any(holds(parse(test), known) for test in tests)


@given(EXPRESSIONS, st.dictionaries(IDS, ANSWERS))
def test_not_turns_every_condition_round(expression: Expression, answers) -> None:
    assert holds(Not(expression), answers) is not holds(expression, answers)


@pytest.mark.parametrize(
    ("text", "answer", "outcome"),
    [
        ("a = yes", "yes", True),
        ("a = yes", "no", False),
        ("a != yes", "no", True),
        ("a is one of [yes, no]", "no", True),
        ("a is not one of [yes, no]", "maybe", True),
        ("a was skipped", Missing.SKIPPED, True),
        ("a was skipped", Missing.RATHER_NOT_SAY, False),
        ("a is skipped", Missing.NOT_ASKED, False),
        ("a is not skipped", Missing.RATHER_NOT_SAY, True),
        ("a was answered", "yes", True),
        ("a was answered", Missing.RATHER_NOT_SAY, False),
        ("a was answered", (), True),
        ("a >= 7", "7", True),
        ("a >= 7", 6, False),
        ("a < 10", "9", True),
        ("a > 3", "always", False),
        ("a = 7", "7", True),
        ("a = 7", 7, True),
        ('a = "7"', 7, True),
        ("a = friends", ("friends", "worker"), True),
        ("a != friends", ("worker",), True),
        ("a = none", (), True),
        ("a is not one of [friends]", (), True),
        ("not (a = yes)", Missing.SKIPPED, True),
    ],
)
def test_a_condition_means_what_the_guide_says(text: str, answer, outcome: bool) -> None:
    assert holds(parse(text), {"a": answer}) is outcome


def test_an_item_without_an_entry_was_not_asked() -> None:
    assert not holds(parse("a = yes or a was skipped or a was answered"), {})


def test_and_binds_closer_than_or_and_not_closest() -> None:
    assert parse("a = x or not b = y and c = z") == Or(
        (
            Comparison("a", Sign.EQUAL, "x"),
            And((Not(Comparison("b", Sign.EQUAL, "y")), Comparison("c", Sign.EQUAL, "z"))),
        )
    )


def test_a_condition_names_the_items_that_decide_it() -> None:
    assert items_of(parse("a = x and (b was skipped or not c > 3)")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("", 1, "the id of an item"),
        ("likes_school", 13, "=, !="),
        ("a == yes", 3, '"=="'),
        ("a = yes AND b = no", 9, '"AND"'),
        ("a = yes b = no", 9, '"and", "or" or the end'),
        ("(a = yes", 9, '")"'),
        ("a is one of always", 13, '"["'),
        ("a is one of [x, ]", 17, "the id of an answer"),
        ("a is always", 6, "skipped, answered or one of"),
        ("a = 'two words'", 5, '"\'"'),
        ("a = 12345678901", 5, "too big"),
        ("__import__('os')", 11, "=, !="),
        ("not " * 30 + "a = x", 85, "deeper"),
        ("a" * 2001, 2000, "longer"),
    ],
)
def test_an_error_says_where_and_what_was_expected(text: str, position: int, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.position == position
    assert said in caught.value.what
    assert caught.value.instead
