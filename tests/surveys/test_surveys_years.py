"""What changed from year to year is said, in reasons that a panel member reads easily; what was asked stays."""

from __future__ import annotations

import pytest
from builders.surveys import BANDS, DEFINITIONS, EDITIONS, YEARS, bank, survey

from surveyapp.definition.catalogue import IN_USE, load
from surveyapp.definition.declared import Trend
from surveyapp.definition.lines import earlier, neighbour_in, replaced
from surveyapp.definition.readability import reading_age
from surveyapp.definition.trends import compare

ASKED = {
    "4-7": "64e2f83de46972940c41f2abfcc2362af3f0b27d9370e2b194683b6bb49239f8",
    "8-11": "32c6b4dd656752a1cc372af4b464c01617b12d1b72ce3acae14f8c0e915b4ca1",
    "11-18": "ec66779dbd69de9f62ea3149c740e1ef7784d505f0047438d08b1dab8c5a91a0",
    "leavers": "3057da02ba6102fbb7fd6754549b115e48f38bc53bee8768cada38c554882be2",
}
"""The fingerprints of 2024 as children answered it."""
EVERY_KIND = {Trend.SAME, Trend.REWORDED, Trend.RESCALED, Trend.NEW, Trend.RETIRED}
LATER = [name for name in EDITIONS if not name.endswith(YEARS[0])]


@pytest.mark.parametrize("band", BANDS)
def test_what_children_answered_in_2024_is_as_it_was(band):
    assert survey(band).fingerprint == ASKED[band]


def test_earlier_versions_are_held_to_what_they_said():
    held = {tuple(line.split()) for line in (DEFINITIONS / IN_USE).read_text(encoding="utf-8").splitlines()}
    earlier = [survey(name) for name in EDITIONS if not name.endswith(YEARS[-1])]
    assert held == {(one.survey, one.version, one.fingerprint) for one in earlier}


@pytest.mark.parametrize("name", LATER)
def test_every_version_says_what_is_not_as_two_years_before(name):
    now = survey(name)
    then = earlier(now, load([DEFINITIONS]).instruments, bank())[-1]
    assert now.trends.since == then.version == str(int(now.version) - 2)
    assert {item: now.trends.of(item) for item in compare(then, now)} == compare(then, now)


@pytest.mark.parametrize("band", BANDS)
def test_every_band_has_known_every_kind_of_change(band):
    declared = {trend for name in LATER if name.startswith(band) for trend, _ in survey(name).trends.items.values()}
    assert declared | {Trend.SAME} == EVERY_KIND


@pytest.mark.parametrize("name", LATER)
def test_most_questions_stay_so_that_years_can_be_compared(name):
    now = survey(name)
    assert sum(now.trends.of(item.id) is Trend.SAME for item in now.closed) >= 0.8 * len(now.closed)


@pytest.mark.parametrize("name", LATER)
def test_reasons_are_whole_sentences_that_can_be_read_at_twelve(name):
    reasons = [reason for _, reason in survey(name).trends.items.values()]
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)
    assert reading_age(reasons) <= 12
    assert max(reading_age([reason]) for reason in reasons) <= 14


def test_the_band_of_8_to_11_follows_that_of_8_to_10():
    assert bank().bands["8-11"].follows == "8-10"
    assert [one.survey for one in earlier(survey("8-11/2026"), load([DEFINITIONS]).instruments, bank())] == [
        "8-10",
        "8-11",
    ]


def test_a_wave_of_earlier_years_has_the_neighbours_of_its_own_bands():
    then, now = ("4-7", "8-10", "11-18", "leavers"), BANDS
    assert [neighbour_in(bank(), band, then) for band in then] == ["8-10", "11-18", "8-10", "11-18"]
    assert [neighbour_in(bank(), band, now) for band in now] == ["8-11", "11-18", "8-11", "11-18"]
    assert neighbour_in(bank(), "4-7", ["4-7", "11-18"]) is None


def test_a_band_that_another_follows_is_not_proposed_any_more():
    assert replaced(bank()) == {"8-10"}
