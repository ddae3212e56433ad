"""Killed at any statement of an opening, the program leaves everything or nothing, and the next try ends it."""

from dataclasses import replace
from datetime import date
from functools import partial
from secrets import token_bytes

import pytest
from builders.opening import CONTACT, SAFE
from builders.wave import WAVE, running
from killing import counting, killed
from sqlalchemy import text

from surveyapp.db.engines import open_stores
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.opening import AlreadyOpened, open_wave

TODAY = date(2026, 4, 20)
CHILDREN = 12


def _open(stores, wave):
    given = {"state_keys": wave.state_keys, "today": TODAY}
    return open_wave(stores, wave.catalogue, WAVE, wave.quorum(), **given)


def _kept(stores):
    with stores.read("results") as results:
        names = ("opening", "response", "comment", "tally", "opened_band")
        return {name: results.scalar(text(f"SELECT count(*) FROM {name}")) for name in names}


def _closed_wave(stores, settings):
    wave = running(stores, settings, {"8-11": CHILDREN})
    wave.answer("8-11", CHILDREN, comments="a comment", sex="girl", **{SAFE: "always", CONTACT: "too_little"})
    wave.close()
    return wave


def _state(stores):
    with stores.read("fieldwork") as registry:
        return waves.find(registry, WAVE).state


def _points(total, dose):
    return sorted({round(step * (total - 1) / (dose - 1)) for step in range(dose)})


@pytest.mark.parametrize("dose", [6, pytest.param(1000, marks=pytest.mark.slow)])
def test_an_opening_killed_at_any_statement_is_all_or_nothing(settings, dose):
    """A whole opening counts the statements; each further one, on a wave of its own, is killed at one of them."""
    total = _statements(settings)
    for at in _points(total, min(dose, total)):
        own = replace(settings, pepper=token_bytes(32))  # as another installation: this process remembers keys
        stores = _fresh(own)
        try:
            wave = _closed_wave(stores, own)
            assert killed(own, partial(_open, wave=wave), at)
            kept = _kept(stores)
            assert kept["response"] in (0, CHILDREN)
            assert all(kept.values()) or not any(kept.values()), (at, kept)
            if _state(stores) is State.CLOSED:
                assert _open(stores, wave).n_ok == CHILDREN
            with pytest.raises(AlreadyOpened):
                _open(stores, wave)
            whole = _kept(stores)
            assert whole.pop("tally") > 0
            assert whole == {"opening": 1, "response": CHILDREN, "comment": CHILDREN, "opened_band": 1}
            assert not wave.state_keys.exists(WAVE)
        finally:
            stores.close()


def _statements(settings):
    stores = open_stores(settings)
    try:
        wave = _closed_wave(stores, settings)
        seen = counting(stores, -1)
        _open(stores, wave)
        return seen[0]
    finally:
        stores.close()


def _fresh(settings):
    """The same installation, emptied."""
    stores = open_stores(settings)
    for store, tables in {
        "results": ("tally", "comment", "response", "opened_band", "opening"),
        "box": ("ballot", "issuer_key", "wrapped_key", "custodian", "wave_key"),
        "fieldwork": (
            "access_code",
            "stratum",
            "custodian",
            "wave_band",
            "manifest_seal",
            "wave_manifest",
            "wave",
            "authority",
        ),
    }.items():
        with stores.write(store) as session:
            for table in tables:
                session.execute(text(f"DELETE FROM {table}"))
    return stores
