"""A wave moves one step at a time, and only when the step's conditions hold."""

from __future__ import annotations

from datetime import date

import pytest
from builders import fieldwork as build
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import cohorts, custodians, waves
from surveyapp.fieldwork.errors import (
    AuthorityUnknown,
    BadName,
    BandUnknown,
    CustodiansMissing,
    CustodianUnknown,
    NobodyToAsk,
    NotProved,
    TrialNeverReleased,
    WaveExists,
    WaveUnknown,
    WrongState,
)
from surveyapp.fieldwork.models import State, Wave
from surveyapp.fieldwork.waves import BandPlan, WavePlan

WAVE = "northvale-2026"
DAY = date(2026, 4, 20)
STEPS = {
    "declare_pool": (lambda s: waves.declare_pool(s, WAVE, None), {State.DRAFT}),
    "declare_breakdowns": (lambda s: waves.declare_breakdowns(s, WAVE, ("sex",)), {State.DRAFT}),
    "throw_away": (lambda s: waves.throw_away(s, WAVE), {State.DRAFT}),
    "dismiss": (lambda s: custodians.dismiss(s, WAVE), {State.DRAFT}),
    "open_wave": (lambda s: waves.open_wave(s, WAVE, day=DAY), {State.DRAFT}),
    "start_closing": (lambda s: waves.start_closing(s, WAVE), {State.OPEN}),
    "extend": (lambda s: waves.extend(s, WAVE, ends_on=DAY), {State.OPEN, State.CLOSING, State.CLOSED}),
    "close_wave": (lambda s: waves.close_wave(s, WAVE, day=DAY), {State.CLOSING}),
    "mark_opened": (lambda s: waves.mark_opened(s, WAVE), {State.CLOSED}),
    "mark_released": (lambda s: waves.mark_released(s, WAVE), {State.OPENED, State.RELEASED}),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", list(STEPS))
def test_each_step_begins_only_where_it_should(stores: Stores, step: str, state: State) -> None:
    act, allowed = STEPS[step]
    with stores.write("fieldwork") as session:
        build.opened(session)
        session.execute(update(Wave).values(state=state))
    if state in allowed:
        with stores.write("fieldwork") as session:
            act(session)
    else:
        with stores.write("fieldwork") as session, pytest.raises(WrongState) as refused:
            act(session)
        assert refused.value.now == state


def test_the_whole_way_ends_in_released(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.opened(session)
        waves.start_closing(session, WAVE)
        waves.close_wave(session, WAVE, day=DAY)
        waves.mark_opened(session, WAVE)
        wave = waves.mark_released(session, WAVE)
    assert (wave.state, wave.opened_on, wave.closed_on) == (State.RELEASED, build.FIRST, DAY)


def test_a_trial_wave_is_never_released_not_even_by_hand(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.opened(session, trial=True)
        session.execute(update(Wave).values(state=State.OPENED))
        with pytest.raises(TrialNeverReleased):
            waves.mark_released(session, WAVE)
    with pytest.raises(IntegrityError, match="trial_never_released"), stores.write("fieldwork") as session:
        session.execute(update(Wave).values(state=State.RELEASED))


def test_the_wave_before_is_the_last_released_real_one_of_the_same_authority(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        for wave, authority, year, trial, state in [
            ("n-2020", "northvale", 2020, False, State.RELEASED),
            ("n-2022", "northvale", 2022, False, State.RELEASED),
            ("n-2023", "northvale", 2023, False, State.OPENED),
            ("n-2024-trial", "northvale", 2024, True, State.OPENED),
            ("s-2025", "southvale", 2025, False, State.RELEASED),
            ("n-2026", "northvale", 2026, False, State.OPENED),
            ("n-2026-trial", "northvale", 2026, True, State.OPENED),
        ]:
            build.opened(session, wave, authority=authority, trial=trial, starts_on=date(year, 3, 1)).state = state
        session.flush()
        before = waves.before(session, "n-2026")
        assert before is not None
        assert before.id == "n-2022"
        assert waves.before(session, "n-2026-trial") is None
        assert waves.before(session, "n-2020") is None


def test_fieldwork_waits_for_every_custodians_canary(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session)
        for position, name in enumerate(build.NAMES):
            with pytest.raises(NotProved) as refused:
                waves.open_wave(session, WAVE, day=DAY)
            assert refused.value.names == build.NAMES[position:]
            custodians.prove(session, WAVE, name)
        waves.open_wave(session, WAVE, day=build.FIRST)


def test_new_custodians_must_prove_themselves_again(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session)
        custodians.prove(session, WAVE, build.NAMES[0])
        custodians.name_custodians(session, WAVE, build.NAMES)
        assert custodians.unproved(session, WAVE) == build.NAMES


def test_custodians_are_asked_again_past_the_middle_of_the_wave(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.opened(session)
        assert custodians.unproved(session, WAVE, today=date(2026, 3, 22)) == ()
        assert custodians.unproved(session, WAVE, today=date(2026, 3, 23)) == build.NAMES
        custodians.prove(session, WAVE, build.NAMES[0])
        assert custodians.unproved(session, WAVE, today=date(2026, 3, 23)) == build.NAMES[1:]


def test_custodians_cannot_change_once_the_wave_is_open_nor_be_too_few(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session)
        with pytest.raises(CustodiansMissing):
            custodians.name_custodians(session, WAVE, ["Ada", "Ada"])
        with pytest.raises(CustodianUnknown):
            custodians.prove(session, WAVE, "Nobody")
        for name in build.NAMES:
            custodians.prove(session, WAVE, name)
        waves.open_wave(session, WAVE, day=DAY)
        with pytest.raises(WrongState):
            custodians.name_custodians(session, WAVE, build.NAMES)


def test_a_wave_without_anybody_eligible_or_without_custodians_does_not_open(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session, eligible={"8-11": 0})
        with pytest.raises(NobodyToAsk):
            waves.open_wave(session, WAVE, day=DAY)
        waves.create(session, plan(id="second"))
        cohorts.set_eligible(session, "second", band="8-11", team="North", eligible=3)
        with pytest.raises(CustodiansMissing):
            waves.open_wave(session, "second", day=DAY)


def plan(**choices: object) -> WavePlan:
    band = BandPlan("8-11", build.INSTRUMENTS["8-11"])
    given = {"id": WAVE, "authority": "northvale", "title": "Your life", "year": 2026, "bands": (band,)}
    return WavePlan(**{**given, "starts_on": build.FIRST, "ends_on": build.LAST, **choices})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "../x", "North", "a b", "-a", "é", "a" * 61, "a\n"])
def test_an_id_that_could_not_be_a_file_name_is_refused(stores: Stores, name: str) -> None:
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale")
        with pytest.raises(BadName):
            waves.create(session, plan(id=name))
        with pytest.raises(BadName):
            waves.add_authority(session, name, "x")


def test_what_a_wave_refers_to_must_be_there(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        with pytest.raises(AuthorityUnknown):
            waves.create(session, plan())
        build.draft(session)
        with pytest.raises(WaveExists):
            waves.create(session, plan())
        with pytest.raises(BandUnknown):
            waves.create(session, plan(id="other", bands=(BandPlan("8-11", "8" * 64, neighbour="11-18"),)))
        for look in (waves.find, waves.start_closing, custodians.unproved):
            with pytest.raises(WaveUnknown):
                look(session, "nowhere")


def test_pooling_is_declared_with_the_wave(stores: Stores) -> None:
    both = (BandPlan("4-7", "4" * 64, neighbour="8-11"), BandPlan("8-11", "8" * 64, neighbour="4-7"))
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "Northvale")
        waves.create(session, plan(bands=both))
        declared = {band.band: band.neighbour for band in waves.bands(session, WAVE)}
    assert declared == {"4-7": "8-11", "8-11": "4-7"}


def test_an_authoritys_waves_come_newest_first(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        for year in (2022, 2026, 2024):
            build.draft(session, f"n-{year}", starts_on=date(year, 3, 1))
        build.draft(session, "s", authority="southvale")
        assert [wave.year for wave in waves.of(session, "northvale")] == [2026, 2024, 2022]
        assert [authority.id for authority in waves.authorities(session)] == ["northvale", "southvale"]
