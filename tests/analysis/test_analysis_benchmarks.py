"""Beside a published figure: with its base as two shares, without as a fixed one, and nothing within five points."""

import pytest

from surveyapp.analysis import benchmarks
from surveyapp.analysis.benchmarks import Figure
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import newcombe
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.verdicts import Verdict


def exactly(positive, base):
    return Bounded(positive, positive, base)


def label(ours, figure, q=0.01):
    return benchmarks.compare(ours, figure, q=q)


def test_with_a_base_the_difference_is_newcombes():
    found = benchmarks.difference(exactly(68, 97), Figure(551 / 772, 772), confidence=0.95)
    assert found == newcombe(Proportion(68, 97), Proportion(551, 772))


def test_without_a_base_the_difference_is_from_a_fixed_share():
    found = benchmarks.difference(exactly(68, 97), Figure(0.83), confidence=0.95)
    assert (found.low, found.high) == pytest.approx((0.6037 - 0.83, 0.7831 - 0.83), abs=1e-4)


def test_a_sure_difference_is_clear_only_after_adjustment():
    assert label(exactly(68, 97), Figure(0.83)) is Verdict.CLEARLY_WORSE
    assert label(exactly(68, 97), Figure(0.83), q=0.2) is Verdict.POSSIBLY_WORSE
    assert label(exactly(90, 97), Figure(0.70, 2000)) is Verdict.CLEARLY_BETTER


def test_nothing_is_claimed_within_five_points_of_a_figure_without_base():
    assert label(exactly(9_300, 10_000), Figure(0.89)) is Verdict.ABOUT_THE_SAME
    assert label(exactly(9_300, 10_000), Figure(0.89, 10_000)) is Verdict.CLEARLY_BETTER


def test_under_twenty_is_too_few_and_a_wide_range_is_no_clear_difference():
    assert label(exactly(10, 19), Figure(0.9)) is Verdict.TOO_FEW
    assert label(exactly(68, 97), Figure(0.9, 10)) is Verdict.TOO_FEW
    assert label(exactly(14, 25), Figure(0.65)) is Verdict.NO_CLEAR_CHANGE


def test_a_label_stands_only_if_it_stands_for_every_value_inside():
    assert label(Bounded(93, 97, 97), Figure(0.83)) is Verdict.CLEARLY_BETTER
    assert label(Bounded(93, 97, 97), Figure(0.93)) is Verdict.ABOUT_THE_SAME
    assert benchmarks.difference_p(Bounded(93, 97, 97), Figure(0.97)) == 1.0


def test_a_figure_of_none_or_all_is_compared_too():
    assert benchmarks.against_fixed(Proportion(5, 50), 0.0) == (float("inf"), 0.0)
    assert benchmarks.against_fixed(Proportion(0, 50), 0.0) == (0.0, 1.0)
