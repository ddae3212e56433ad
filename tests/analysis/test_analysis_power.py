"""What waves of a size can show, against counting every pair by hand."""

import pytest
from scipy.stats import binom

from surveyapp.analysis.changes import excludes_no_change
from surveyapp.analysis.power import caught_change, chance_of_flag, edges, smallest_flagged
from surveyapp.analysis.proportions import Proportion


@pytest.mark.parametrize(("now", "then"), [(12, 9), (20, 20), (7, 31), (1, 40), (40, 1)])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_the_edges_are_those_of_the_two_intervals(now, then, confidence):
    found = edges(now, then, confidence)
    for b in range(then + 1):
        flagged = [
            excludes_no_change(Proportion(a, now), Proportion(b, then), confidence=confidence) for a in range(now + 1)
        ]
        assert flagged == [a >= found.rise[b] or a <= found.fall[b] for a in range(now + 1)]


def test_large_waves_are_reckoned_with_as_well():
    rise, fall = smallest_flagged(100_000, Proportion(70_000, 100_000))
    assert 0 < rise < 0.006
    assert -0.006 < fall < 0
    assert 0.009 < chance_of_flag(100_000, 90_000, 0.7) < 0.011


def test_at_97_and_95_answers_and_70_percent_flags_begin_at_16_up_or_19_down():
    rise, fall = smallest_flagged(97, Proportion(66, 95))
    assert (round(100 * rise), round(100 * fall)) == (16, -19)


def test_a_true_change_is_caught_8_times_in_10_only_from_20_up_or_24_down():
    rise, fall = caught_change(97, 95, 0.7)
    assert 19 < 100 * rise <= 20
    assert -25 < 100 * fall <= -24


def test_the_chance_of_catching_is_the_chance_over_all_counts():
    rise, _ = caught_change(30, 25, 0.3)
    caught = sum(
        binom.pmf(a, 30, 0.3 + rise) * binom.pmf(b, 25, 0.3)
        for a in range(31)
        for b in range(26)
        if a / 30 > b / 25 and excludes_no_change(Proportion(a, 30), Proportion(b, 25), confidence=0.99)
    )
    assert caught == pytest.approx(0.8, abs=0.002)


def test_small_waves_can_show_nothing():
    assert smallest_flagged(3, Proportion(2, 3)) == (None, None)
    assert caught_change(3, 3, 0.5) == (None, None)
    assert caught_change(97, 95, 1.0)[0] is None


def test_chance_alone_flags_about_one_in_a_hundred():
    assert 0.002 < chance_of_flag(97, 95, 0.7) < 0.012
    assert chance_of_flag(97, 95, 0.0) == 0
