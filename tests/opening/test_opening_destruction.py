"""Keys and ballots are destroyed after the opening, once, with a certificate, and never too early."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders.opening import SAFE
from builders.wave import OPENED_ON, WAVE, counted, open_box, running
from sqlalchemy import text

from surveyapp.box import keys
from surveyapp.box.custody import WaveWithoutKeys
from surveyapp.casting import cast
from surveyapp.fieldwork import drills
from surveyapp.fieldwork.counts import response_rates
from surveyapp.opening import (
    CountsDisagree,
    NotYetToBeDestroyed,
    afterwards,
    destroy,
)


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 30, "11-18": 14})


def _destroy(wave, **choices):
    given = {"restored_elsewhere": "at home, 1 May", "by": "Ada", **choices}
    return destroy(wave.stores, WAVE, state_keys=wave.state_keys, today=OPENED_ON, **given)


def _digests(registry):
    return {bytes(row.digest) for row in registry.execute(text("SELECT digest FROM access_code"))}


@pytest.fixture
def opened(wave):
    wave.answer("8-11", 10)
    cast(wave.stores, replace(wave.submission("8-11"), plaintext=b"bad"))
    wave.close()
    open_box(wave)
    return wave


def test_keys_and_ballots_go_and_the_certificate_says_so(opened):
    certificate = _destroy(opened)
    assert (certificate.ballots, certificate.wrapped_keys, certificate.n_ok, certificate.n_bad) == (11, 3, 10, 1)
    said = certificate.text()
    assert "Sealed ballots destroyed: 11" in said
    assert "every backup of the box" in said
    assert "Destroyed by: Ada" in said
    for table in ("ballot", "wrapped_key", "custodian"):
        with opened.stores.read("box") as box:
            assert box.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_codes_are_forgotten_and_the_response_rate_stays(opened):
    with opened.stores.read("fieldwork") as registry:
        before, digests = response_rates(registry, WAVE), _digests(registry)
    assert _destroy(opened).codes == 44
    with opened.stores.read("fieldwork") as registry:
        assert response_rates(registry, WAVE) == before
        assert not digests & _digests(registry)
        assert registry.scalar(text("SELECT count(DISTINCT blinded) FROM access_code")) == 1


def test_a_second_try_gives_the_same_certificate(opened):
    first = _destroy(opened)
    assert _destroy(opened, by="Ben", restored_elsewhere="") == first
    assert afterwards(opened.stores, WAVE).certificate == first


def test_a_destruction_that_was_cut_off_is_taken_up_again(opened, monkeypatch):
    for cut in ("clearing.clear", "state_keys", "wash"):
        with monkeypatch.context() as patch:
            place = "box.statekeys.StateKeys.destroy" if cut == "state_keys" else f"opening.destruction.{cut}"
            patch.setattr(f"surveyapp.{place}", lambda *_args: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                _destroy(opened)
        assert afterwards(opened.stores, WAVE).certificate is None
    certificate = _destroy(opened, by="Ben")
    assert (certificate.ballots, certificate.wrapped_keys, certificate.codes, certificate.by) == (11, 3, 44, "Ada")


def test_ballots_that_came_too_late_are_destroyed_and_told_of(opened):
    with opened.stores.write("box") as box:
        box.execute(text("INSERT INTO ballot SELECT :tag, wave, band, sealed FROM ballot LIMIT 1"), {"tag": bytes(32)})
    with pytest.raises(CountsDisagree):
        _destroy(opened)
    with opened.stores.write("results") as results:
        results.execute(text("INSERT INTO opened_away VALUES (:wave, 1)"), {"wave": WAVE})
    certificate = _destroy(opened)
    assert (certificate.ballots, certificate.late) == (12, 1)
    assert "1 came too late and were never opened" in certificate.text()


def test_what_was_destroyed_opens_never_again(opened):
    _destroy(opened)
    with opened.stores.read("box") as box, pytest.raises(WaveWithoutKeys):
        keys.unwrap(box, WAVE, opened.phrases)


def test_results_are_still_there(opened):
    _destroy(opened)
    assert counted(opened, breakdown="all", item=SAFE) == {"skipped": 10}


def test_nothing_is_destroyed_before_the_opening(wave):
    with pytest.raises(NotYetToBeDestroyed, match="not been opened"):
        _destroy(wave)


def test_nothing_is_destroyed_before_a_restore_was_tried(opened):
    with opened.stores.write("fieldwork") as registry:
        drills.record(registry, OPENED_ON)
        drills.record(registry, OPENED_ON + timedelta(days=1), problem="a file was missing", openings=(WAVE,))
    with pytest.raises(NotYetToBeDestroyed, match="restore"):
        _destroy(opened, restored_elsewhere=" ")


def test_the_certificate_says_which_restore_was_tried(opened):
    with opened.stores.write("fieldwork") as registry:
        drills.record(registry, OPENED_ON, openings=(WAVE,))
        drills.record(registry, OPENED_ON, problem="a file was missing")
    certificate = _destroy(opened)
    assert (certificate.restored_on, certificate.restored_elsewhere) == (OPENED_ON, "")
    assert f"tried before: {OPENED_ON:%Y-%m-%d}, as the record" in certificate.text()


def test_the_certificate_says_where_else_a_restore_was_tried(opened):
    assert "the person above says where and when: at home, 1 May" in _destroy(opened).text()


def test_nothing_is_destroyed_while_counts_disagree(opened):
    with opened.stores.write("box") as box:
        box.execute(text("DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT 1)"))
    with pytest.raises(NotYetToBeDestroyed, match="10 ballots"):
        _destroy(opened)
