"""What the stores know before fieldwork: plans, numbers, and the release of the wave before. Both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import definition as make
from builders.counted import by_band, instruments, released

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.fieldwork.models import PoolMember, State
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.prospects import known
from surveyapp.prospects.assumed import last_response
from surveyapp.prospects.known import CountedAlready
from surveyapp.prospects.reading import Numbers
from surveyapp.releases import store

BANK = make.bank(breakdowns=(make.breakdown("placement"),))
SURVEYS = instruments("8-11", "11-18", items=(make.item(), make.item("placement", "choice", breakdown="placement")))
KNOWN = Catalogue(BANK, tuple(SURVEYS.values()))
COUNCIL = "northvale"


def planned(stores: Stores, year: int, state: State = State.DRAFT, *, trial: bool = False, eligible: int = 40) -> str:
    """A wave of this year with 40 children of 8 to 11, thirty of them in foster care."""
    bands = tuple(BandPlan(band, one.fingerprint) for band, one in SURVEYS.items())
    days = date(year, 2, 2), date(year, 3, 20)
    plan = WavePlan(f"{COUNCIL}-{year}", COUNCIL, f"Our lives {year}", year, *days, bands, trial=trial, pool=COUNCIL)
    with stores.write("fieldwork") as session:
        waves.add_authority(session, COUNCIL, "Northvale")
        wave = waves.create(session, plan)
        cohorts.set_eligible(session, wave.id, band="8-11", team="North", eligible=eligible)
        divided = {"foster": 30, "family": eligible - 30}
        cohorts.set_breakdown(session, wave.id, band="8-11", breakdown="placement", counts=divided)
        if state is not State.DRAFT:
            wave.opened_on, wave.closed_on = days
            wave.state = state
    return plan.id


def published(stores: Stores, year: int) -> None:
    """The release of that year's wave, in which 20 of 41 answered."""
    with stores.write("releases") as session:
        told = released(by_band({"8-11": (15, 20)}), instruments=instruments("8-11"), year=year)
        store.publish(session, told, day=date(year, 5, 19))


def test_a_wave_is_known_as_its_opening_would_have_it(stores: Stores) -> None:
    planned(stores, 2024, State.RELEASED)
    published(stores, 2024)
    found = known.of_wave(stores, KNOWN, planned(stores, 2026))
    assert found.title == "Our lives 2026"
    assert found.bands == {"8-11": 40, "11-18": 0}
    assert found.plan.eligible.groups["8-11", "placement", "foster"] == 30
    assert found.plan.pool == COUNCIL
    assert last_response(found) == {"8-11": pytest.approx(20 / 41)}


def test_before_there_is_a_wave_the_last_numbers_and_the_last_release_stand_for_it(stores: Stores) -> None:
    planned(stores, 2022, State.RELEASED)
    planned(stores, 2024, State.RELEASED, eligible=44)
    planned(stores, 2025, trial=True, eligible=99)
    published(stores, 2022)
    published(stores, 2024)
    numbers = known.last_numbers(stores, KNOWN, COUNCIL)
    before = known.last_release(stores, COUNCIL)
    assert numbers.eligible["8-11"] == 44
    assert numbers.groups["8-11", "placement", "family"] == 14
    assert before is not None
    assert before.wave.year == 2024
    found = known.of_numbers(KNOWN, numbers, before)
    assert (list(found.bands), found.title) == (["8-11"], "")


def test_a_council_that_has_asked_nobody_has_no_numbers(stores: Stores) -> None:
    assert known.last_numbers(stores, KNOWN, COUNCIL) == Numbers()
    assert known.last_release(stores, COUNCIL) is None
    planned(stores, 2024, State.RELEASED)
    assert known.last_release(stores, COUNCIL) is None


def test_only_a_wave_that_asks_children_has_prospects(stores: Stores) -> None:
    with pytest.raises(WaveUnknown):
        known.of_wave(stores, KNOWN, "northvale-2030")
    first, both = planned(stores, 2024, State.OPENED), planned(stores, 2026, State.OPENED)
    with stores.write("fieldwork") as session:
        session.add(PoolMember(wave=both, member=first, band="8-11"))
    with pytest.raises(CountedAlready):
        known.of_wave(stores, KNOWN, both)
    assert known.last_numbers(stores, replace(KNOWN), COUNCIL).eligible["8-11"] == 40
