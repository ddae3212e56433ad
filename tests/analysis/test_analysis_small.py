"""Laws of adjusting, of scales, of order and of mixes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import brunnermunzel

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.multiple import benjamini_hochberg, holm
from surveyapp.analysis.ordinal import superiority
from surveyapp.analysis.proportions import ImpossibleCount, Proportion
from surveyapp.analysis.scales import LOW, VERY_HIGH, permutation_p, share_within, values
from surveyapp.analysis.standardisation import Stratum, standardised_difference

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(p_values)
@settings(deadline=None)
def test_adjusting_keeps_the_order_and_never_helps(ps):
    for adjusted in (benjamini_hochberg(ps), holm(ps)):
        assert all(p - 1e-12 <= q <= 1 for p, q in zip(ps, adjusted, strict=True))
        ranked = sorted(range(len(ps)), key=ps.__getitem__)
        assert all(adjusted[a] <= adjusted[b] + 1e-12 for a, b in itertools.pairwise(ranked))
    assert all(q <= h + 1e-12 for q, h in zip(benjamini_hochberg(ps), holm(ps), strict=True))


def test_nothing_compared_needs_no_adjusting():
    assert benjamini_hochberg([]) == holm([]) == ()


def test_order_without_numbers_is_brunner_and_munzels():
    now, then = [1, 2, 2, 3, 3, 3, 4], [1, 1, 1, 2, 2, 3]
    found = superiority(now, then)
    assert found.p == pytest.approx(brunnermunzel(now, then).pvalue)
    assert found.interval.low < found.chance < found.interval.high
    assert superiority([1, 1], [1, 1]).p == 1
    assert superiority([2, 2], [1, 1]).p == 0


def test_counts_are_written_out_as_values():
    assert values({3: 2, 1: 1, 2: 0}) == (1, 3, 3)


def test_groups_that_are_alike_are_not_told_apart():
    assert permutation_p([5, 6, 7, 8], [5, 6, 7, 8]) == 1


def test_a_mix_of_its_own_alone_leaves_nothing_when_standardised():
    def stratum(now, then, weight):
        return Stratum(Bounded(now[0], now[0], now[1]), Bounded(then[0], then[0], then[1]), weight)

    strata = [stratum((18, 20), (72, 80), 50), stratum((40, 80), (10, 20), 50)]
    found = standardised_difference(strata)
    assert (found.low, found.high) == pytest.approx((0, 0))


def test_a_hidden_count_widens_the_standardised_change():
    coded = Stratum(Bounded(0, 4, 20), Bounded(10, 10, 20), 1)
    found = standardised_difference([coded])
    assert (found.low, found.high) == pytest.approx((-0.5, -0.3))


def test_a_scale_is_told_by_its_fixed_bands_first():
    counts = {0: 1, 4: 2, 5: 3, 8: 4, 9: 5, 10: 6}
    assert share_within(counts, LOW) == Proportion(3, 21)
    assert share_within(counts, VERY_HIGH) == Proportion(11, 21)
    with pytest.raises(ImpossibleCount):
        share_within({}, LOW)
