"""A ballot counts for the survey that its card carries, whatever its sender put into it."""

from dataclasses import replace
from datetime import date

import pytest
from builders.wave import running

from surveyapp.casting import cast
from surveyapp.definition.answers import encode_ballot
from surveyapp.fieldwork import codes, cohorts
from surveyapp.opening import TooFewToOpen, open_wave


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 12, "11-18": 12})


def _open(wave):
    given = {"state_keys": wave.state_keys, "today": date(2026, 4, 20)}
    return open_wave(wave.stores, wave.catalogue, wave.wave, wave.quorum(), **given)


def _empty(wave, band, *, of, code=""):
    """A ballot of this band's card that holds an empty sheet of another band's survey."""
    sheet = encode_ballot(wave.catalogue.version(of, "2024"), {}, 4096)
    cast(wave.stores, replace(wave.submission(band, code=code), plaintext=sheet))


def test_cards_of_one_band_cannot_fill_another_around_a_single_child(wave):
    wave.answer("11-18", 1)
    for _ in range(11):
        _empty(wave, "8-11", of="11-18")
    wave.close()
    with pytest.raises(TooFewToOpen):
        _open(wave)


def test_what_cards_cannot_hold_is_counted_as_unreadable(wave):
    wave.answer("11-18", 11)
    wave.answer("8-11", 10)
    _empty(wave, "8-11", of="11-18")
    wave.close()
    report = _open(wave)
    assert (report.n_ok, report.n_bad) == (21, 1)
    assert report.bands == {"8-11": 10, "11-18": 11}


def test_a_card_that_carries_another_bands_survey_counts_there(wave, stores, settings):
    younger = wave.catalogue.version("8-11", "2024").fingerprint
    with stores.write("fieldwork") as registry:
        team = cohorts.set_eligible(registry, wave.wave, band="11-18", team="Team Two", eligible=1)
        (code,) = codes.issue(registry, pepper=settings.pepper, stratum=team.id, instrument=younger, count=1)
    wave.answer("8-11", 10)
    wave.answer("11-18", 10)
    _empty(wave, "11-18", of="8-11", code=code)
    wave.close()
    assert _open(wave).bands == {"8-11": 11, "11-18": 10}
