"""What analysts see beside a result is made of published figures alone, and of nothing that these do not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveyapp.analysis.scales import LOW
from surveyapp.releases import checks, raking, scaled
from surveyapp.releases.checks import ordering
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import Method, NotMade, Raking, Share, Shown, Slice
from surveyapp.results.handed import Raked as Kept


def bare(release):
    return replace(
        release,
        indicators=tuple(
            replace(one, results=tuple(replace(result, checks=()) for result in one.results))
            for one in release.indicators
        ),
    )


def told(release, method):
    return [one for indicator in release.indicators for result in indicator.results for one in result.checks
            if one.method is method]  # fmt: skip


def test_what_is_published_decides_every_check_alone(sources, releases):
    """Read back from two documents, with no answer at hand, they are the same to the last digit."""
    cut = [replace(one, indicators=one.indicators[::6]) for one in releases]
    before, now = (decode(encode(bare(one))) for one in cut)
    assert checks.with_checks(now, before, sources[1].bank) == cut[1]


def test_every_method_speaks_of_some_result(releases):
    made = {one.method for method in Method for one in told(releases[1], method) if one.estimate}
    assert made >= {
        Method.MIETTINEN_NURMINEN, Method.STANDARDISED, Method.ANSWERS, Method.CHILDREN, Method.MANTEL_HAENSZEL,
        Method.WEIGHTED, Method.SUPERIORITY, Method.LOW, Method.VERY_HIGH, Method.SHRUNK,
    }  # fmt: skip


def test_a_figure_or_a_reason_and_never_both(releases):
    for release in releases:
        for method in Method:
            for one in told(release, method):
                assert (one.estimate is None) is (one.why is not None)
                assert one.interval is None or one.interval.low <= one.estimate.low <= one.estimate.high
                assert one.interval is None or one.estimate.high <= one.interval.high


def test_what_they_said_and_who_they_were_add_up_to_the_change(releases):
    for indicator in releases[1].indicators:
        for result in indicator.results:
            split = {one.by: one for one in result.checks if one.method is Method.ANSWERS and one.estimate}
            mixed = {one.by: one for one in result.checks if one.method is Method.CHILDREN and one.estimate}
            for by, answers in split.items():
                children, change = mixed[by].estimate, result.change.point
                if answers.estimate.low == answers.estimate.high:
                    assert answers.estimate.low + children.low == pytest.approx(change.low)
                assert answers.estimate.low + children.low <= change.low + 1e-9
                assert change.high <= answers.estimate.high + children.high + 1e-9


def test_without_a_wave_before_nothing_is_compared(releases):
    first = {
        one.method for indicator in releases[0].indicators for result in indicator.results for one in result.checks
    }
    assert first <= {Method.WEIGHTED, Method.LOW, Method.VERY_HIGH, Method.SHRUNK}


def test_weighted_by_age_is_what_the_published_numbers_give_by_hand(releases):
    now = releases[1]
    eligible = {rate.band: rate.eligible for rate in now.response_rates}
    seen = 0
    for indicator in now.indicators:
        for result in indicator.results:
            ages = [it for it in indicator.breakdowns if it.breakdown == "age_band" and it.bands == result.bands]
            groups = [group.result for split in ages for group in split.groups]
            if not groups or not all(isinstance(it, Share) and it.count.shown is Shown.EXACT for it in groups):
                continue
            (one,) = [it for it in result.checks if it.method is Method.WEIGHTED and it.by == "age_band"]
            whole = [sum(eligible[band] for band in it.value.split("+")) for split in ages for it in split.groups]
            by_hand = sum(n * it.point.low for n, it in zip(whole, groups, strict=True)) / sum(whole)
            assert one.estimate.low == pytest.approx(by_hand)
            assert one.effective <= one.now
            seen += 1
    assert seen


def test_the_order_of_answers_is_the_banks_from_bad_to_good(sources):
    orders = ordering.declared(sources[1].bank)
    assert orders["not_made_different"] == ("often", "sometimes", "rarely")
    assert orders["trusts_carers"] == ("rarely", "sometimes", "mostly")


def test_faces_of_the_younger_stand_in_no_order_of_the_olders_numbers(sources, releases):
    """How happy a day was is asked of the young with faces, of older children with numbers: each by itself."""
    happy = next(one for one in releases[1].indicators if one.id == "happy_yesterday")
    orders = ordering.declared(sources[1].bank)
    young, old = (next(it for it in happy.results if band in it.bands) for band in ("8-11", "11-18"))
    assert ordering.order_of(orders, happy, old) == tuple(str(n) for n in range(11))
    assert ordering.order_of(orders, happy, young) == ()
    assert not [one for one in young.checks if one.method in (Method.LOW, Method.SUPERIORITY)]


def test_answers_joined_in_one_year_are_joined_in_both():
    def bars(*options):
        return tuple(Slice(one, one, 5, 0.1, None) for one in options)

    now, then = bars(("a", "b"), ("c",), ("d",), ("other",)), bars(("a",), ("b",), ("c", "d"), ("other",))
    assert ordering._levels(("a", "b", "c", "d"), (now, then)) == [{"a", "b"}, {"c", "d"}]
    assert ordering._levels(("d", "c", "b"), (bars(("a", "b"), ("c",)),)) == []
    assert ordering._values([{"a", "b"}, {"c", "d"}], now) == [0.0] * 5 + [1.0] * 10


def test_the_share_of_low_answers_is_a_range_where_a_bar_lies_across_the_edge(releases):
    for indicator in releases[1].indicators:
        for result in indicator.results:
            for one in result.checks:
                if one.method is Method.LOW and one.estimate:
                    sure = sum(bar.count for bar in result.distribution if int(bar.options[-1]) <= LOW[1])
                    assert one.estimate.low == pytest.approx(sure / one.now)


def test_a_mean_is_of_twenty_at_least_to_one_decimal_and_near_no_end(sources, releases):
    means = [result.mean for release in releases for indicator in release.indicators for result in indicator.results
             if result.mean]  # fmt: skip
    assert means
    for one in means:
        assert one.base >= 20
        assert one.mean == round(one.mean, 1)
    assert any(one.estimate for one in told(releases[1], Method.WELCH))


def raked(release, positive, **changes):
    """The release's first exact headline with sums of so many weighted positive answers of 1.8 times its base."""
    (found,) = [one for one in release.indicators if one.id == "lonely"]
    base = found.results[0].now.count.base
    given = {"bands": "+".join(found.results[0].bands), "item": "lonely", "margins": "age_band", "n": base,
             "weights": 1.8 * base, "squares": 3.4 * base, "positive": 1.8 * positive} | changes  # fmt: skip
    return found, Kept(**given)


def test_weighting_is_told_as_near_higher_or_lower_and_never_as_a_share(sources, releases):
    count = next(one for one in releases[1].indicators if one.id == "lonely").results[0].now.count
    for moved, where in ((0, Raking.NEAR), (0.02, Raking.NEAR), (0.05, Raking.HIGHER), (-0.05, Raking.LOWER)):
        found, kept = raked(releases[1], count.low + moved * count.base)
        (one,) = raking.with_raked(replace(sources[1], raked=(kept,)), [found])
        told = one.results[0].raked
        assert told.share is where
        assert (told.design_effect, told.effective) == (round(3.4 / 1.8**2, 2), round(1.8**2 / 3.4 * count.base))
    assert {"positive", "weights"}.isdisjoint(type(told).__dataclass_fields__)


def test_groups_that_are_shown_nowhere_tell_nothing_through_weights(sources, releases):
    found, kept = raked(releases[1], 40, margins="age_band+ethnic_group")
    without = replace(found, breakdowns=tuple(one for one in found.breakdowns if one.breakdown == "age_band"))
    (one,) = raking.with_raked(replace(sources[1], raked=(kept,)), [without])
    assert one.results[0].raked is None


def test_sums_of_other_answers_than_those_shown_tell_nothing(sources, releases):
    found, kept = raked(releases[1], 40, n=21)
    (one,) = raking.with_raked(replace(sources[1], raked=(kept,)), [found])
    assert one.results[0].raked is None
    assert scaled._values(found.questions) == ()
    assert NotMade.NO_MEAN.value == "no_mean"
