"""Raking gives those who answered the make-up that is wanted, within limits, and says what it costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.analysis.weights import HEAVIEST, LIGHTEST, CannotBeRaked, rake, weighted

COUNTS = st.integers(10, 60)
WANTED = st.integers(50, 90)


def _margin(children, weights, place, group):
    return sum(n * weights[kind] for kind, n in children.items() if kind[place] == group)


def test_two_by_two_by_hand():
    """Rows 30 and 70 wanted of 40 and 60, columns as they are: with independent cells each row is scaled."""
    children = {("a", "x"): 20, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 30}
    weights = rake(children, [{"a": 30, "b": 70}, {"x": 50, "y": 50}])
    assert weights == pytest.approx(
        {("a", "x"): 0.75, ("a", "y"): 0.75, ("b", "x"): 70 / 60, ("b", "y"): 70 / 60}, abs=1e-9
    )
    sums = weighted(children, weights)
    assert (sums.n, sums.weights) == (100, pytest.approx(100))
    assert sums.design_effect == pytest.approx((40 * 0.75**2 + 60 * (70 / 60) ** 2) / 100)
    assert sums.effective == pytest.approx(100 / sums.design_effect)


def test_raking_keeps_how_two_margins_go_together():
    """The odds ratio of a fitted 2 x 2 table is the one that was there."""
    children = {("a", "x"): 10, ("a", "y"): 30, ("b", "x"): 40, ("b", "y"): 20}
    weights = rake(children, [{"a": 90, "b": 110}, {"x": 80, "y": 120}])
    fitted = {kind: n * weights[kind] for kind, n in children.items()}

    def odds(table):
        return table["a", "x"] * table["b", "y"] / (table["a", "y"] * table["b", "x"])

    assert odds(fitted) == pytest.approx(odds(children))


@given(st.lists(COUNTS, min_size=4, max_size=4), st.lists(WANTED, min_size=2, max_size=2))
def test_where_no_limit_is_met_every_margin_is_as_wanted(counts, rows):
    children = dict(zip([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], counts, strict=True))
    columns = {"x": sum(rows) * 0.4, "y": sum(rows) * 0.6}
    weights = rake(children, [dict(zip("ab", rows, strict=True)), columns])
    mean = sum(rows) / sum(counts)
    assert all(LIGHTEST * mean <= weight <= HEAVIEST * mean for weight in weights.values())
    if all(LIGHTEST * mean < weight < HEAVIEST * mean for weight in weights.values()):
        assert [_margin(children, weights, 0, group) for group in "ab"] == pytest.approx(rows)
        assert _margin(children, weights, 1, "x") == pytest.approx(columns["x"])


def test_no_child_counts_more_than_three_times_or_less_than_a_third_of_the_mean():
    children = {("a",): 10, ("b",): 90}
    weights = rake(children, [{"a": 90, "b": 10}])
    assert weights["a",] == pytest.approx(HEAVIEST)
    assert weights["b",] == pytest.approx(LIGHTEST)


def test_margins_that_contradict_the_children_are_refused():
    diagonal = {("a", "x"): 10, ("b", "y"): 10}
    with pytest.raises(CannotBeRaked):
        rake(diagonal, [{"a": 10, "b": 10}, {"x": 8, "y": 12}])
    with pytest.raises(CannotBeRaked):
        rake(diagonal, [{"a": 10, "b": 10, "c": 5}])
    with pytest.raises(CannotBeRaked):
        rake(diagonal, [{"a": 10}])


def test_more_than_three_margins_are_refused():
    with pytest.raises(ValueError, match="3"):
        rake({("a",) * 4: 10}, [{"a": 10}] * 4)
