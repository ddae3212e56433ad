"""How the questions were put and who helped: years compare only where that is alike, or shown not to matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.patterns import differ, matters, most_moved, pattern_p, shift

ALONE, HELPED = {"nobody": 80, "worker": 17}, {"nobody": 50, "worker": 45}
COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 60), min_size=1)
SAME_SHARES = (Bounded(700, 700, 1000), Bounded(710, 710, 1000))


@given(COUNTS, COUNTS)
def test_a_shift_is_a_distance(now, then):
    assert 0 <= shift(now, then) <= 1
    assert shift(now, then) == pytest.approx(shift(then, now))
    assert shift(now, now) == 0
    assert shift({"a": 5}, {"b": 7}) == 1


def test_patterns_differ_by_more_than_ten_points_and_by_more_than_chance():
    assert differ(ALONE, HELPED)
    assert not differ(ALONE, {"nobody": 75, "worker": 20})
    assert not differ({"nobody": 8, "worker": 2}, {"nobody": 6, "worker": 4})
    large = {"nobody": 9_200, "worker": 800}
    assert pattern_p(large, {"nobody": 9_000, "worker": 1_000}) < 0.001
    assert not differ(large, {"nobody": 9_000, "worker": 1_000})


def test_one_way_alone_is_one_pattern():
    assert pattern_p({"nobody": 5}, {"nobody": 50, "worker": 0}) == 1


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=4), st.data())
def test_a_shift_moves_a_share_by_no_more_than_is_said(ways, data):
    """With the shares of the ways fixed, whatever the two patterns are."""
    bases = [(a + 1, b + 1) for a, b in ways]
    positive = [data.draw(st.integers(0, now)) for now, _ in bases]
    shares = [count / now for count, (now, _) in zip(positive, bases, strict=True)]
    now, then = ({str(at): each[wave] for at, each in enumerate(bases)} for wave in (0, 1))
    mean_now, mean_then = (
        sum(pattern[str(at)] * share for at, share in enumerate(shares)) / sum(pattern.values())
        for pattern in (now, then)
    )
    known = [Bounded(count, count, base) for count, (base, _) in zip(positive, bases, strict=True)]
    assert abs(mean_now - mean_then) <= most_moved(shift(now, then), known) + 1e-9


def test_a_declared_check_shows_that_it_hardly_matters():
    assert matters(ALONE, HELPED, [])
    assert matters(ALONE, HELPED, [(Bounded(60, 60, 80), Bounded(8, 8, 17))])
    assert not matters(ALONE, HELPED, [SAME_SHARES])
    assert not matters(ALONE, HELPED, [(Bounded(60, 60, 80), Bounded(8, 8, 17)), SAME_SHARES])
    assert not matters(ALONE, ALONE, [])


def test_a_way_of_which_nothing_is_known_proves_nothing():
    assert most_moved(0.2, [Bounded(60, 60, 80)]) == 1
