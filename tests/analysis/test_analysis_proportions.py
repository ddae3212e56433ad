"""Shares and their intervals, of plain and of weighted answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from surveyapp.analysis.proportions import ImpossibleCount, Proportion, wilson, wilson_weighted


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


@given(st.floats(0, 1), st.floats(1, 400), st.floats(1, 400))
def test_fewer_effective_answers_never_narrow_a_weighted_interval(share, some, others):
    few, many = sorted((some, others))
    wide, narrow = wilson_weighted(share, few), wilson_weighted(share, many)
    assert wide.high - wide.low >= narrow.high - narrow.low - 1e-12


@pytest.mark.parametrize(("share", "effective"), [(-0.1, 5), (1.1, 5), (0.5, 0)])
def test_an_impossible_weighted_share_is_refused(share, effective):
    with pytest.raises(ImpossibleCount):
        wilson_weighted(share, effective)


@pytest.mark.parametrize(("positive", "base"), [(-1, 5), (6, 5), (0, 0)])
def test_an_impossible_count_is_refused(positive, base):
    with pytest.raises(ImpossibleCount):
        Proportion(positive, base)
