"""Changes of a proportion: laws, second oracles, and what bounds do to them."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.analysis import changes
from surveyapp.analysis.bounds import (
    Bounded,
    difference_interval,
    difference_range,
    largest_p,
    share_interval,
    surely_changed,
)
from surveyapp.analysis.changes import (
    boschloo_p,
    change_p,
    difference,
    excludes_no_change,
    miettinen_nurminen,
    newcombe,
    score_p,
    smallest_expected,
)
from surveyapp.analysis.proportions import ImpossibleCount, Proportion, wilson

NOW, THEN = Proportion(68, 97), Proportion(55, 95)


@st.composite
def pairs(draw, largest=120):
    bases = draw(st.integers(2, largest)), draw(st.integers(2, largest))
    return tuple(Proportion(draw(st.integers(0, base)), base) for base in bases)


@st.composite
def bounded(draw):
    base = draw(st.integers(10, 60))
    low = draw(st.integers(0, base - 4))
    return Bounded(low, low + draw(st.integers(0, 4)), base)


def test_the_worked_case_is_plus_12_from_minus_1_to_25_and_p_078():
    interval = newcombe(NOW, THEN)
    points = [round(100 * value, 1) for value in (difference(NOW, THEN), interval.low, interval.high)]
    assert points == [12.2, -1.3, 25.2]
    assert round(change_p(NOW, THEN), 3) == 0.078


@given(pairs())
@settings(deadline=None)
def test_the_statistic_at_no_change_reads_the_interval(pair):
    found = miettinen_nurminen(*pair, confidence=0.99)
    if min(abs(found.low), abs(found.high)) > 1e-9:
        both = found.excludes_zero and newcombe(*pair, confidence=0.99).excludes_zero
        assert excludes_no_change(*pair, confidence=0.99) == both


@given(pairs(), st.sampled_from([newcombe, miettinen_nurminen]))
@settings(deadline=None)
def test_an_interval_holds_the_change_and_turns_with_the_waves(pair, method):
    now, then = pair
    found, turned = method(now, then), method(then, now)
    assert -1 <= found.low <= difference(now, then) + 1e-9
    assert difference(now, then) - 1e-9 <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((-turned.high, -turned.low), abs=1e-9)


@given(pairs())
@settings(deadline=None, max_examples=30)
def test_newcombe_is_statsmodels_newcombe(pair):
    now, then = pair
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels and pandas warn of their own insides on import
        from statsmodels.stats.proportion import confint_proportions_2indep
    counts = now.positive, now.base, then.positive, then.base
    oracle = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    found = newcombe(now, then)
    assert (found.low, found.high) == pytest.approx((max(-1, oracle[0]), min(1, oracle[1])), abs=1e-9)


@given(pairs())
@settings(deadline=None)
def test_the_score_test_is_the_uncorrected_chi_squared_test(pair):
    from scipy.stats import chi2_contingency

    now, then = pair
    if now.positive + then.positive in (0, now.base + then.base):
        assert score_p(now, then) == 1
        return
    table = [[now.positive, now.base - now.positive], [then.positive, then.base - then.positive]]
    assert score_p(now, then) == pytest.approx(chi2_contingency(table, correction=False).pvalue, abs=1e-9)


def test_an_exact_test_takes_over_where_an_expected_count_is_small():
    small = Proportion(95, 97), Proportion(88, 95)
    assert smallest_expected(*small) < 5 <= smallest_expected(NOW, THEN)
    assert change_p(*small) == boschloo_p(*small) != score_p(*small)
    assert boschloo_p(Proportion(10, 10), Proportion(12, 12)) == 1


@pytest.mark.parametrize("pair", [(95, 97, 88, 95), (1, 30, 6, 28), (40, 40, 33, 37)])
def test_the_exact_test_of_very_large_waves_is_never_smaller(pair, monkeypatch):
    now, then = Proportion(*pair[:2]), Proportion(*pair[2:])
    exact = boschloo_p.__wrapped__(now, then)
    monkeypatch.setattr(changes, "MOST_TABLES", 0)
    assert exact <= boschloo_p.__wrapped__(now, then) <= 2.5 * exact


@given(bounded(), bounded())
@settings(deadline=None, max_examples=40)
def test_a_statistic_of_bounds_covers_every_value_inside(now, then):
    wide, spread = difference_interval(now, then, confidence=0.95), difference_range(now, then)
    for a in now:
        interval = share_interval(now)
        assert interval.low <= wilson(a).low
        assert wilson(a).high <= interval.high
        for b in then:
            found = newcombe(a, b)
            assert wide.low <= found.low
            assert found.high <= wide.high
            assert spread.low - 1e-12 <= difference(a, b) <= spread.high + 1e-12


@given(bounded(), bounded())
@settings(deadline=None, max_examples=40)
def test_a_change_is_sure_only_if_every_value_says_so(now, then):
    every = [excludes_no_change(a, b, confidence=0.9) for a in now for b in then]
    signs = {difference(a, b) > 0 for a in now for b in then}
    assert surely_changed(now, then, confidence=0.9) == (all(every) and len(signs) == 1)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (Bounded(40, 40, 97), Bounded(0, 4, 95)),
        (Bounded(30, 30, 60), Bounded(52, 56, 56)),
        (Bounded(0, 4, 30), Bounded(16, 20, 20)),
        (Bounded(12, 12, 30), Bounded(0, 4, 25)),
    ],
)
def test_no_value_inside_has_a_larger_p(now, then):
    worst = largest_p(now, then)
    assert all(change_p(a, b) <= worst + 1e-9 for a in now for b in then)


def test_overlapping_bounds_prove_nothing():
    assert largest_p(Bounded(0, 4, 97), Bounded(0, 4, 95)) == 1
    assert largest_p(Bounded(68, 68, 97), Bounded(55, 55, 95)) == change_p(NOW, THEN)


@pytest.mark.parametrize(("low", "high", "base"), [(3, 2, 10), (-1, 2, 10), (2, 11, 10), (0, 0, 0)])
def test_impossible_bounds_are_refused(low, high, base):
    with pytest.raises(ImpossibleCount):
        Bounded(low, high, base)
