"""A trend has three waves or more, agrees with independent fits, and holds for every value inside the bounds."""

import numpy as np
import pytest
import statsmodels.api as sm

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import miettinen_nurminen
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.trends import (
    TooFewWaves,
    Wave,
    cochran_armitage,
    largest_trend_p,
    score_limits,
    slope,
    slope_interval,
    slope_range,
)

CASES = [
    ((2020, 2022, 2024, 2026), ((40, 90), (48, 92), (55, 95), (68, 97))),
    ((2018, 2019, 2026), ((70, 80), (60, 85), (50, 97))),
    ((2022, 2024, 2026), ((20, 22), (30, 40), (12, 60))),
]


def waves(years, counts):
    return [Wave(year, Proportion(*count)) for year, count in zip(years, counts, strict=True)]


@pytest.mark.filterwarnings("ignore:The Identity link")  # statsmodels warns of every identity link
@pytest.mark.parametrize(("years", "counts"), CASES)
def test_the_slope_is_that_of_a_binomial_model_with_an_identity_link(years, counts):
    shares = np.array([[positive, base - positive] for positive, base in counts])
    family = sm.families.Binomial(link=sm.families.links.Identity())
    middle = np.array(years) - sum(years) / len(years)
    model = sm.GLM(shares, sm.add_constant(middle), family=family).fit(start_params=[0.5, 0.0], tol=1e-12)
    found = slope(waves(years, counts))
    assert found.per_year == pytest.approx(model.params[1], abs=1e-8)
    assert found.error == pytest.approx(model.bse[1], abs=1e-8)


def test_a_steady_rise_is_its_slope():
    found = slope(waves((2020, 2022, 2024), ((40, 100), (50, 100), (60, 100))))
    assert found.per_year == pytest.approx(0.05)
    rising = waves((2020, 2022, 2024), ((40, 100), (50, 100), (60, 100)))
    assert slope_interval(rising, confidence=0.95).low > 0


@pytest.mark.parametrize("counts", [((55, 95), (68, 97)), ((0, 20), (5, 30)), ((40, 40), (12, 30)), ((7, 9), (9, 9))])
def test_between_two_waves_the_interval_would_be_miettinen_and_nurminens(counts):
    found = score_limits(waves((0, 1), counts), confidence=0.95)
    oracle = miettinen_nurminen(Proportion(*counts[1]), Proportion(*counts[0]))
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=1e-6)


def test_two_points_are_never_a_trend():
    with pytest.raises(TooFewWaves):
        slope(waves((2024, 2026), ((40, 100), (60, 100))))
    with pytest.raises(TooFewWaves):
        cochran_armitage(waves((2024, 2026, 2026), ((40, 100), (60, 100), (50, 100))))


def test_waves_in_which_everybody_agreed_have_no_trend():
    found = waves((2020, 2022, 2024), ((50, 50), (60, 60), (70, 70)))
    assert slope(found).per_year == pytest.approx(0)
    assert cochran_armitage(found) == (0.0, 1.0)


def test_the_range_of_a_slope_covers_every_count_that_may_be_meant():
    years = (2020, 2022, 2024)
    counts = (Bounded(46, 50, 50), Bounded(40, 40, 50), Bounded(30, 30, 50))
    whole = slope_range(years, counts, confidence=0.99)
    for positive in range(46, 51):
        one = slope_interval(waves(years, ((positive, 50), (40, 50), (30, 50))), confidence=0.99)
        assert whole.low <= one.low
        assert one.high <= whole.high


def test_the_largest_p_is_taken_and_one_where_the_direction_is_not_known():
    years = (2020, 2022, 2024)
    sure = (Bounded(46, 50, 50), Bounded(40, 40, 50), Bounded(20, 20, 50))
    assert largest_trend_p(years, sure) == pytest.approx(
        cochran_armitage(waves(years, ((46, 50), (40, 50), (20, 50))))[1]
    )
    unsure = (Bounded(0, 4, 50), Bounded(2, 4, 50), Bounded(0, 4, 50))
    assert largest_trend_p(years, unsure) == 1.0


def test_many_coded_waves_are_tried_at_their_ends():
    years = tuple(range(2012, 2026, 2))
    counts = tuple(Bounded(46, 50, 50) for _ in years)
    assert slope_range(years, counts, confidence=0.99).low < 0 < slope_range(years, counts, confidence=0.99).high
