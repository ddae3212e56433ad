"""Backups of what waits: a copy holds it and the wrapped keys, and goes once it was opened together and destroyed."""

from datetime import date

import pytest
from builders.backup import elsewhere
from builders.pooled_years import KNOWN, year_of
from builders.pooling import NORTH

from surveyapp.backup import drill as drilling
from surveyapp.backup import making, restoring, sets
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import open_stores
from surveyapp.opening import destroy, open_together, open_wave, waiting_pools

DAY = date(2029, 3, 10)


@pytest.fixture
def years(stores, settings):
    """Two years whose care leavers wait."""
    made = [
        year_of(stores, settings, year, {"8-11": 12, "leavers": n}, authority=NORTH, pool=NORTH)
        for year, n in ((2026, 4), (2027, 6))
    ]
    for year in made:
        given = {"state_keys": StateKeys.of(settings.instance), "today": DAY}
        open_wave(stores, KNOWN, year.wave, year.quorum(), **given)
    return made


def _together(stores, years):
    return open_together(stores, KNOWN, NORTH, {year.wave: year.quorum() for year in years}, today=DAY)


def _destroy(stores, settings, wave):
    keys = StateKeys.of(settings.instance)
    return destroy(stores, wave, state_keys=keys, today=DAY, by="Ada", restored_elsewhere="in the town hall")


def test_what_waits_is_put_back_and_can_be_opened_together_there(stores, settings, years, tmp_path):
    _destroy(stores, settings, years[0].wave)
    made = making.back_up(settings, stores, tmp_path / "copies", today=DAY).made
    other = elsewhere(tmp_path, settings)
    restoring.put_back(made, other)
    there = open_stores(other)
    try:
        (pool,) = waiting_pools(there, KNOWN)
        assert pool.ready == ("leavers",)
        assert dict(_together(there, years).bands) == {"leavers": 10}
    finally:
        there.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_drill_counts_a_pooled_wave_as_one_without_cards_of_its_own(stores, settings, years, tmp_path):
    _together(stores, years)
    making.back_up(settings, stores, tmp_path / "copies", today=DAY)
    done = drilling.drill(tmp_path / "copies", settings, today=DAY)
    told = {step.name: step.told for step in done.steps if step.well}
    assert told["no more ballots than used codes, no more of these than cards"] == "2 waves"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_older_copy_of_destroyed_ballots_stays_however_few(stores, settings, years, tmp_path):
    place = tmp_path / "copies"
    making.back_up(settings, stores, place, today=DAY)
    made = _together(stores, years)
    for wave in (years[0].wave, years[1].wave, made.wave):
        _destroy(stores, settings, wave)
        making.back_up(settings, stores, place, today=DAY.replace(day=DAY.day + 1), keep=True)
        assert [one.path("box").is_file() for one in sets.found(place)].count(True) == 1
