"""Numbers are said as people say them, and never say more than is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.release import Z99, change, coded, newcombe, release, share, wilson
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.dashboards.wording import changes, few, numbers, rates, shares
from surveyapp.dashboards.wording.numbers import percent, points, rounded, stretched, tenths
from surveyapp.releases.model import Change, Label, Range, ResponseRate, Share, Shown, Suppressed, Why

FORBIDDEN = ("significant", "proves", "because of", "trend", "last year", "higher", "lower", "↑", "↓")


def test_the_worked_case_is_told_as_statistics_has_it():
    both = (68, 97), (55, 95)
    told = change(*both, Label.NO_CLEAR_CHANGE)
    assert shares.sentence(share(68, 97)) == "About 7 in 10 (68 of the 97 who answered)"
    assert shares.how_sure(share(68, 97)).endswith("between 60% and 78%.")
    assert changes.sentence(told, "2024") == "No clear change since 2024."
    assert points(newcombe(*both, 1.959964).low) == -1
    assert points(newcombe(*both, 1.959964).high) == 25
    assert "between 6 points worse and 29 points better" in changes.extent(told)


def test_under_20_answers_there_are_words_and_no_percentage():
    few = share(9, 14)
    assert shares.sentence(few) == "More than half (9 of the 14 who answered)"
    assert shares.short(few) == "–"
    assert "%" not in shares.how_sure(few)


@pytest.mark.parametrize(
    ("positive", "base", "said"),
    [
        (48, 97, "About half (48 of the 97 who answered)"),
        (92, 97, "More than 9 in 10 (92 of the 97 who answered)"),
        (91, 97, "About 9 in 10 (91 of the 97 who answered)"),
        (970, 1000, "More than 9 in 10 (970 of the 1,000 who answered)"),
        (7, 200, "Fewer than 1 in 10 (7 of the 200 who answered)"),
        (7, 14, "Half (7 of the 14 who answered)"),
        (6, 14, "Fewer than half (6 of the 14 who answered)"),
        (3, 97, "Fewer than 5 of the 97 who answered"),
        (0, 97, "Fewer than 5 of the 97 who answered"),
        (95, 97, "Nearly all (93 or more of the 97 who answered)"),
        (12, 14, "10 or more of the 14 who answered"),
        (5, 9, "Not shown: fewer than 10 answered"),
    ],
)
def test_a_share_is_said_in_whole_tenths_with_its_count(positive, base, said):
    assert shares.sentence(share(positive, base)) == said


def test_none_and_few_look_alike_and_so_do_all_and_nearly_all():
    assert shares.sentence(share(0, 30)) == shares.sentence(share(4, 30))
    assert shares.sentence(share(30, 30)) == shares.sentence(share(26, 30))
    assert shares.short(share(0, 30)) == shares.short(share(4, 30)) == "at most 13%"
    assert shares.span(share(30, 30).interval) == shares.span(share(26, 30).interval) == "over 70%"


def test_every_reason_for_hiding_is_said_in_plain_words():
    said = {shares.sentence(Suppressed(why)) for why in Why}
    assert len(said) == len(Why)
    assert all(sentence.startswith("Not ") for sentence in said)


@given(st.integers(20, 2000), st.data())
def test_only_none_and_all_are_called_0_and_100_percent(base, data):
    positive = data.draw(st.integers(0, base))
    assert (percent(positive / base) == 0) == (positive == 0)
    assert (percent(positive / base) == 100) == (positive == base)
    assert abs(percent(positive / base) - 100 * positive / base) < 1


@given(st.floats(-1, 1, allow_nan=False))
def test_rounding_is_to_the_nearest_and_even_on_both_sides(value):
    assert abs(points(value) - 100 * value) <= 0.5 + 1e-9
    assert points(-value) == -points(value)
    assert (stretched(value) == 0) == (value == 0)


def test_halves_are_rounded_away_from_nothing():
    assert [rounded(0.5), rounded(1.5), rounded(2.5), rounded(-2.5)] == [1, 2, 3, -3]
    assert percent(23 / 40) == 58
    assert [tenths(0.649), tenths(0.65), tenths(0.7499)] == [6, 7, 7]


@pytest.mark.parametrize("label", Label)
def test_every_label_has_its_sentence_and_none_says_more_than_is_known(label):
    told = change((68, 97), (55, 95), label)
    said = " ".join((changes.since(told, "2024"), changes.missed(told), changes.verdict(label)))
    assert not [word for word in FORBIDDEN if word in said.lower()]
    assert changes.verdict(label)


def test_direction_is_better_or_worse():
    better, worse = change((46, 65), (24, 60), Label.CLEARLY_BETTER), change((28, 65), (45, 61), Label.CLEARLY_WORSE)
    assert changes.since(better, "2024").startswith("Clearly better since 2024. The real difference is very likely")
    assert changes.since(better, "2024").endswith("points better.")
    assert changes.since(worse, "2024").endswith("points worse.")


def test_an_interval_that_starts_just_above_nothing_does_not_say_0():
    just = Change(Label.POSSIBLY_BETTER, point=Range(0.2, 0.2), interval99=Range(0.002, 0.4))
    assert "between 1 and 40 points better" in changes.extent(just)


def test_one_point_is_one_point_and_two_are_two_points():
    assert numbers.amount(1) == "1 point"
    assert numbers.amount(2) == "2 points"
    assert changes.short(Range(-0.01, 0.11)) == "1 point worse to 11 points better"
    assert changes.short(Range(0.004, 0.011)) == "1 point better"


def test_what_could_not_be_compared_is_given_no_range():
    for label in (Label.TOO_FEW, Label.NOT_COMPARABLE):
        assert changes.extent(Change(label, interval99=Range(-0.1, 0.3))) == ""
        assert changes.missed(Change(label, caught_rise=0.2, caught_fall=-0.2)) == ""


def test_a_coded_change_is_told_as_a_range():
    assert changes.short(Range(-0.02, 0.11)) == "2 points worse to 11 points better"
    assert changes.short(Range(0.08, 0.5)) == "8 to 50 points better"
    assert changes.short(Range(-0.49, -0.07)) == "7 to 49 points worse"
    assert changes.short(Range(0.12, 0.12)) == "12 points better"
    assert changes.short(Range(0.0, 0.0)) == "no difference"
    assert changes.short(None) == "–"


def test_possible_changes_stand_beside_what_chance_would_make():
    assert "about 3 would look like this by chance alone" in changes.by_chance(49, 2.6)
    assert "chance alone would usually make none" in changes.by_chance(49, 0.3)


def test_a_response_rate_is_a_fact_with_its_base():
    rate = ResponseRate("all", "Everybody", 97, 176, 97 / 176, False, 95, 170, 95 / 170, Range(-0.11, 0.1))
    assert rates.fact(rate) == "97 of 176 (55%)"
    assert rates.since(rate, "2024") == "In 2024 it was 56%: no clear difference."
    assert rates.difference(rate.difference) == "from −11 to +10 points"
    assert rates.floor_warning(rate, 0.3) == ""


def test_a_response_rate_under_the_floor_warns():
    rate = ResponseRate("4-7", "4 to 7", 8, 30, 8 / 30, True)
    assert "Fewer than 30% took part" in rates.floor_warning(rate, 0.3)
    assert rates.before(rate) == "No earlier figure"


@pytest.mark.parametrize("shown", [Shown.FEW, Shown.NEARLY_ALL])
def test_a_coded_share_never_names_a_single_count(shown):
    low, high = (0, 4) if shown is Shown.FEW else (26, 30)
    told = coded(shown, low, high, 30)
    assert isinstance(told, Share)
    assert any(word in shares.brief(told.count) for word in ("fewer than", "or more"))


def test_the_builders_intervals_are_those_of_the_books():
    assert wilson(68, 97).low == pytest.approx(0.6038, abs=5e-4)
    assert newcombe((68, 97), (55, 95), Z99).low == pytest.approx(-0.055, abs=2e-3)


@pytest.mark.parametrize("why", [Why.SECONDARY, Why.AUDIT, Why.FIGURES])
def test_what_is_hidden_for_protection_is_not_said_to_lack_answers(why: Why):
    result = release().indicators[0].results[0]
    too_few = replace(result.change, label=Label.TOO_FEW)
    now = replace(result, now=Suppressed(why), change=too_few)
    then = replace(result, now=share(40, 60), then=Suppressed(why), change=too_few)
    for one in (now, then):
        assert "nobody can be recognised" in few.needed(release(), one)
        assert "at least" not in few.needed(release(), one)
    assert not [question for question in few.to_ask(now) if "answering" in question]
