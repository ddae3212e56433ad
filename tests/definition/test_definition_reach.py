"""Conditions that cannot hold, and items that no path reaches."""

from __future__ import annotations

from itertools import product

import pytest
from builders.definition import instrument, item, page
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.definition import reach
from surveyapp.definition.expressions import And, Answered, Comparison, Not, OneOf, Or, Sign, Skipped, parse
from surveyapp.definition.model import Instrument, Missing
from surveyapp.definition.paths import asked_pages
from surveyapp.definition.reach import TooTangled, outcomes, reachable

YES_NO = ("yes", "no")
VALUES = (*YES_NO, Missing.SKIPPED, Missing.RATHER_NOT_SAY)


def survey(*conditions: str) -> Instrument:
    """Items a, b, c, …, each with its condition."""
    items = [item(name, "choice", *YES_NO) for name in "abc"]
    last = [item(f"z{place}", "choice", *YES_NO, show_if=text) for place, text in enumerate(conditions)]
    return instrument(*items, *last)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("a = yes", {True, False}),
        ("a = yes and a = no", {False}),
        ("a = yes and not (a = yes)", {False}),
        ("a was skipped and a was answered", {False}),
        ("a != yes and a != no", {False}),
        ("a is not one of [yes, no]", {False}),
        ("a = yes or not (a = yes)", {True}),
        ("a = yes and b = no", {True, False}),
    ],
)
def test_a_condition_comes_to_what_it_can(text: str, possible: set[bool]) -> None:
    assert outcomes(parse(text), survey()) == possible


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("n > 3 and n < 4", {False}),
        ("n > 3 and n <= 4", {True, False}),
        ("n < 2", {False}),
        ("n >= 2 or not (n was answered)", {True}),
        ("l > 8 and l < 10", {True, False}),
        ("l > 9 and l < 10", {False}),
        ("s = x and s = y", {True, False}),
        ("s = none and s = x", {False}),
    ],
)
def test_numbers_ladders_and_several_answers_are_told_apart(text: str, possible: set[bool]) -> None:
    rungs = tuple(map(str, range(11)))
    every = instrument(
        item("n", "number", smallest=2), item("l", "choice", *rungs), item("s", "several", "x", "y", "z")
    )
    assert outcomes(parse(text), every) == possible


def test_an_item_is_out_of_reach_when_what_it_needs_is_not_asked() -> None:
    every = survey("a = yes", "z0 = yes and a = no", "z0 was skipped", "z1 = yes or b = no")
    reached = {one.id: reachable(every, one, one.items[0]) for one in every.pages}
    assert reached == {"a": True, "b": True, "c": True, "z0": True, "z1": False, "z2": True, "z3": True}


def test_the_condition_of_a_page_and_of_an_item_on_it_hold_together() -> None:
    inner = item("z", "choice", *YES_NO, show_if="a = no")
    every = instrument(item("a", "choice", *YES_NO), page(inner, show_if="a = yes"))
    assert not reachable(every, every.pages[1], inner)


def test_a_condition_on_too_many_answers_is_called_so(monkeypatch) -> None:
    monkeypatch.setattr(reach, "MOST_TRIALS", 10)
    with pytest.raises(TooTangled):
        outcomes(parse("a = yes and b = yes"), survey())


TESTS = st.one_of(
    st.builds(
        Comparison, st.sampled_from("abc"), st.sampled_from([Sign.EQUAL, Sign.DIFFERENT]), st.sampled_from(YES_NO)
    ),
    st.builds(Skipped, st.sampled_from("abc")),
    st.builds(Answered, st.sampled_from("abc")),
    st.builds(OneOf, st.sampled_from("abc"), st.just(YES_NO)),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda part: (
        st.builds(Not, part)
        | st.builds(lambda x, y: And((x, y)), part, part)
        | st.builds(lambda x, y: Or((x, y)), part, part)
    ),
    max_leaves=4,
)


@settings(max_examples=40)
@given(CONDITIONS, CONDITIONS)
def test_reach_agrees_with_trying_every_answer(first, second) -> None:
    middle = item("m", "choice", *YES_NO, show_if=first)
    last = item("z", "choice", *YES_NO, show_if=And((second, Or((Skipped("m"), Answered("m"))))))
    every = instrument(*(item(name, "choice", *YES_NO) for name in "abc"), middle, last)
    trials = (
        dict(zip("abcm", answers, strict=True)) for answers in product(VALUES, VALUES, VALUES, (VALUES[0], VALUES[2]))
    )
    tried = any("z" in {one.id for one in asked_pages(every, answers)} for answers in trials)
    assert reachable(every, every.pages[-1], last) is tried
