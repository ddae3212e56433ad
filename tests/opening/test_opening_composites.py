"""Sums of scores are kept of twenty children or more, and no group left out follows from the others."""

from math import fsum

import pytest
from builders import definition as make
from builders.opening import CONTACT, SAFE, bank, children, plan

from surveyapp.opening.contents import sort_out

SCORE = make.score(SAFE, make.score_item(CONTACT, "too_little", "just_right"), name="well")
HIGH, LOW = {SAFE: "always", CONTACT: "just_right"}, {SAFE: "never", CONTACT: "too_little"}


def _wave(*bands):
    usual = bank()
    scored = make.bank(*usual.indicators.values(), breakdowns=usual.breakdowns.values(), scores=(SCORE,))
    return plan(*bands, bank=scored)


def _sums(parts):
    return {(it.bands, it.breakdown, it.value): (it.n, it.total, it.squares) for it in parts.scored}


def test_scores_are_summed_over_all_and_over_large_groups():
    wave = _wave("8-11")
    told = [*children(wave, "8-11", 20, sex="girl", **HIGH), *children(wave, "8-11", 25, sex="boy", **LOW)]
    found = _sums(sort_out(wave, told))
    assert found["8-11", "all", "all"] == (45, 2000, 200_000)
    assert found["8-11", "sex", "girl"] == (20, 2000, 200_000)
    assert found["8-11", "sex", "boy"] == (25, 0, 0)


def test_of_fewer_than_twenty_no_sum_is_kept():
    wave = _wave("8-11")
    assert sort_out(wave, children(wave, "8-11", 19, **HIGH)).scored == ()


def test_a_group_that_would_leave_fewer_than_twenty_is_not_summed():
    wave = _wave("8-11")
    told = [
        *children(wave, "8-11", 30, sex="girl", **HIGH),
        *children(wave, "8-11", 25, sex="boy", **HIGH),
        *children(wave, "8-11", 12, **LOW),
    ]
    found = _sums(sort_out(wave, told))
    assert {value for _, breakdown, value in found if breakdown == "sex"} == {"girl"}
    assert found["8-11", "all", "all"][0] == 67


def test_who_answered_too_little_for_a_score_is_not_in_its_sums():
    wave = _wave("8-11")
    told = [*children(wave, "8-11", 20, **HIGH), *children(wave, "8-11", 15)]
    assert _sums(sort_out(wave, told)) == {
        ("8-11", "all", "all"): (20, 2000, 200_000),
        ("8-11", "sex", "unsaid"): (20, 2000, 200_000),
        ("8-11", "placement", "unsaid"): (20, 2000, 200_000),
    }


def test_bands_of_a_pool_are_summed_together_and_one_by_one_where_all_are_large():
    wave = _wave("8-11", "11-18")
    told = [*children(wave, "8-11", 20, **HIGH), *children(wave, "11-18", 20, **LOW)]
    found = _sums(sort_out(wave, told))
    assert found["8-11+11-18", "all", "all"][0] == 40
    assert found["8-11+11-18", "age_band", "8-11"] == (20, 2000, 200_000)
    fewer = _sums(sort_out(wave, [*told, *children(wave, "11-18", 1, **LOW)][1:]))
    assert not [key for key in fewer if key[1] == "age_band"], "19 of one band"


def test_a_small_band_is_summed_with_its_neighbour_or_not_at_all():
    wave = _wave("4-7", "8-11")
    told = [*children(wave, "4-7", 4, **LOW), *children(wave, "8-11", 30, **HIGH)]
    assert {(bands, n) for (bands, _, _), (n, _, _) in _sums(sort_out(wave, told)).items()} == {("4-7+8-11", 34)}


def test_sums_are_those_of_the_scores():
    wave = _wave("8-11")
    told = [
        *children(wave, "8-11", 10, **{SAFE: "mostly", CONTACT: "just_right"}),
        *children(wave, "8-11", 10, **{SAFE: "sometimes", CONTACT: "too_little"}),
    ]
    n, total, squares = _sums(sort_out(wave, told))["8-11", "all", "all"]
    values = [100 * (2 / 3 + 1) / 2] * 10 + [100 * (1 / 3) / 2] * 10
    assert (n, total, squares) == (20, pytest.approx(fsum(values)), pytest.approx(fsum(it * it for it in values)))
