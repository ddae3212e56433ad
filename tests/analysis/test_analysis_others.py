"""Other authorities: this one left out, enough of them, none that outweighs the rest, their spread in the limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import newcombe
from surveyapp.analysis.others import (
    OneOutweighs,
    Standing,
    TooFewOthers,
    beyond_p,
    difference,
    funnel,
    funnel_by,
    others,
    standing,
)
from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.shrinkage import shrunk, shrunk_by
from surveyapp.analysis.spread import Spread, TooFewPlaces, fit

ALIKE = {name: Proportion(70, 100) for name in "abcde"}
APART = {"a": Proportion(50, 100), "b": Proportion(60, 100), "c": Proportion(70, 100), "d": Proportion(80, 100),
         "e": Proportion(90, 100)}  # fmt: skip


def exactly(positive, base):
    return Bounded(positive, positive, base)


def test_this_authority_is_never_among_the_others():
    with_us = others(ALIKE | {"us": Proportion(0, 100)}, this="us")
    assert with_us == others(ALIKE, this="us")
    assert with_us.pooled == Proportion(350, 500)


def test_four_others_are_too_few():
    with pytest.raises(TooFewOthers):
        others(ALIKE, this="a")


def test_none_may_have_more_than_half_of_the_answers():
    with pytest.raises(OneOutweighs):
        others(ALIKE | {"large": Proportion(300, 501)}, this="us")
    assert others(ALIKE | {"large": Proportion(300, 500)}, this="us").pooled.base == 1000


def test_the_difference_is_newcombes_from_all_children_elsewhere():
    theirs = others(APART, this="us")
    assert difference(exactly(68, 97), theirs) == newcombe(Proportion(68, 97), Proportion(350, 500))


def test_the_more_authorities_differ_and_the_fewer_they_are_the_wider_the_funnel():
    alike, apart = funnel(others(ALIKE, this="us"), 97), funnel(others(APART, this="us"), 97)
    assert apart.high - apart.low > alike.high - alike.low
    many = {f"{name}{copy}": count for name, count in APART.items() for copy in range(6)}
    told = funnel(others(many, this="us"), 97)
    assert told.high - told.low < apart.high - apart.low


def test_with_very_many_authorities_the_funnel_is_that_of_their_law():
    law = Spread(0.7, 0.02)
    made = betabinom(200, *law.shapes)
    counts = {str(place): Proportion(int(made.ppf((place + 0.5) / 300)), 200) for place in range(300)}
    found, known = funnel(others(counts, this="us"), 97), funnel_by(law, 97)
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=0.015)


@given(st.integers(10, 300), st.floats(0.1, 0.9), st.floats(0.001, 0.3))
@settings(deadline=None, max_examples=40)
def test_at_least_95_in_100_authorities_of_a_law_lie_inside_its_funnel(base, mean, correlation):
    found = funnel_by(Spread(mean, correlation), base)
    law = betabinom(base, *Spread(mean, correlation).shapes)
    assert law.cdf(found.high * base + 0.5) - law.cdf(found.low * base - 0.5) >= 0.95 - 1e-9


def test_a_bright_spot_is_surely_above_both_the_mean_and_the_funnel():
    alike, apart = others(ALIKE, this="us"), others(APART, this="us")
    assert standing(exactly(90, 97), alike, q=0.01) is Standing.BRIGHT_SPOT
    assert standing(exactly(90, 97), alike, q=0.06) is Standing.AS_OTHERS
    assert standing(exactly(90, 97), apart, q=0.01) is Standing.AS_OTHERS
    assert standing(exactly(40, 97), alike, q=0.01) is Standing.BEHIND
    assert standing(exactly(19, 19), alike, q=0.01) is Standing.TOO_FEW


def test_a_coded_count_is_a_bright_spot_only_if_every_value_is():
    theirs = others({name: Proportion(85, 100) for name in "abcde"}, this="us")
    assert standing(Bounded(93, 97, 97), theirs, q=0.01) is Standing.BRIGHT_SPOT
    assert standing(Bounded(88, 97, 97), theirs, q=0.01) is Standing.AS_OTHERS


def test_p_is_large_inside_the_funnel_and_one_on_both_sides():
    alike, apart = others(ALIKE, this="us"), others(APART, this="us")
    assert beyond_p(exactly(90, 97), alike) < 0.01
    assert beyond_p(exactly(90, 97), apart) > 0.05
    assert beyond_p(Bounded(66, 70, 97), alike) == 1.0
    assert beyond_p(exactly(70, 97), others({name: Proportion(100, 100) for name in "abcde"}, this="us")) < 0.05


def test_one_place_does_not_tell_how_far_places_differ():
    with pytest.raises(TooFewPlaces):
        fit([Proportion(5, 10)])


def test_places_that_differ_no_more_than_chance_have_no_spread():
    assert fit(list(ALIKE.values())) == Spread(0.7, 0.0)
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
    like = list(APART.values())
    likely = [shrunk(Proportion(base // 4, base), like).likely for base in (8, 40, 160)]
    assert likely == sorted(likely, reverse=True)
    assert likely[-1] == pytest.approx(0.25, abs=0.02)


def test_a_group_among_its_like_that_hardly_differ_is_drawn_almost_to_them():
    alike = [Proportion(700, 1000)] * 20
    assert shrunk(Proportion(5, 10), alike).likely == pytest.approx(0.7, abs=0.02)


def test_few_like_groups_leave_more_open_than_a_known_law():
    counts = [APART[name] for name in "abcde"]
    few, known = shrunk(Proportion(8, 12), counts), shrunk_by(Proportion(8, 12), fit(counts))
    assert few.range.high - few.range.low > known.range.high - known.range.low
