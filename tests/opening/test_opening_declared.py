"""By a breakdown that a wave did not declare nothing is counted: not by group, not in its total, not in weights."""

from __future__ import annotations

import pytest
from builders.opening import SAFE, bank, child, plan
from builders.pooled_years import year_of
from builders.pooling import NORTH
from builders.wave import WAVE, catalogue, counted, open_box, running
from sqlalchemy import select

from surveyapp.definition.model import Mark
from surveyapp.fieldwork import breakdowns, together, waves
from surveyapp.fieldwork.models import Wave
from surveyapp.fieldwork.together import Together
from surveyapp.opening.contents import sort_out
from surveyapp.opening.joined import join
from surveyapp.opening.narrowing import narrowed
from surveyapp.results.models import TOTAL


def told(wave):
    """Forty children, of whom half are girls and half live with foster carers, not the same half."""
    return [
        child(wave, "8-11", **{SAFE: "always" if at % 3 else "never"}, sex=sex, placement=place)
        for at, (sex, place) in enumerate((sex, place) for sex in ("girl", "boy") for place in ("foster", "home") * 10)
    ]


def test_what_is_kept_is_what_is_kept_without_the_question():
    asked = plan("8-11", bank=narrowed(bank(), ("sex",)))
    found = sort_out(asked, told(asked))
    assert {cell.breakdown for cell in found.cells} == {TOTAL, "sex"}
    assert not any(cell.item == "placement" for cell in found.cells), "its total neither"
    assert {cell.breakdown for cell in sort_out(plan("8-11"), told(asked)).cells} == {TOTAL, "sex", "placement"}
    assert found.joint == {}


def test_where_nothing_is_declared_rows_stay_as_of_a_wave_that_asks_for_no_breakdown():
    asked = plan("8-11", bank=narrowed(bank(), ()))
    found = sort_out(asked, told(asked))
    assert len(found.rows) == 40
    assert {cell.breakdown for cell in found.cells} <= {TOTAL}


def test_a_question_that_is_a_result_too_stays_one():
    """Whether a child has a disability is told of everybody, though nothing is told by it."""
    whole = bank()
    assert narrowed(whole, None) is whole
    assert narrowed(whole, ()).indicators.keys() == {
        id for id, one in whole.indicators.items() if one.mark is not Mark.BREAKDOWN
    }


def test_an_opened_wave_has_counts_by_what_it_declared_alone(stores, settings):
    wave = running(stores, settings, {"8-11": 24}, planned={"breakdowns": ("sex",)})
    for sex in ("girl", "boy"):
        for place in ("foster", "home"):
            wave.answer("8-11", 6, **{SAFE: "always"}, sex=sex, placement=place)
    wave.close()
    open_box(wave)
    assert counted(wave, item=SAFE, breakdown="sex", value="girl")
    assert not counted(wave, breakdown="placement")
    assert not counted(wave, item="placement")


def test_waves_counted_together_are_shown_by_what_all_of_them_declared(stores, settings):
    first = year_of(stores, settings, 2026, {"leavers": 4}, authority=NORTH, pool=NORTH)
    second = year_of(stores, settings, 2027, {"leavers": 8}, authority=NORTH, pool=NORTH)
    members = ((first.wave, "leavers"), (second.wave, "leavers"))
    known = catalogue("leavers")
    with stores.write("fieldwork") as registry:
        assert join(registry, known, members).plan.bank.breakdowns.keys() == {"sex", "placement"}
        breakdowns.declare(registry, registry.get(Wave, first.wave), ("sex", "placement"))
        breakdowns.declare(registry, registry.get(Wave, second.wave), ("placement",))
        assert join(registry, known, members).plan.bank.breakdowns.keys() == {"placement"}
        made = together.record(registry, Together("both", NORTH, "Both", members))
        assert breakdowns.declared(made) == {"placement"}


@pytest.mark.parametrize(("chosen", "kept"), [(None, None), ((), frozenset()), (("sex", "sex"), {"sex"})])
def test_all_none_and_some_are_three_things(stores, settings, chosen, kept):
    running(stores, settings, {"8-11": 10}, planned={"breakdowns": chosen})
    with stores.read("fieldwork") as registry:
        assert breakdowns.declared(registry.scalar(select(Wave).where(Wave.id == WAVE))) == kept
        assert waves.find(registry, WAVE).breakdowns != "None"
