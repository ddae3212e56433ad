"""What a group's figure tells beside the total, in bits."""

from math import comb, log2

import pytest

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.information import left_open, told
from surveyapp.disclosure.policy import STANDARD


@pytest.mark.parametrize("positive", [9, 32, 55])
@pytest.mark.parametrize("size", [12, 30, 64])
def test_the_chances_of_all_that_could_be_shown_of_a_group_add_up_to_one(positive, size):
    total = code(positive, 64, STANDARD)
    shown = {code(count, size, STANDARD) for count in range(size + 1)}
    possible = [one for one in shown if one.high >= size - 64 + positive and one.low <= positive]
    assert sum(2 ** -told(one, total) for one in possible) == pytest.approx(1)


def test_what_the_total_makes_certain_tells_nothing():
    assert told(code(52, 64, STANDARD), code(52, 64, STANDARD)) == pytest.approx(0)
    assert told(code(2, 30, STANDARD), code(3, 60, STANDARD)) == pytest.approx(0)
    assert told(code(29, 30, STANDARD), code(58, 60, STANDARD)) == pytest.approx(0)


def test_a_total_leaves_open_who_gave_the_rarer_answer():
    assert left_open(code(52, 64, STANDARD)) == pytest.approx(log2(comb(64, 12)))


def test_a_surprising_count_tells_more_than_an_expected_one():
    """Of 64 answers 12 not positive: 8 of 42 are expected among the fostered, and 0 to 4 hardly ever are so few."""
    total = code(52, 64, STANDARD)
    assert told(code(34, 42, STANDARD), total) == pytest.approx(1.9, abs=0.1)
    assert told(code(39, 42, STANDARD), total) == pytest.approx(6.3, abs=0.1)
