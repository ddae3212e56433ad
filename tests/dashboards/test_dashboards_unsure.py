"""What can't be told is said plainly: whom it is about, what it would take, and what to ask instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.release import change, first_release, release, share
from flask import Flask

from surveyapp.dashboards import findings, pages
from surveyapp.dashboards.pages.changes import Kind
from surveyapp.dashboards.wording import missing, unknown
from surveyapp.releases.model import Label, Release, Suppressed, Why


def kinds(told: Release) -> dict[str, Kind]:
    """The kinds of comparisons on the page about changes."""
    return {kind.id: kind for kind in pages.changes.compose(told).kinds}


def one_group_hidden() -> Release:
    """A release that leaves out one of the groups children live with."""
    split = release().rates_by_group[0]
    return replace(release(), rates_by_group=(replace(split, groups=(*split.groups[:2], *split.groups[3:])),))


def test_the_front_page_says_one_thing_that_we_do_not_know():
    assert unknown.sentences(release()) == (
        "For 43 of 50 results we can't tell whether they changed.",
        "A real change of less than about 20 points may well go unseen.",
    )
    assert unknown.sentences(first_release())[0].startswith("Whether life got better or worse")


def test_where_most_is_hidden_that_is_what_we_do_not_know():
    told = release()
    hidden = tuple(
        replace(one, results=tuple(replace(result, now=Suppressed(Why.SMALL_BASE)) for result in one.results))
        for one in told.indicators
    )
    said = unknown.sentences(replace(told, indicators=hidden))
    assert said[0].startswith("What children think about 50 of 50 things: too few answered")


def test_every_comparison_stands_on_the_page_once_and_the_tally_says_how_many():
    told = release()
    page = pages.changes.compose(told)
    counted = sum(kind.size for kind in page.kinds if kind.id != "retired")
    assert counted == len(findings.everything(told))
    assert [(id, int(number)) for id, number, _title in page.tally] == [(kind.id, kind.size) for kind in page.kinds]


def test_all_changes_are_drawn_on_one_axis():
    told = release()
    wide = replace(told.indicator("nature").results[0], change=change((9, 10), (3, 10), Label.NO_CLEAR_CHANGE))
    indicators = tuple(replace(one, results=(wide,)) if one.id == "nature" else one for one in told.indicators)
    axes = {chart.axis for chart in pages.changes.compose(replace(told, indicators=indicators)).charts}
    assert {(axis.low, axis.high) for axis in axes} == {(-1.0, 1.0)}


def test_too_few_says_who_was_heard_what_they_said_and_what_to_ask():
    few = kinds(release())["too-few"]
    assert few.apart[0].said == (
        "2026: More than half (7 of the 12 who answered).",
        "How many answered: 2026: 12; 2024: 12.",
    )
    assert len(few.ask) == 3
    assert "at least 20" in few.means


def test_a_hidden_base_is_not_given_away_by_what_a_comparison_needs():
    told = release()
    name = next(one.indicator.id for one in findings.compared(told, Label.TOO_FEW))
    hidden = replace(told.indicator(name).results[0], now=Suppressed(Why.SMALL_BASE), then=share(13, 25))
    indicators = tuple(replace(one, results=(hidden,)) if one.id == name else one for one in told.indicators)
    said = " ".join(kinds(replace(told, indicators=indicators))["too-few"].apart[0].said)
    assert "2026: fewer than 10, or hidden to protect a smaller group; 2024: 25" in said


def test_what_can_not_be_compared_has_its_reason_and_this_years_share():
    apart = kinds(release())["not-comparable"].apart[0]
    assert apart.said[0] == "The answers to choose from were different in 2024."
    assert apart.said[1].startswith("2026: About 6 in 10")


def test_possible_changes_stand_with_what_chance_would_make_and_without_colour():
    possible = kinds(release())["possible"]
    assert "by chance alone" in possible.means
    assert possible.chart is not None
    assert {row.tone for row in possible.chart.rows} == {"quiet"}


def test_who_is_missing_names_the_band_and_the_group_below_everybodys_rate():
    assert missing.fewest(release()) == (
        "The smallest shares took part among: Ages 4 to 7 (12 of 30); A children's home (11 of 29)."
        " Small differences may be chance."
    )
    assert "Who children live with: all other groups together (at most 25 of 48)" in missing.fewest(one_group_hidden())
    alone = replace(release(), response_rates=release().response_rates[:1], rates_by_group=())
    assert missing.fewest(alone) == ""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_groups_that_are_not_shown_are_named_in_the_readers_language(app: Flask):
    with app.test_request_context("/results/", headers={"Accept-Language": "cy"}):
        told = missing.fewest(one_group_hidden())
    assert "Gyda phwy mae plant yn byw" in told
    assert "Who children live with" not in told


def test_nobody_is_missing_where_all_answered():
    rate = release().response_rates[0]
    assert missing.sentence(replace(rate, completed=rate.eligible)) == "Everybody who could answer did."
