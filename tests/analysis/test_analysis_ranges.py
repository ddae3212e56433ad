"""Checks of counts of which only bounds are known: as exact as the counts are, and never narrower than one inside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.analysis.bounds import Bounded, score_difference_interval
from surveyapp.analysis.changes import miettinen_nurminen
from surveyapp.analysis.mantel_haenszel import risk_difference, risk_difference_range, score_interval
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.scales import Bar, Summary, largest_variance, share_between, welch, welch_of_summaries
from surveyapp.analysis.standardisation import kitagawa, kitagawa_range

NEAR = 1e-9


def exact(positive, base):
    return Bounded(positive, positive, base)


@st.composite
def bounded(draw):
    base = draw(st.integers(5, 40))
    low = draw(st.integers(0, base))
    return Bounded(low, min(base, low + draw(st.integers(0, 4))), base)


STRATA = st.lists(st.tuples(bounded(), bounded()), min_size=2, max_size=3)


def ends(strata):
    for now_end, then_end in (("low", "low"), ("low", "high"), ("high", "low"), ("high", "high")):
        yield [(Proportion(getattr(now, now_end), now.base), Proportion(getattr(then, then_end), then.base))
               for now, then in strata]  # fmt: skip


def test_exact_counts_split_as_kitagawa_did():
    strata = [(exact(30, 40), exact(20, 50)), (exact(10, 40), exact(5, 20))]
    answers, children = kitagawa_range(strata)
    known = kitagawa([(Proportion(30, 40), Proportion(20, 50)), (Proportion(10, 40), Proportion(5, 20))])
    assert answers.low == pytest.approx(known.rate) == answers.high
    assert children.low == pytest.approx(known.mix) == children.high


@settings(deadline=None, max_examples=40)
@given(STRATA)
def test_no_value_inside_the_bounds_lies_outside_a_range(strata):
    answers, children = kitagawa_range(strata)
    within, limits = risk_difference_range(strata)
    for inside in ends(strata):
        split, found = kitagawa(inside), risk_difference(inside)
        assert answers.low - NEAR <= split.rate <= answers.high + NEAR
        assert children.low - NEAR <= split.mix <= children.high + NEAR
        assert within.low - NEAR <= found <= within.high + NEAR
        own = score_interval(inside)
        assert limits.low <= own.low + 1e-6
        assert own.high <= limits.high + 1e-6


def test_an_exact_change_has_the_interval_of_miettinen_and_nurminen():
    known = miettinen_nurminen(Proportion(68, 97), Proportion(55, 95), confidence=0.99)
    assert score_difference_interval(exact(68, 97), exact(55, 95), confidence=0.99) == known
    wider = score_difference_interval(Bounded(66, 70, 97), exact(55, 95), confidence=0.99)
    assert wider.low < known.low < known.high < wider.high


def test_students_sleep_data_by_their_means_and_variances():
    """R: t.test(extra ~ group, data = sleep), groups turned round."""
    found = welch_of_summaries(Summary(2.33, 10, 4.009), Summary(0.75, 10, 3.200556))
    assert found.t == pytest.approx(1.8608, abs=1e-4)
    assert found.degrees == pytest.approx(17.776, abs=1e-3)
    assert found.p == pytest.approx(0.07939, abs=1e-5)
    assert (found.interval.low, found.interval.high) == pytest.approx((-0.2054832, 3.3654832), abs=1e-5)


ANSWERS = st.lists(st.integers(0, 10), min_size=12, max_size=30)


@given(ANSWERS, ANSWERS)
def test_bars_and_rounded_means_never_make_it_narrower(now, then):
    def told(values):
        mean = sum(values) / len(values)
        bars = [Bar(0, 4, sum(v <= 4 for v in values)), Bar(5, 10, sum(v > 4 for v in values))]
        return Summary(round(mean, 1), len(values), largest_variance(mean, bars) + 1e-9, 0.05)

    if len(set(now)) == 1 or len(set(then)) == 1:
        return
    true, said = welch(now, then), welch_of_summaries(told(now), told(then))
    if true.degrees <= said.degrees:  # fewer degrees widen too; how many there are depends on which wave varies more
        return
    assert said.interval.low <= true.interval.low + NEAR
    assert true.interval.high <= said.interval.high + NEAR


def test_bars_of_one_value_have_the_variance_of_the_answers():
    bars = [Bar(2, 2, 3), Bar(7, 7, 2)]
    assert largest_variance(4.0, bars) == pytest.approx(7.5)


def test_a_bar_across_an_edge_may_be_in_the_band_or_not():
    bars = [Bar(0, 3, 6), Bar(4, 6, 20), Bar(7, 8, 30), Bar(9, 10, 12)]
    assert share_between(bars, (0, 4)) == (6, 26)
    assert share_between(bars, (9, 10)) == (12, 12)
