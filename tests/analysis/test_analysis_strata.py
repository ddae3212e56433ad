"""Within strata: Mantel and Haenszel's difference, sound where strata are sparse, and years that overlap."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.analysis.changes import miettinen_nurminen, variance_of_overlap
from surveyapp.analysis.mantel_haenszel import risk_difference, score_interval, score_statistic
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.standardisation import kitagawa


@st.composite
def strata(draw):
    sizes = st.integers(1, 30)

    def one():
        base = draw(sizes)
        return Proportion(draw(st.integers(0, base)), base)

    return [(one(), one()) for _ in range(draw(st.integers(1, 5)))]


@given(strata())
@settings(deadline=None, max_examples=50)
def test_one_stratum_is_miettinen_and_nurminens_interval(given_strata):
    now, then = given_strata[0]
    found, oracle = score_interval([(now, then)]), miettinen_nurminen(now, then)
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


@given(strata())
@settings(deadline=None, max_examples=50)
def test_the_interval_holds_the_difference_and_turns_with_the_waves(given_strata):
    found = score_interval(given_strata)
    turned = score_interval([(then, now) for now, then in given_strata])
    assert -1 <= found.low <= risk_difference(given_strata) + 1e-9
    assert risk_difference(given_strata) - 1e-9 <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((-turned.high, -turned.low), abs=1e-6)


def test_a_mix_of_its_own_alone_is_no_difference_within_strata():
    mixed = [(Proportion(18, 20), Proportion(72, 80)), (Proportion(40, 80), Proportion(10, 20))]
    assert risk_difference(mixed) == pytest.approx(0)
    assert score_statistic(mixed) == pytest.approx(0)
    split = kitagawa(mixed)
    assert split.rate == pytest.approx(0)
    assert split.mix == pytest.approx(58 / 100 - 82 / 100)


def test_strata_of_which_nobody_differs_stay_finite():
    same = [(Proportion(3, 3), Proportion(2, 2)), (Proportion(1, 1), Proportion(4, 4))]
    assert score_statistic(same) == 0
    assert score_interval(same).low < 0 <= score_interval(same).high
    assert score_interval([(Proportion(2, 2), Proportion(0, 2))]).high == 1


@given(st.integers(0, 50), st.floats(0, 1))
def test_taking_overlapping_years_as_independent_is_never_too_bold(both, alike):
    assert variance_of_overlap(Proportion(68, 97), Proportion(55, 95), both=both, alike=alike) <= 1
