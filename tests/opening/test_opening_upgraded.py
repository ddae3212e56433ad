"""An installation from before there was pooling, with waves in every state, goes on as it was when it is upgraded."""

from dataclasses import replace
from datetime import date

import pytest
from builders.pooling import NORTH, open_own, together, year_of
from sqlalchemy import text

from surveyapp.db import migrate
from surveyapp.db.engines import open_stores
from surveyapp.fieldwork import pools, waves
from surveyapp.fieldwork.counts import response_rates
from surveyapp.fieldwork.models import State
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.opening import certificate, destroy, waiting_pools

BEFORE = {"fieldwork": "0004", "box": "0002", "results": "0003"}
TODAY = date(2027, 6, 1)


def _destroy(wave):
    given = {"state_keys": wave.state_keys, "today": TODAY, "by": "Ada", "restored_elsewhere": "in the town hall"}
    return destroy(wave.stores, wave.wave, **given)


@pytest.fixture
def old(stores, settings):
    """Waves that are destroyed, released, opened, closed, open and planned, taken back to what the stores were then."""
    made = [year_of(stores, settings, year, {"8-11": 12}) for year in (2021, 2022, 2023, 2024, 2025)]
    for wave in made[:3]:
        open_own(wave)
    gone = _destroy(made[0])
    with stores.write("fieldwork") as registry:
        waves.mark_released(registry, made[0].wave)
        waves.mark_released(registry, made[1].wave)
        waves.extend(registry, made[4].wave, ends_on=TODAY)
        asked = made[4].catalogue.version("8-11", "2024").fingerprint
        days = {"starts_on": TODAY, "ends_on": TODAY}
        waves.create(registry, WavePlan("draft", NORTH, "Life", 2027, bands=(BandPlan("8-11", asked),), **days))
    stores.close()
    for store, revision in BEFORE.items():
        migrate.downgrade(settings, store, revision)
    return made, gone


def test_upgraded_waves_in_every_state_go_on_as_before(old, settings):
    made, gone = old
    migrate.upgrade(settings)
    stores = open_stores(settings)
    try:
        with stores.read("fieldwork") as registry:
            states = {wave.id: wave.state for wave in waves.of(registry, NORTH)}
            assert [states[wave.wave] for wave in made] == [
                *(State.RELEASED, State.RELEASED, State.OPENED, State.CLOSED, State.OPEN)
            ]
            assert [rate.completed for rate in response_rates(registry, made[0].wave)] == [12]
            assert pools.declared(registry, "draft") is None
        assert certificate(stores, made[0].wave) == replace(gone, permits=False, n_missing=None, beside=None)
        assert not waiting_pools(stores, made[0].catalogue)
        for wave in made:
            wave.stores = stores
        assert [_destroy(wave).ballots for wave in made[1:3]] == [12, 12]
        assert open_own(made[3]).n_ok == 12
        made[4].answer("8-11", 2)
        made[4].close()
        assert open_own(made[4]).n_ok == 14
    finally:
        stores.close()


def test_after_an_upgrade_small_bands_of_new_waves_may_wait(old, settings):
    migrate.upgrade(settings)
    stores = open_stores(settings)
    try:
        first = year_of(stores, settings, 2028, {"leavers": 4}, pool=NORTH)
        second = year_of(stores, settings, 2029, {"leavers": 6})
        assert open_own(first).waiting == open_own(second).waiting == ("leavers",)
        assert dict(together(first, second).bands) == {"leavers": 10}
        with stores.read("results") as results:
            assert results.scalar(text("SELECT count(*) FROM opened_member")) == 2
    finally:
        stores.close()
