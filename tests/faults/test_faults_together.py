"""Killed at any statement of an opening together, the program has changed nothing, or finishes; so with what waits."""

from contextlib import suppress
from dataclasses import replace
from secrets import token_bytes

import pytest
from builders.opening import SAFE
from builders.pooled_years import KNOWN, emptied, year_of
from builders.pooling import NORTH, TODAY
from killing import counting, killed
from sqlalchemy import text

from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import open_stores
from surveyapp.fieldwork import pools
from surveyapp.opening import (
    AlreadyOpened,
    NothingReady,
    NothingWaits,
    give_up,
    open_together,
    open_wave,
    take_up,
    waiting_pools,
)
from surveyapp.results.queries import counts

KEPT = ("opening", "opened_band", "opened_member", "waiting_band", "tally", "comment", "response")
TOGETHER = "northvale-together-2027"


def _years(settings, *, opened):
    """The same installation, emptied, with two years of one council whose care leavers can be opened together."""
    stores = open_stores(settings)
    emptied(stores)
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 4}, authority=NORTH, pool=NORTH)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 6}, authority=NORTH, pool=None)
    for year in (first, second)[: 2 if opened else 0]:
        _own(settings, year)(stores)
    return stores, (first, second)


def _own(settings, year):
    given = {"state_keys": StateKeys.of(settings.instance), "today": TODAY}
    return lambda stores: open_wave(stores, KNOWN, year.wave, year.quorum(), **given)


def _together(years):
    phrases = {year.wave: year.quorum() for year in years}
    return lambda stores: open_together(stores, KNOWN, NORTH, phrases, today=TODAY)


def _rows(stores):
    with stores.read("results") as results:
        return {name: results.scalar(text(f"SELECT count(*) FROM {name}")) for name in KEPT}


def _points(settings, make, act, dose):
    stores, years = make()
    try:
        seen = counting(stores, -1)
        act(years)(stores)
        total = seen[0]
    finally:
        stores.close()
    points = min(dose, total)
    return sorted({round(step * (total - 1) / (points - 1)) for step in range(points)})


def _each(settings, dose, make, act, check):
    """Kill the act at some of its statements, each time in another installation, and look at what is left."""
    own = replace(settings, pepper=token_bytes(32))
    for at in _points(own, lambda: make(own), act, dose):
        fresh = replace(settings, pepper=token_bytes(32))
        stores, years = make(fresh)
        try:
            before = _rows(stores)
            assert killed(fresh, act(years), at)
            check(stores, years, before, at)
        finally:
            stores.close()


@pytest.mark.parametrize("dose", [3, pytest.param(1000, marks=pytest.mark.slow)])
def test_an_opening_together_killed_at_any_statement_is_all_or_nothing(settings, dose):
    def check(stores, years, before, at):
        rows = _rows(stores)
        changed = {name for name in KEPT if rows[name] != before[name]}
        assert changed in (set(), {"opening", "opened_band", "opened_member", "tally"}), at
        if changed:
            assert take_up(stores, KNOWN) in ((TOGETHER,), ())
        else:
            assert dict(_together(years)(stores).bands) == {"leavers": 10}
        with pytest.raises(NothingReady):
            _together(years)(stores)
        with stores.read("fieldwork") as registry, stores.read("results") as results:
            assert len(pools.members(registry, TOGETHER)) == 2
            found = counts(results, TOGETHER, KNOWN)
            told = {it.answer: it.n for it in found if (it.breakdown, it.item) == ("all", SAFE)}
        assert told == {"always": 10}
        assert not waiting_pools(stores, KNOWN)

    _each(settings, dose, lambda own: _years(own, opened=True), _together, check)


@pytest.mark.parametrize("dose", [3, pytest.param(1000, marks=pytest.mark.slow)])
def test_an_opening_that_leaves_a_band_waiting_is_all_or_nothing(settings, dose):
    def check(stores, years, before, at):
        rows = _rows(stores)
        assert bool(rows["opening"]) == bool(rows["waiting_band"]), at
        with stores.read("box") as box:
            marked = box.scalar(text("SELECT count(*) FROM waiting_ballot"))
        assert marked in ((4,) if rows["opening"] else (0, 4))
        if not rows["opening"]:
            assert not waiting_pools(stores, KNOWN)
        for year in years:
            _finished(stores, settings, year)
        assert dict(_together(years)(stores).bands) == {"leavers": 10}

    _each(settings, dose, lambda own: _years(own, opened=False), lambda years: _own(settings, years[0]), check)


@pytest.mark.parametrize("dose", [3, pytest.param(1000, marks=pytest.mark.slow)])
def test_giving_up_killed_at_any_statement_is_finished_by_the_next_try(settings, dose):
    def give(years):
        return lambda stores: give_up(stores, years[0].wave, by="Ada", today=TODAY)

    def check(stores, years, before, at):
        gone = give_up(stores, years[0].wave, by="Ben", today=TODAY)
        assert (gone.bands, gone.at_least) == (("leavers",), 0)
        with stores.read("box") as box:
            left = box.execute(text("SELECT wave, count(*) FROM ballot GROUP BY wave")).all()
            assert sorted(map(tuple, left)) == [(years[0].wave, 12), (years[1].wave, 18)], at
        with pytest.raises(NothingWaits):
            give_up(stores, "nobody", by="Ben", today=TODAY)
        assert _rows(stores) == before

    _each(settings, dose, lambda own: _years(own, opened=True), give, check)


def _finished(stores, settings, year):
    with suppress(AlreadyOpened):
        _own(settings, year)(stores)
