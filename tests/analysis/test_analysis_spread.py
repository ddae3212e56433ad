"""How far places differ is found again, makes the funnel, and draws small groups towards their like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from surveyapp.analysis.funnels import funnel_by
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.shrinkage import shrunk, shrunk_by
from surveyapp.analysis.spread import Spread, TooFewPlaces, fit

ALIKE = [Proportion(70, 100)] * 5
APART = [Proportion(positive, 100) for positive in (50, 60, 70, 80, 90)]


@given(st.integers(10, 300), st.floats(0.1, 0.9), st.floats(0.001, 0.3))
@settings(deadline=None, max_examples=40)
def test_at_least_95_in_100_authorities_of_a_law_lie_inside_its_funnel(base, mean, correlation):
    found = funnel_by(Spread(mean, correlation), base)
    law = betabinom(base, *Spread(mean, correlation).shapes)
    assert law.cdf(found.high * base + 0.5) - law.cdf(found.low * base - 0.5) >= 0.95 - 1e-9


def test_one_place_does_not_tell_how_far_places_differ():
    with pytest.raises(TooFewPlaces):
        fit([Proportion(5, 10)])


def test_places_that_differ_no_more_than_chance_have_no_spread():
    assert fit(ALIKE) == Spread(0.7, 0.0)
    assert fit([Proportion(10, 10), Proportion(20, 20)]) == Spread(1.0, 0.0)


@pytest.mark.parametrize("correlation", [0.02, 0.1])
def test_the_spread_that_made_many_places_is_found_again(correlation):
    law = betabinom(100, *Spread(0.7, correlation).shapes)
    counts = [Proportion(int(law.ppf((place + 0.5) / 400)), 100) for place in range(400)]
    found = fit(counts)
    assert found.mean == pytest.approx(0.7, abs=0.005)
    assert found.correlation == pytest.approx(correlation, rel=0.1)


@given(st.integers(1, 60), st.data())
@settings(deadline=None, max_examples=40)
def test_a_shrunk_share_lies_between_its_own_and_that_of_its_like(base, data):
    own = Proportion(data.draw(st.integers(0, base)), base)
    found = shrunk_by(own, Spread(0.6, 0.05))
    assert found.own == own
    assert min(own.share, 0.6) - 1e-9 <= found.likely <= max(own.share, 0.6) + 1e-9
    assert found.range.low < found.likely < found.range.high


def test_the_more_answers_of_its_own_the_less_a_group_is_drawn():
    likely = [shrunk(Proportion(base // 4, base), APART).likely for base in (8, 40, 160)]
    assert likely == sorted(likely, reverse=True)
    assert likely[-1] == pytest.approx(0.25, abs=0.02)


def test_a_group_among_its_like_that_hardly_differ_is_drawn_almost_to_them():
    alike = [Proportion(700, 1000)] * 20
    assert shrunk(Proportion(5, 10), alike).likely == pytest.approx(0.7, abs=0.02)


def test_few_like_groups_leave_more_open_than_a_known_law():
    few, known = shrunk(Proportion(8, 12), APART), shrunk_by(Proportion(8, 12), fit(APART))
    assert few.range.high - few.range.low > known.range.high - known.range.low
