"""Shares, their intervals, and what the silent could make of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from surveyapp.analysis.proportions import ImpossibleCount, Proportion, tipping_share, wilson, worst_case


@st.composite
def proportions(draw, largest=300):
    base = draw(st.integers(1, largest))
    return Proportion(draw(st.integers(0, base)), base)


@given(proportions(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
@settings(deadline=None)
def test_wilson_is_scipys_wilson(proportion, confidence):
    oracle = binomtest(proportion.positive, proportion.base).proportion_ci(confidence, method="wilson")
    found = wilson(proportion, confidence=confidence)
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=1e-12)


@given(proportions())
@settings(deadline=None)
def test_an_interval_holds_its_share_and_a_wider_one_holds_it(proportion):
    narrow, wide = wilson(proportion, confidence=0.9), wilson(proportion, confidence=0.99)
    assert 0 <= wide.low <= narrow.low <= proportion.share + 1e-12
    assert proportion.share - 1e-12 <= narrow.high <= wide.high <= 1


@given(proportions())
@settings(deadline=None)
def test_counting_the_other_answer_mirrors_the_interval(proportion):
    other = wilson(Proportion(proportion.base - proportion.positive, proportion.base))
    found = wilson(proportion)
    assert (1 - other.high, 1 - other.low) == pytest.approx((found.low, found.high), abs=1e-12)


def test_those_who_did_not_answer_could_move_the_share_this_far():
    found = worst_case(Proportion(68, 97), eligible=176)
    assert (found.low, found.high) == (68 / 176, 147 / 176)


def test_more_answers_than_eligible_is_refused():
    with pytest.raises(ImpossibleCount):
        worst_case(Proportion(5, 10), eligible=9)


def test_the_tipping_share_is_where_the_whole_meets_the_target():
    share = tipping_share(Proportion(68, 97), eligible=176)
    assert 68 + share * 79 == pytest.approx(88)
    assert tipping_share(Proportion(90, 97), eligible=100) is None
    assert tipping_share(Proportion(9, 10), eligible=10) is None


@pytest.mark.parametrize(("positive", "base"), [(-1, 5), (6, 5), (0, 0)])
def test_an_impossible_count_is_refused(positive, base):
    with pytest.raises(ImpossibleCount):
        Proportion(positive, base)
