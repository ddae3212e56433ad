"""Labels: what may be said, and that it holds whatever the hidden counts are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Interval
from surveyapp.analysis.verdicts import Evidence, Verdict, verdict


def exactly(positive, base):
    return Bounded(positive, positive, base)


RISE = Evidence(exactly(85, 97), exactly(60, 95), q=0.001, standardised=(Interval(0.2, 0.2),))
FALL = Evidence(exactly(60, 95), exactly(85, 97), q=0.001, standardised=(Interval(-0.2, -0.2),))


def test_the_worked_case_is_no_clear_change():
    found = Evidence(exactly(68, 97), exactly(55, 95), q=0.078, standardised=(Interval(0.13, 0.13),))
    assert verdict(found) == Verdict.NO_CLEAR_CHANGE


def test_a_change_that_passes_everything_is_clear():
    assert verdict(RISE) == Verdict.CLEARLY_BETTER
    assert verdict(FALL) == Verdict.CLEARLY_WORSE


@pytest.mark.parametrize("lacking", [{"q": 0.051}, {"standardised": ()}, {"standardised": (Interval(-0.1, 0.3),)}])
def test_without_all_three_a_change_is_only_possible(lacking):
    assert verdict(replace(RISE, **lacking)) == Verdict.POSSIBLY_BETTER


def test_for_the_worse_without_all_three_it_is_only_possible_too():
    assert verdict(replace(FALL, q=0.051)) == Verdict.POSSIBLY_WORSE
    assert verdict(replace(FALL, standardised=(Interval(-0.3, 0.1),))) == Verdict.POSSIBLY_WORSE


@pytest.mark.parametrize("standardised", [(0.05, 0.05), (-0.2, -0.2), (0.0, 0.0)])
def test_a_change_that_the_mix_of_children_explains_is_not_called_better(standardised):
    assert verdict(replace(RISE, standardised=(Interval(*standardised),))) == Verdict.MIX_DIFFERS
    assert verdict(replace(RISE, standardised=(Interval(0.2, 0.2), Interval(*standardised)))) == Verdict.MIX_DIFFERS


def test_a_fall_that_standardising_turns_is_owed_to_the_mix():
    assert verdict(replace(FALL, standardised=(Interval(0.2, 0.2),))) == Verdict.MIX_DIFFERS


def test_half_the_size_is_enough_to_remain():
    half = (85 / 97 - 60 / 95) / 2
    assert verdict(replace(RISE, standardised=(Interval(half + 1e-9, half + 1e-9),))) == Verdict.CLEARLY_BETTER
    assert verdict(replace(RISE, standardised=(Interval(half - 1e-9, half - 1e-9),))) == Verdict.MIX_DIFFERS


@pytest.mark.parametrize("few", [{"now": None}, {"then": None}, {"now": exactly(9, 19)}, {"then": exactly(9, 19)}])
def test_protected_waves_and_waves_under_twenty_are_too_few(few):
    assert verdict(replace(RISE, **few)) == Verdict.TOO_FEW


def test_a_changed_question_comes_before_everything():
    assert verdict(replace(RISE, now=None, comparable=False)) == Verdict.NOT_COMPARABLE


def test_nearly_all_in_both_waves_is_no_comparison():
    both = Evidence(Bounded(93, 97, 97), Bounded(91, 95, 95))
    assert verdict(both) == Verdict.NEARLY_ALL
    assert verdict(replace(both, then=exactly(90, 95))) == Verdict.NO_CLEAR_CHANGE


def test_large_waves_that_agree_are_about_the_same():
    assert verdict(Evidence(exactly(700, 1000), exactly(705, 1000))) == Verdict.ABOUT_THE_SAME
    assert verdict(Evidence(exactly(70, 100), exactly(70, 100))) == Verdict.NO_CLEAR_CHANGE


def test_a_flag_needs_every_hidden_value_to_agree():
    sure = Evidence(exactly(30, 97), Bounded(0, 4, 95), q=0.001)
    unsure = Evidence(exactly(14, 97), Bounded(0, 4, 95), q=0.001)
    assert verdict(sure) == Verdict.POSSIBLY_BETTER
    assert verdict(replace(unsure, then=exactly(0, 95))) == Verdict.POSSIBLY_BETTER
    assert verdict(unsure) == Verdict.NO_CLEAR_CHANGE


FIRM = {Verdict.CLEARLY_BETTER, Verdict.CLEARLY_WORSE, Verdict.POSSIBLY_BETTER, Verdict.POSSIBLY_WORSE,
        Verdict.ABOUT_THE_SAME}  # fmt: skip


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_firm_label_of_bounds_is_the_label_of_every_value_inside(data):
    counts = []
    for _ in range(2):
        base = data.draw(st.integers(20, 90))
        low = data.draw(st.integers(0, base - 4))
        counts.append(Bounded(low, low + data.draw(st.integers(0, 4)), base))
    found = verdict(Evidence(*counts))
    if found in FIRM:
        for now in counts[0]:
            for then in counts[1]:
                inside = Evidence(exactly(now.positive, now.base), exactly(then.positive, then.base))
                assert verdict(inside) in (found, Verdict.NEARLY_ALL)
