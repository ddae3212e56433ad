"""The smallest change that is found, against counting every pair of counts by hand and against what releases say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from surveyapp.analysis.changes import excludes_no_change, score_p
from surveyapp.analysis.detectable import Bar, Found, binomial, chance_of_rise, smallest_found
from surveyapp.analysis.power import caught_change, edges
from surveyapp.analysis.proportions import Proportion

POSSIBLE = Bar(0.99)
CLEAR = Bar(0.99, 0.05 / 54)


def found_by_hand(now: int, then: int, true_now: float, true_then: float, bar: Bar) -> float:
    """How often a rise is found: every pair of counts, one by one."""
    return sum(
        binom.pmf(a, now, true_now) * binom.pmf(b, then, true_then)
        for a in range(now + 1)
        for b in range(then + 1)
        if a / now > b / then
        and excludes_no_change(Proportion(a, now), Proportion(b, then), confidence=bar.confidence)
        and score_p(Proportion(a, now), Proportion(b, then)) <= bar.largest_p
    )


@pytest.mark.parametrize(("now", "then", "start"), [(97, 95, 0.7), (30, 25, 0.3), (20, 20, 0.8), (40, 60, 0.9)])
def test_without_other_comparisons_it_is_what_a_release_says_could_be_caught(now, then, start):
    mine = smallest_found(now, then, start, bar=POSSIBLE)
    rise, fall = caught_change(now, then, start)
    assert mine.rise == (pytest.approx(rise, abs=0.0005) if rise else None)
    assert mine.fall == (pytest.approx(-fall, abs=0.0005) if fall else None)


def test_at_97_and_95_answers_the_change_alone_among_54_must_be_larger():
    assert smallest_found(97, 95, 0.7, bar=POSSIBLE).either == pytest.approx(0.24, abs=0.005)
    assert smallest_found(97, 95, 0.7, bar=CLEAR).either == pytest.approx(0.295, abs=0.005)


@pytest.mark.parametrize("bar", [POSSIBLE, CLEAR])
@pytest.mark.parametrize(("now", "then", "start"), [(22, 21, 0.6), (21, 30, 0.25)])
def test_the_change_that_is_named_is_found_4_times_in_5_and_a_smaller_one_less_often(bar, now, then, start):
    rise = smallest_found(now, then, start, bar=bar).rise
    assert rise is None or found_by_hand(now, then, start + rise, start, bar) == pytest.approx(0.8, abs=0.004)
    assert rise is None or found_by_hand(now, then, start + rise - 0.01, start, bar) < 0.8
    assert rise is not None or found_by_hand(now, then, 1.0, start, bar) < 0.8


@pytest.mark.parametrize(("now", "then"), [(12, 9), (7, 31), (20, 20)])
def test_the_walk_finds_the_edges_of_the_two_intervals(now, then):
    rise = edges(now, then, 0.99).rise
    for count in range(then + 1):
        at = [a for a in range(now + 1) if POSSIBLE.passed(Proportion(a, now), Proportion(count, then))]
        assert at == list(range(int(rise[count]), now + 1))


def test_the_chance_of_finding_is_the_chance_over_all_counts():
    assert chance_of_rise(25, 22, 0.9, 0.5, bar=CLEAR) == pytest.approx(
        found_by_hand(25, 22, 0.9, 0.5, CLEAR), abs=1e-9
    )


def test_small_waves_can_find_nothing():
    assert smallest_found(3, 3, 0.5, bar=POSSIBLE) == Found(None, None)
    assert smallest_found(97, 95, 1.0, bar=POSSIBLE).rise is None
    assert Found(0.2, None).either is None


@settings(max_examples=20)
@given(
    st.integers(20, 120), st.integers(20, 120), st.sampled_from([0.5, 0.7, 0.85]), st.sampled_from([POSSIBLE, CLEAR])
)
def test_a_tenth_more_answers_never_find_less_but_for_a_point(now, then, start, bar):
    """Counts are whole, so that one more may move an edge: by under a point, and no page says less than a point."""
    fewer, more = (smallest_found(n, then, start, bar=bar).either for n in (now, now + now // 10 + 1))
    assert fewer is None or (more is not None and more < fewer + 0.01)


@settings(max_examples=20)
@given(st.integers(20, 80), st.sampled_from([0.4, 0.7, 0.9]), st.integers(1, 200), st.integers(1, 200))
def test_more_comparisons_never_find_more(answers, start, some, others):
    one, many = (Bar(0.99, 0.05 / of) for of in sorted((some, others)))
    alone, beside = (smallest_found(answers, answers, start, bar=bar).either for bar in (one, many))
    assert beside is None or (alone is not None and alone <= beside)


@given(st.integers(1, 2000), st.floats(0, 1))
def test_likely_counts_have_all_the_chance_there_is(base, share):
    counts, chances = binomial(base, share)
    assert sum(chances) == pytest.approx(1, abs=1e-9)
    assert 0 <= counts.start < counts.stop <= base + 1
