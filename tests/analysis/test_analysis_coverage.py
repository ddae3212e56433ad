"""Every interval keeps what its level promises, at every share from 5 to 95 %; the whole is in tests/benchmarks."""

import pytest
from builders.covering import (
    SIZES,
    of_finite,
    of_miettinen_nurminen,
    of_newcombe,
    of_weighted,
    of_wilson,
)
from builders.covering_drawn import of_mantel_haenszel, of_slope

QUICK = SIZES[:2]
ALL = [*QUICK, *(pytest.param(n, marks=pytest.mark.slow) for n in SIZES[2:])]
SEED = 2026


@pytest.mark.parametrize("n", ALL)
@pytest.mark.parametrize("of", [of_wilson, of_weighted])
def test_wilson_is_within_a_point_on_average_and_its_minima_are_the_published_kind(n, of):
    found = of(n)
    assert found.average == pytest.approx(0.95, abs=0.01)
    assert found.least > (0.91 if n < 40 else 0.925)


@pytest.mark.parametrize("n", ALL)
def test_newcombe_is_within_a_point_and_never_under_93_where_labels_begin(n):
    found = of_newcombe(n, n)
    assert found.average == pytest.approx(0.95, abs=0.01)
    assert found.least > (0.93 if n >= 20 else 0.90)


@pytest.mark.parametrize("n", ALL)
def test_miettinen_and_nurminen_is_within_a_point_and_never_under_93(n):
    found = of_miettinen_nurminen(n, n)
    assert found.average == pytest.approx(0.95, abs=0.01)
    assert found.least > 0.93


@pytest.mark.parametrize("n", ALL)
def test_both_at_99_leave_out_at_most_three_in_a_hundred_where_labels_begin(n):
    assert min(of_newcombe(n, n, 0.99).least, of_miettinen_nurminen(n, n, 0.99).least) > 0.96


@pytest.mark.parametrize("n", ALL)
def test_this_years_children_are_never_covered_less_than_95_in_100(n):
    for eligible in (n, n + 1, round(n * 176 / 97), 3 * n):
        assert of_finite(n, eligible).least >= 0.95


@pytest.mark.parametrize("n", ALL)
@pytest.mark.parametrize("of", [of_slope, of_mantel_haenszel])
def test_slopes_and_strata_are_within_a_point_and_never_under_93(n, of):
    found = of(n, 2000, SEED)
    assert found.average == pytest.approx(0.95, abs=0.011)
    assert found.least > 0.93
