"""An exact sum takes no joined counts apart: a mean is shown only where every joined count stays open at both ends."""

from itertools import product

import pytest

from surveyapp.disclosure.means import Part, leaves_open
from surveyapp.disclosure.policy import STANDARD


def test_a_mean_beside_one_joined_count_is_refused_where_it_tells_its_parts():
    """Of 9 who chose 0 or 1 the sum would say that one chose 0: every other answer is known."""
    known = [Part(0, 1, 9), Part(5, 5, 30), Part(9, 9, 20)]
    assert not leaves_open(8 + 150 + 180, known, STANDARD)
    assert not leaves_open(1 + 150 + 180, known, STANDARD)


def test_two_joined_counts_hide_each_other():
    known = [Part(0, 2, 20), Part(5, 7, 30), Part(9, 9, 20)]
    assert leaves_open(20 + 180 + 180, known, STANDARD)


def test_a_mean_near_the_end_of_the_scale_is_refused():
    assert not leaves_open(10 * 60 - 4, [Part(0, 10, 60)], STANDARD)
    assert leaves_open(10 * 60 - 40, [Part(0, 10, 60)], STANDARD)


def test_counts_of_single_answers_have_nothing_to_give_away():
    assert leaves_open(4 * 10 + 8 * 30, [Part(4, 4, 10), Part(8, 8, 30)], STANDARD)


@pytest.mark.parametrize("total", range(0, 31))
def test_what_is_shown_leaves_five_ways_by_listing_all(total):
    """Two counts of ten: answers 0 or 1, and 0 to 2. Every split that makes the sum is listed."""
    known = [Part(0, 1, 10), Part(0, 2, 10)]
    ways = [(one, other) for one, other in product(range(11), range(21)) if one + other == total]
    if leaves_open(total, known, STANDARD):
        assert max(one for one, _ in ways) >= 5
        assert min(one for one, _ in ways) <= 5
        assert max(other for _, other in ways) >= 5
        assert min(other for _, other in ways) <= 15
