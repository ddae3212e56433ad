"""From opened answers to a published release, through every store."""

from dataclasses import replace
from datetime import date

import pytest
from builders.opening import HAPPY, SAFE
from builders.wave import running

from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import outcomes, waves
from surveyapp.fieldwork.models import Outcome, State, Wave
from surveyapp.opening import open_wave
from surveyapp.releases import read
from surveyapp.releases.build import NotOpened, NotReleasedBefore, TrialWave, build
from surveyapp.releases.model import Count, Label, Shown
from surveyapp.releases.publish import release
from surveyapp.releases.store import NothingChanged, ReasonNeeded
from surveyapp.results.models import Response

TODAY = date(2026, 4, 20)


@pytest.fixture
def wave(stores, settings):
    made = running(stores, settings, {"8-11": 60, "11-18": 50})
    made.answer("8-11", 20, **{SAFE: "always", "sex": "girl"})
    made.answer("8-11", 14, **{SAFE: "never", "sex": "boy"})
    made.answer("11-18", 30, **{SAFE: "mostly", HAPPY: 8, "sex": "boy"})
    made.answer("11-18", 12, **{SAFE: "sometimes", HAPPY: 3, "sex": "girl"})
    made.close()
    open_wave(stores, made.catalogue, made.wave, made.quorum(), state_keys=made.state_keys, today=TODAY)
    return made


def state(wave):
    with wave.stores.read("fieldwork") as session:
        return waves.find(session, wave.wave).state


def change(wave, **changes):
    with wave.stores.write("fieldwork") as session:
        found = session.get(Wave, wave.wave)
        for name, value in changes.items():
            setattr(found, name, value)


def test_answers_come_out_as_a_release_that_can_be_read(wave):
    published = release(wave.stores, wave.catalogue, wave.wave, day=TODAY)
    with wave.stores.read("releases") as session:
        assert read.latest(session, "northvale", wave.wave) == published
    assert state(wave) is State.RELEASED
    (headline,) = published.release.indicator(SAFE).results
    assert headline.now.count == Count(Shown.EXACT, 50, 50, 76)
    assert headline.change.label == Label.NOT_COMPARABLE
    rates = {rate.band: (rate.completed, rate.eligible) for rate in published.release.response_rates}
    assert rates == {"all": (76, 110), "8-11": (34, 60), "11-18": (42, 50)}
    sex = next(one for one in published.release.indicator(SAFE).breakdowns if one.breakdown == "sex")
    assert {group.value: group.result.count.low for group in sex.groups if hasattr(group.result, "count")} == {
        "girl": 20,
        "boy": 30,
    }


def test_a_rebuilt_release_is_the_same_and_a_revision_needs_a_reason(wave):
    release(wave.stores, wave.catalogue, wave.wave, day=TODAY)
    with pytest.raises(NothingChanged):
        release(wave.stores, wave.catalogue, wave.wave, day=TODAY, reason="again")
    with wave.stores.write("fieldwork") as session:
        waves.add_authority(session, "northvale", "North Vale Council")
    with pytest.raises(ReasonNeeded):
        release(wave.stores, wave.catalogue, wave.wave, day=TODAY)
    revised = release(wave.stores, wave.catalogue, wave.wave, day=TODAY, reason="The name was wrong.")
    assert (revised.revision, revised.release.authority_title) == (2, "North Vale Council")


def test_a_release_cut_off_before_its_wave_was_marked_is_found_and_marked(wave):
    published = release(wave.stores, wave.catalogue, wave.wave, day=TODAY)
    change(wave, state=State.OPENED)
    assert release(wave.stores, wave.catalogue, wave.wave, day=TODAY) == published
    assert state(wave) is State.RELEASED


def test_a_wave_that_was_not_opened_has_no_release(wave):
    change(wave, state=State.CLOSED)
    with pytest.raises(NotOpened):
        release(wave.stores, wave.catalogue, wave.wave, day=TODAY)


def test_a_trial_wave_is_never_released(wave):
    change(wave, trial=True)
    with pytest.raises(TrialWave):
        release(wave.stores, wave.catalogue, wave.wave, day=TODAY)


def test_a_wave_is_compared_only_with_a_published_one(wave):
    with pytest.raises(NotReleasedBefore):
        build(wave.stores, wave.catalogue, wave.wave, previous="northvale-2024")


def test_outcomes_of_all_bands_are_added_up(wave):
    with wave.stores.write("fieldwork") as session:
        for band in ("8-11", "11-18"):
            outcomes.record(session, wave.wave, band=band, given={Outcome.REFUSED: 3, Outcome.NOT_REACHED: 4})
    found = build(wave.stores, wave.catalogue, wave.wave).response_rates[0].outcomes
    assert (found.completed, found.refused, found.not_reached, found.unable) == (76, 6, 8, None)


def test_a_definition_that_left_out_the_indicator_leaves_it_out_of_the_release(wave):
    bank = wave.catalogue.bank
    fewer = replace(bank, indicators={id: one for id, one in bank.indicators.items() if id != SAFE})
    found = build(wave.stores, Catalogue(fewer, wave.catalogue.instruments), wave.wave)
    assert SAFE not in {indicator.id for indicator in found.indicators}


def test_building_reads_answers_and_writes_none(wave):
    with wave.stores.read("results") as session:
        before = session.query(Response).count()
    build(wave.stores, wave.catalogue, wave.wave)
    with wave.stores.read("results") as session:
        assert session.query(Response).count() == before
