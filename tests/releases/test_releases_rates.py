"""Response rates over the years and by group: facts, but never of a few children."""

from dataclasses import replace
from random import Random

import pytest
from builders import definition as make
from builders.council import BANDS, draw
from builders.counted import answers, by_band, instruments, released

from surveyapp.history.model import Earlier, Kind
from surveyapp.releases import rates
from surveyapp.releases.model import BandFacts, GroupRate, Outcomes, Why
from surveyapp.releases.source import Completed

ONE = instruments("8-11")


def wave(year, completed, eligible, **more):
    counted = (Completed("8-11", completed, eligible),)
    return released(by_band({"8-11": (30, 60)}), instruments=ONE, completed=counted, year=year, **more)


def test_a_rate_has_a_line_over_all_waves_oldest_first():
    first, second = wave(2020, 60, 100), wave(2022, 70, 100)
    now = wave(2024, 80, 100, before=second, earlier=(first, second))
    assert [one.year for one in now.earlier] == [2020, 2022]
    for rate in now.response_rates:
        assert [(one.year, one.completed, one.share) for one in rate.line] == [
            (2020, 60, 0.6), (2022, 70, 0.7), (2024, 80, 0.8),
        ]  # fmt: skip


def test_a_first_wave_has_no_line():
    assert {rate.line for rate in wave(2020, 60, 100).response_rates} == {()}


def test_everybody_is_on_the_line_only_where_the_same_ages_were_asked():
    both = instruments("8-11", "11-18")
    counts = by_band({"8-11": (30, 60), "11-18": (30, 60)})
    first, second = wave(2020, 60, 100), wave(2022, 70, 100)
    now = released(counts, instruments=both, year=2024, earlier=(first, second), before=second)
    assert [(rate.band, len(rate.line)) for rate in now.response_rates] == [("all", 0), ("8-11", 3), ("11-18", 0)]


def reported(year=2016, band="8-11", **changes):
    """A rate that was brought in."""
    given = {"positive": 45, "eligible": 90, "own": True, "context_only": False, "indicator": ""}
    return Earlier(kind=Kind.RESPONSE, place="Northvale", year=year, band=band, **(given | changes))


def lines_of(*figures):
    return {
        rate.band: [(one.wave, one.year, one.share) for one in rate.line[:-1]]
        for rate in wave(2020, 60, 100, earlier_figures=figures).response_rates
    }


def test_a_rate_of_an_earlier_report_is_on_the_line_of_just_its_ages():
    found = lines_of(reported(2018), reported(2016), reported(2014, "all"))
    assert found == {"8-11": [("", 2016, 0.5), ("", 2018, 0.5)], "all": [("", 2014, 0.5)]}


@pytest.mark.parametrize(
    "changes",
    [{"own": False}, {"context_only": True}, {"eligible": None}, {"band": "11-18"}, {"year": 2020}, {"year": 2021}],
)
def test_a_rate_of_others_or_without_its_numbers_or_of_a_year_of_ours_is_on_no_line(changes):
    assert lines_of(reported(**changes)) == {"all": [], "8-11": []}


def test_everybodys_earlier_rate_is_left_out_where_our_first_wave_asked_other_ages():
    both = instruments("8-11", "11-18")
    counts = by_band({"8-11": (30, 60), "11-18": (30, 60)})
    first = wave(2020, 60, 100)
    now = released(
        counts, instruments=both, year=2024, earlier=(first,), before=first, earlier_figures=(reported(band="all"),)
    )
    assert now.response_rates[0].line == ()


def test_everybodys_ages_are_the_same_where_only_an_edge_between_bands_moved():
    then = [BandFacts("8-10", "8 to 10", "", "", 8, 10), BandFacts("11-18", "11 to 18", "", "", 11, 18)]
    now = [BandFacts("8-11", "8 to 11", "", "", 8, 11), BandFacts("11-18", "11 to 18", "", "", 11, 18)]
    assert rates._ages(then, "all") == rates._ages(now, "all")
    assert rates._ages(then, "all") != rates._ages(now[:1], "all")


def test_the_floor_stands_in_the_release():
    assert wave(2020, 60, 100, floor=0.5).floor == 0.5


def by_sex(completed, eligible, **sizes):
    counts = [one for value, n in sizes.items() for one in answers("8-11", of=f"sex {value}", mostly=n)]
    return released(
        counts,
        instruments=ONE,
        completed=(Completed("8-11", completed, 200),),
        eligible={("8-11", "sex", value): n for value, n in eligible.items()},
    ).rates_by_group


def test_the_rates_of_groups_stand_beside_who_did_not_say():
    (sex,) = by_sex(97, {"girl": 70, "boy": 106}, girl=41, boy=46, unsaid=10)
    assert (sex.breakdown, sex.bands, sex.unsaid) == ("sex", ("8-11",), 10)
    assert sex.groups[:2] == (GroupRate("girl", "Girl", 41, 70, 41 / 70), GroupRate("boy", "Boy", 46, 106, 46 / 106))


def test_a_few_who_did_not_say_hide_the_smallest_group_with_them():
    (sex,) = by_sex(91, {"girl": 70, "boy": 106}, girl=41, boy=46)
    assert sex.unsaid is None
    assert [group.why for group in sex.groups[:2]] == [Why.SECONDARY, None]


def test_without_the_eligible_numbers_there_are_no_rates_by_group():
    assert by_sex(87, {}, girl=41, boy=46) == ()


def test_more_answers_than_eligible_children_are_no_rate():
    assert by_sex(87, {"girl": 40, "boy": 106}, girl=41, boy=46) == ()


def test_skipping_a_question_is_taking_part():
    counts = answers("8-11", of="sex girl", mostly=30, skipped=11) + answers("8-11", of="sex boy", mostly=46)
    (sex,) = released(
        counts,
        instruments=ONE,
        completed=(Completed("8-11", 87, 200),),
        eligible={("8-11", "sex", "girl"): 70, ("8-11", "sex", "boy"): 106},
    ).rates_by_group
    assert [group.completed for group in sex.groups[:2]] == [41, 46]


SEXES = ("girl", "boy", "unsaid")


@pytest.mark.parametrize("seed", range(25))
def test_nothing_small_follows_from_the_rates_of_a_random_council(seed):
    random = Random(seed)
    children = draw(seed, size=random.randint(12, 200), share=0.6)
    sizes = {sex: sum(child.sex == sex for child in children) for sex in SEXES}
    counts = [one for sex in SEXES for one in answers("+".join(BANDS), of=f"sex {sex}", mostly=sizes[sex])]
    completed = tuple(Completed(band, sum(child.age_band == band for child in children), 200) for band in BANDS)
    eligible = {(band, "sex", sex): 150 for band in BANDS for sex in ("girl", "boy")}
    bank = make.bank(breakdowns=(make.breakdown("sex", "girl", "boy"),))
    found = released(counts, bank=bank, completed=completed, eligible=eligible).rates_by_group
    for rate in found:
        assert rate.breakdown == "sex"
        shown = {group.value: group.completed for group in rate.groups} | {"unsaid": rate.unsaid}
        assert all(n is None or n == 0 or n >= 10 for n in shown.values())
        hidden = [name for name, n in shown.items() if n is None]
        assert len(hidden) != 1
        assert not hidden or len(children) - sum(n or 0 for n in shown.values()) >= 13


def test_those_eligible_to_the_end_are_told_where_it_is_shown_how_many_left():
    became = Outcomes(60, 10, 6, 7, 8)
    whole = wave(2024, 60, 100, outcomes=became).response_rates[0]
    assert whole.still_eligible == 93
    assert wave(2024, 60, 100, outcomes=replace(became, no_longer_eligible=2)).response_rates[0].still_eligible is None
    assert wave(2024, 60, 100).response_rates[0].still_eligible is None
