"""The surveys hold exactly the constructs and breakdowns that were asked for, and say truly what their answers mean."""

from __future__ import annotations

import pytest
from builders.surveys import (
    BANDS,
    BEYOND,
    DEFINITIONS,
    EDITIONS,
    YEARS,
    bank,
    constructs,
    editions,
    indicator_items,
    kin,
    option_ids,
    survey,
    table,
)

from surveyapp.definition import checks
from surveyapp.definition.model import AnsweredBy, Indicator, Item, Kind, Look, Mark

COUNTS = {"4-7": 13, "8-11": 34, "11-18": 49, "leavers": 45}
FORMER = "8-10"
"""The band that 8 to 11 follows; the table is of the bands of today."""
FACTS = {"partner_or_children", "disability_or_condition"}
"""Facts about a person that have no good end."""
ON_THE_CARD = {"age_band"}
HALVES = {"helper_and_mode": {"helper", "mode"}}
"""What is asked in two items, because a breakdown is one answer."""


def wanted_breakdowns(band: str) -> set[str]:
    rows = (row["breakdown"] for row in table("breakdowns.csv") if kin(band) in row["bands"].split())
    return {half for name in rows if name not in ON_THE_CARD for half in HALVES.get(name, {name})}


def page_condition(band: str, item_id: str) -> tuple[object, object]:
    page, item = next((page, item) for page in survey(band).pages for item in page.items if item.id == item_id)
    return page.show_if, item.show_if


def test_the_checks_find_nothing_to_mend():
    assert [str(problem) for problem in checks.check(DEFINITIONS)] == []


@pytest.mark.parametrize("band", EDITIONS)
def test_each_band_asks_exactly_its_constructs(band):
    asked = [item.id for item in indicator_items(band)]
    assert sorted(asked) == sorted(constructs(band))
    assert len(asked) == COUNTS[kin(band)]


def test_the_bank_holds_exactly_the_constructs_of_the_table_and_what_one_year_asked_beside_them():
    assert set(bank().indicators) == {row["construct"] for row in table("indicators.csv")} | BEYOND


def test_the_bank_agrees_with_the_table():
    for row in table("indicators.csv"):
        indicator = bank().indicators[row["construct"]]
        pooled = sorted(band for pool in indicator.pools for band in pool if band != FORMER)
        assert indicator.domain == row["domain"], row
        assert (indicator.mark is Mark.KNOWABLE) == (row["knowable"] == "yes"), row
        assert pooled == sorted(row["bands"].split()), row
        assert not ("never in a composite" in row["meaning"] and indicator.composite), row


@pytest.mark.parametrize("year", YEARS)
def test_the_children_s_bands_all_ask_what_the_youngest_are_asked(year):
    youngest, middle, teens, leavers = (constructs(name) for name in EDITIONS if name.endswith(year))
    assert youngest <= middle & teens
    assert len(youngest & leavers) >= 7


@pytest.mark.parametrize("band", EDITIONS)
def test_each_band_asks_every_breakdown_once(band):
    asked = sorted(item.breakdown for item in survey(band).items if item.breakdown)
    assert asked == sorted(wanted_breakdowns(band))


@pytest.mark.parametrize("band", editions("leavers"))
def test_care_leavers_are_asked_about_disability_once_only(band):
    serving = [item.id for item in survey(band).items if item.breakdown == "disability"]
    assert serving == ["disability_or_condition"]
    assert survey(band).item("disability_or_condition").mark is Mark.KNOWABLE


@pytest.mark.parametrize("band", EDITIONS)
def test_no_breakdown_stays_beside_the_answers(band):
    assert all(item.mark is not Mark.ROW for item in survey(band).items if item.breakdown)


def test_not_saying_and_another_way_are_one_group_in_tables():
    assert bank().breakdowns["sex"].merge == {"another_way": "unsaid"}


@pytest.mark.parametrize("band", editions("4-7"))
def test_the_youngest_are_asked_thirteen_questions_and_the_adult_five_facts_and_how_it_went(band):
    items = [item for item in survey(band).items if item.counted and item.kind is not Kind.LONG_TEXT]
    by_adult = [item.id for item in items if item.answered_by is AnsweredBy.ADULT]
    assert by_adult == ["sex", "placement", "time_in_care", "ethnic_group", "disability", "mode", "helper"]
    assert len(items) - len(by_adult) == 13


@pytest.mark.parametrize("band", editions("8-11", "11-18", "leavers"))
def test_nobody_answers_for_an_older_child(band):
    assert all(item.answered_by is AnsweredBy.CHILD for item in survey(band).items)


@pytest.mark.parametrize("band", EDITIONS)
def test_each_indicator_has_a_good_end_that_is_offered_and_another_end_too(band):
    for item in indicator_items(band):
        indicator = bank().indicators[item.id]
        offered = set(option_ids(item))
        assert bool(offered & indicator.positive) == (item.id not in FACTS), item.id
        assert offered - indicator.positive - {"not_sure"}, item.id
        assert "not_sure" not in indicator.positive | indicator.bad


@pytest.mark.parametrize("year", YEARS)
def test_bands_that_are_counted_together_offer_the_same_answers_under_the_same_condition(year):
    for indicator in bank().indicators.values():
        for bands in pooled(indicator, year):
            items = [survey(band).item(indicator.id) for band in bands]
            assert len({(item.kind, option_ids(item), ends(item)) for item in items}) == 1, indicator.id
            assert len({page_condition(band, indicator.id) for band in bands}) == 1, indicator.id


def pooled(indicator: Indicator, year: str) -> list[list[str]]:
    """The surveys of a year that are counted together on this, pool by pool."""
    asking = [name for name in EDITIONS if name.endswith(year) and indicator in indicators(name)]
    pools = [[name for name in asking if survey(name).survey in pool] for pool in indicator.pools]
    return [pool for pool in pools if pool]


def indicators(name: str) -> list[Indicator]:
    """What a survey measures."""
    return [bank().indicators[item.id] for item in indicator_items(name)]


def ends(item: Item) -> tuple[str, str]:
    return (item.scale.low_end, item.scale.high_end) if item.scale else ("", "")


@pytest.mark.parametrize("year", YEARS)
def test_faces_and_numbers_are_never_counted_together(year):
    for indicator in bank().indicators.values():
        for bands in pooled(indicator, year):
            looks = {survey(band).item(indicator.id).scale.look is Look.LADDER for band in bands}
            assert len(looks) == 1


@pytest.mark.parametrize(
    ("construct", "good", "bad"),
    [
        ("afraid_of_bullying", "rarely", "often"),
        ("not_made_different", "rarely", "often"),
        ("lonely", "rarely", "often"),
        ("worried_about_bills", "rarely", "often"),
        ("stressed", "rarely", "often"),
        ("anxious_yesterday", "0", "10"),
        ("feels_safe_home", "mostly", "rarely"),
        ("life_satisfaction", "10", "0"),
        ("happy_yesterday", "happy", "sad"),
    ],
)
def test_positive_is_the_good_end_also_of_reversed_items(construct, good, bad):
    indicator = bank().indicators[construct]
    assert good in indicator.positive
    assert bad in indicator.bad


@pytest.mark.parametrize("band", EDITIONS)
def test_the_options_of_one_scale_stand_in_one_order_everywhere(band):
    order = ["mostly", "often", "sometimes", "rarely", "not_needed", "not_sure"]
    for item in indicator_items(band):
        if {"sometimes", "rarely"} <= set(option_ids(item)):
            assert list(option_ids(item)) == [name for name in order if name in option_ids(item)]


def test_every_band_has_a_neighbour_it_can_join():
    bands = bank().bands
    assert set(bands) == {*BANDS, FORMER}
    for band in bands.values():
        pools = [set(pool) for indicator in bank().indicators.values() for pool in indicator.pools]
        assert sum({band.id, band.neighbour} <= pool for pool in pools) >= 10
