"""What a release says of an indicator, from counts to protected shares."""

from dataclasses import replace

import pytest
from builders import definition as make
from builders.counted import SAFE, answers, by_band, instruments, released, yes_and_no

from surveyapp.definition.model import Kind
from surveyapp.releases.model import Count, Outcomes, Range, Share, Shown, Suppressed, Why
from surveyapp.releases.source import Completed

FOUR = {"4-7": (9, 14), "8-11": (15, 22), "11-18": (30, 43), "leavers": (11, 18)}


def only(release, indicator=SAFE):
    return release.indicator(indicator)


def counted(result):
    return (result.count.low, result.count.high, result.count.base)


def test_the_headline_pools_the_bands_and_each_band_stands_under_it():
    found = only(released(by_band(FOUR)))
    (headline,) = found.results
    assert headline.bands == ("4-7", "8-11", "11-18", "leavers")
    assert counted(headline.now) == (65, 65, 97)
    assert [counted(result.now) for result in found.by_band] == [(9, 9, 14), (15, 15, 22), (30, 30, 43), (11, 11, 18)]


def test_a_share_has_its_interval_unrounded():
    now = only(released(by_band({"8-11": (68, 97)}), instruments=instruments("8-11"))).results[0].now
    assert now.point == Range(68 / 97, 68 / 97)
    assert (now.interval.low, now.interval.high) == pytest.approx((0.6037, 0.7831), abs=1e-4)


def test_a_coded_share_is_a_range_and_its_interval_covers_it():
    now = only(released(by_band({"8-11": (96, 97)}), instruments=instruments("8-11"))).results[0].now
    assert now.count == Count(Shown.NEARLY_ALL, 93, 97, 97)
    assert now.point == Range(93 / 97, 1.0)
    assert now.interval.low < 93 / 97
    assert now.interval.high == 1.0


def test_bands_on_different_scales_are_not_pooled():
    apart = make.indicator(SAFE, pools=(("4-7", "8-11"), ("11-18", "leavers")))
    found = only(released(by_band(FOUR), bank=make.bank(apart)))
    assert [result.bands for result in found.results] == [("4-7", "8-11"), ("11-18", "leavers")]


def test_a_small_band_stands_with_its_neighbour():
    found = only(released(by_band(FOUR | {"4-7": (3, 8)}), neighbours={"4-7": "8-11"}))
    assert [result.bands for result in found.by_band] == [("4-7", "8-11"), ("11-18",), ("leavers",)]
    assert counted(found.by_band[0].now) == (18, 18, 30)


def test_a_small_band_without_neighbour_is_hidden_with_the_next():
    release = released(by_band(FOUR | {"4-7": (3, 8)}))
    assert [result.now for result in only(release).by_band if isinstance(result.now, Suppressed)] == [
        Suppressed(Why.SMALL_BASE),
        Suppressed(Why.SECONDARY),
    ]
    assert {hidden.why for hidden in release.hidden} == {Why.SMALL_BASE, Why.SECONDARY}


def test_the_bands_are_a_breakdown_too_and_say_the_same():
    found = only(released(by_band(FOUR)))
    (age,) = [one for one in found.breakdowns if one.breakdown == "age_band"]
    assert [group.result for group in age.groups] == [result.now for result in found.by_band]


def sexes():
    everybody = "4-7+8-11+11-18+leavers"
    return [
        *by_band(FOUR),
        *yes_and_no(everybody, 33, 45, of="sex girl"),
        *yes_and_no(everybody, 25, 40, of="sex boy"),
        *yes_and_no(everybody, 7, 12, of="sex unsaid"),
    ]


def test_a_breakdown_shows_each_group_with_those_who_did_not_say():
    found = only(released(sexes()))
    (sex,) = [one for one in found.breakdowns if one.breakdown == "sex"]
    assert [(group.value, group.title) for group in sex.groups][:2] == [("girl", "Girl"), ("boy", "Boy")]
    assert sex.groups[-1].title == "Not said"
    shown = {group.value: counted(group.result) for group in sex.groups if isinstance(group.result, Share)}
    assert shown == {"girl": (33, 33, 45), "boy": (25, 25, 40), "unsaid": (7, 7, 12)}


def test_groups_left_out_at_the_opening_are_hidden_and_nothing_follows_from_the_others():
    found = only(released([one for one in sexes() if one.value != "unsaid"]))
    (sex,) = [one for one in found.breakdowns if one.breakdown == "sex"]
    hidden = {group.value for group in sex.groups if isinstance(group.result, Suppressed)}
    assert "unsaid" in hidden


def test_a_breakdown_of_which_nothing_may_be_shown_is_left_out_and_recorded():
    few = [*yes_and_no("8-11", 2, 11, of="placement foster"), *yes_and_no("8-11", 6, 11, of="placement home")]
    release = released([*by_band(FOUR), *few])
    assert [one.breakdown for one in only(release).breakdowns] == ["age_band"]
    assert any(hidden.what.endswith(" placement") for hidden in release.hidden)


def test_a_distribution_belongs_to_totals_of_fifty_or_more_on_one_scale():
    many = [*answers("8-11", always=20, mostly=30, sometimes=8, never=2)]
    (headline,) = only(released(many, instruments=instruments("8-11"))).results
    assert [(each.options, each.count, each.positive) for each in headline.distribution] == [
        (("always",), 20, True),
        (("mostly",), 30, True),
        (("sometimes", "never"), 10, False),
    ]
    few = answers("8-11", always=20, mostly=20, never=9)
    assert only(released(few, instruments=instruments("8-11"))).results[0].distribution == ()


def headline(*given, bad=("never",), **changes):
    bank = make.bank(make.indicator(SAFE, bad=frozenset(bad)))
    return only(released(answers(*given, **changes), bank=bank, instruments=instruments("8-11"))).results[0]


def test_the_share_of_bad_answers_is_the_sum_of_the_bars_that_are_bad():
    found = headline("8-11", always=20, mostly=30, sometimes=8, never=7, bad=("sometimes", "never"))
    assert [each.bad for each in found.distribution] == [False, False, True, True]
    assert counted(found.bad) == (15, 15, 65)
    assert found.bad.interval.low < 15 / 65 < found.bad.interval.high


def test_no_share_of_bad_answers_where_a_bar_holds_others_too():
    found = headline("8-11", always=20, mostly=30, sometimes=8, never=2)
    assert [each.bad for each in found.distribution] == [False, False, None]
    assert found.bad is None


def test_no_share_of_bad_answers_without_a_distribution_or_where_none_is_bad():
    assert headline("8-11", always=20, mostly=20, never=9).bad is None
    assert headline("8-11", always=20, mostly=30, sometimes=8, never=7, bad=()).bad is None


def test_how_many_left_it_out_is_said_only_where_it_is_neither_few_nor_nearly_all():
    asked = instruments("8-11")
    left_out = answers("8-11", mostly=30, never=20, skipped=4, rather_not_say=3)
    many = only(released(left_out, instruments=asked)).results[0]
    assert (many.asked, many.skipped) == (57, Count(Shown.EXACT, 7, 7, 57))
    few = only(released(answers("8-11", mostly=30, never=20, skipped=4), instruments=asked)).results[0]
    assert (few.asked, few.skipped) == (0, None)


def test_where_everybody_was_asked_because_of_an_answer_nothing_is_shown():
    routed = instruments("8-11", items=(make.item("filter"), make.item(SAFE, show_if="filter = always")))
    everybody = only(released(yes_and_no("8-11", 20, 60), instruments=routed))
    assert everybody.results[0].now == Suppressed(Why.ROUTED)
    some = only(released([*yes_and_no("8-11", 20, 60), *answers("8-11", not_asked=9, skipped=7)], instruments=routed))
    assert counted(some.results[0].now) == (20, 20, 60)
    assert (some.results[0].asked, some.results[0].skipped) == (0, None)


def test_several_choices_count_who_chose_anything_where_every_choice_is_positive():
    several = instruments("leavers", items=(make.item(SAFE, Kind.SEVERAL, "friends", "family"),))
    bank = make.bank(make.indicator(SAFE, positive=frozenset({"friends", "family"})))
    given = answers("leavers", friends=30, family=20, none=6, answered=40)
    assert counted(only(released(given, instruments=several, bank=bank)).results[0].now) == (34, 34, 40)


def test_several_choices_of_which_only_some_are_positive_have_no_share():
    several = instruments("leavers", items=(make.item(SAFE, Kind.SEVERAL, "friends", "family"),))
    bank = make.bank(make.indicator(SAFE, positive=frozenset({"friends"})))
    given = answers("leavers", friends=30, family=20, none=6, answered=40)
    found = only(released(given, instruments=several, bank=bank))
    assert (found.results, found.breakdowns) == ((), ())
    assert found.questions


def test_an_indicator_with_fewer_than_ten_answers_says_nothing():
    found = only(released(by_band({"8-11": (3, 9)}), instruments=instruments("8-11")))
    assert found.results[0].now == Suppressed(Why.SMALL_BASE)
    assert found.by_band == ()


def test_an_indicator_without_answers_says_nothing():
    found = only(released([], instruments=instruments("8-11")))
    assert found.results[0].now == Suppressed(Why.SMALL_BASE)


def test_the_exact_question_of_each_band_stands_with_the_options_that_count():
    question = only(released(by_band(FOUR))).questions[1]
    assert (question.band, question.ask) == ("8-11", "What about feels safe home?")
    assert [(option.id, option.positive) for option in question.options] == [
        ("always", True),
        ("mostly", True),
        ("sometimes", False),
        ("never", False),
    ]


def test_response_rates_are_facts_for_everybody_and_each_band():
    completed = Completed("8-11", 97, 176), Completed("4-7", 3, 12)
    rates = released(by_band(FOUR), completed=completed, instruments=instruments("4-7", "8-11")).response_rates
    assert [(rate.band, rate.completed, rate.eligible, rate.below_floor) for rate in rates] == [
        ("all", 100, 188, False),
        ("4-7", 3, 12, True),
        ("8-11", 97, 176, False),
    ]


def test_small_outcomes_are_hidden_and_never_one_alone():
    outcomes = Outcomes(97, refused=20, unable=3, no_longer_eligible=7, not_reached=30)
    found = released(by_band(FOUR), outcomes=outcomes).response_rates[0].outcomes
    assert found == replace(outcomes, unable=None, no_longer_eligible=None)
    large = Outcomes(97, refused=20, unable=5, no_longer_eligible=7, not_reached=30)
    assert released(by_band(FOUR), outcomes=large).response_rates[0].outcomes == large
