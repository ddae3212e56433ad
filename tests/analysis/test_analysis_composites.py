"""Composite scores: alpha with its interval, omega, and nothing below fifty children."""

import numpy as np
import pytest

from surveyapp.analysis.composites import (
    FEWEST,
    Covariances,
    TooFewForReliability,
    alpha,
    even,
    feldt,
    omega,
    reliability,
)


def one_factor(loadings, unique, n=200):
    """Covariances that one factor makes exactly."""
    loadings = np.array(loadings)
    matrix = np.outer(loadings, loadings) + np.diag(unique)
    return Covariances(n, tuple(tuple(map(float, row)) for row in matrix))


def answers(children, items=4, seed=7):
    made = np.random.default_rng(seed)
    level = made.normal(size=(children, 1))
    return (level + made.normal(size=(children, items))).round().tolist()


def test_fewer_than_fifty_children_tell_no_reliability():
    with pytest.raises(TooFewForReliability):
        reliability(answers(FEWEST - 1))
    assert reliability(answers(FEWEST)).n == FEWEST


def test_omega_is_the_share_of_the_sum_that_one_factor_makes():
    found = one_factor([1.0, 0.8, 0.6, 0.9], [0.5, 0.7, 0.4, 0.3])
    assert omega(found) == pytest.approx(3.3**2 / (3.3**2 + 1.9), abs=1e-5)


def test_alpha_is_omega_where_all_items_load_alike_and_below_it_elsewhere():
    alike = one_factor([0.7] * 5, [0.3, 0.5, 0.7, 0.2, 0.4])
    assert alpha(alike) == pytest.approx(omega(alike), abs=1e-5)
    apart = one_factor([1.2, 0.9, 0.3, 0.2], [0.5] * 4)
    assert alpha(apart) < omega(apart)


def test_the_unit_of_a_scale_changes_nothing():
    rows = answers(120)
    scaled = [[10 * value + 3 for value in row] for row in rows]
    one, other = reliability(rows), reliability(scaled)
    assert (one.alpha, one.omega) == pytest.approx((other.alpha, other.omega), abs=1e-5)


def test_two_items_have_alpha_and_no_omega():
    found = reliability(answers(80, items=2))
    assert found.omega is None
    assert found.interval.low < found.alpha < found.interval.high


def test_more_children_narrow_the_interval_of_alpha():
    few, many = feldt(0.7, items=4, n=50), feldt(0.7, items=4, n=500)
    assert few.low < many.low < 0.7 < many.high < few.high


def test_items_that_nobody_answers_differently_have_no_alpha():
    assert alpha(Covariances(60, ((0.0, 0.0), (0.0, 0.0)))) == 0


@pytest.mark.parametrize(("counts", "lies_evenly"), [((20, 20, 20), True), ((1, 2, 4, 8, 9, 8, 5), True),
                                                     ((5, 15, 80), False), ((5, 90, 5), False), ((0, 60), False),
                                                     ((40, 0, 40), True)])  # fmt: skip
def test_answers_lie_evenly_where_they_neither_lean_nor_heap(counts, lies_evenly):
    assert even(list(enumerate(counts))) is lies_evenly
    assert even([(10 * height + 3, count) for height, count in enumerate(counts)]) is lies_evenly
