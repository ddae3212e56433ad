"""A closed wave that nobody can open is destroyed unread, once and to the end; nothing else ever is."""

from __future__ import annotations

import pytest
from builders.wave import OPENED_ON, WAVE, open_box, running
from sqlalchemy import text

from surveyapp import casting
from surveyapp.audit import audit
from surveyapp.audit.findings import Verdict
from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.counts import response_rates
from surveyapp.fieldwork.errors import WaveClosed, WaveEnded
from surveyapp.opening import NotToBeEnded, afterwards, certificate, end_unread, ended
from surveyapp.opening.declared import Ended


@pytest.fixture
def wave(stores, settings):
    made = running(stores, settings, {"8-11": 30})
    made.answer("8-11", 12)
    return made


def _end(wave, by="Ada"):
    return end_unread(wave.stores, WAVE, state_keys=wave.state_keys, today=OPENED_ON, by=by)


def _left(wave):
    with wave.stores.read("box") as box:
        tables = ("ballot", "wrapped_key", "custodian")
        return [box.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables]


def test_all_of_it_goes_unread_and_the_response_rate_stays(wave, settings):
    wave.close()
    with wave.stores.read("fieldwork") as registry:
        before = response_rates(registry, WAVE)
    made = _end(wave)
    assert (made.ballots, made.wrapped_keys, made.issuer_keys, made.codes) == (12, 3, 1, 30)
    assert "was never opened" in made.text()
    assert _left(wave) == [0, 0, 0]
    with wave.stores.read("fieldwork") as registry:
        assert response_rates(registry, WAVE) == before
    assert not wave.state_keys.exists(WAVE)
    assert _end(wave, by="Ben") == made == ended(wave.stores, WAVE)
    assert (afterwards(wave.stores, WAVE), certificate(wave.stores, WAVE)) == (None, None)
    with pytest.raises(Ended):
        open_box(wave)
    with wave.stores.write("fieldwork") as registry, pytest.raises(WaveEnded):
        waves.extend(registry, WAVE, ends_on=OPENED_ON)
    (line,) = (one for one in audit(settings, today=OPENED_ON).findings if one.claim.startswith(f"{WAVE}: its keys"))
    assert line.verdict is Verdict.HOLDS


def test_a_ballot_that_comes_after_the_end_is_refused_and_its_code_is_told_to_have_none(wave):
    """Its token was bought in time, but nobody could ever open it."""
    late = wave.submission("8-11")
    with wave.stores.read("box") as box:
        n, public = issuers.public(box, WAVE, "8-11"), keys.public_key(box, WAVE)
    its = tokens.token(late.seed)
    signed = tokens.signed(late.seed, n, casting.issue(wave.stores, late.code_digest, tokens.blinded(late.seed, n)))
    sealed = sealing.seal_ballot(public, wave=WAVE, band="8-11", proof=its.proof, plaintext=late.plaintext)
    wave.close()
    made = _end(wave)
    with pytest.raises(WaveClosed):
        casting.deposit(wave.stores, WAVE, "8-11", its.message, signed, sealed)
    assert _left(wave) == [0, 0, 0]
    assert (made.ballots, made.n_missing) == (12, 1)
    assert "Used codes without a ballot: 1 (a few are normal" in made.text()


def test_what_is_open_opened_or_carried_away_is_not_ended(wave):
    with pytest.raises(NotToBeEnded, match="not closed"):
        _end(wave)
    wave.close()
    away = text("INSERT INTO carried_away (wave, digest) VALUES (:wave, :digest)")
    with wave.stores.write("box") as box:
        box.execute(away, {"wave": WAVE, "digest": bytes(32)})
    with pytest.raises(NotToBeEnded, match="was exported"):
        _end(wave)
    with wave.stores.write("box") as box:
        box.execute(text("DELETE FROM carried_away"))
    open_box(wave)
    with pytest.raises(NotToBeEnded, match="was opened"):
        _end(wave)
    assert _left(wave) == [12, 3, 3]


def test_an_end_that_was_cut_off_is_taken_up_again(wave, monkeypatch):
    wave.close()
    for cut in ("opening.unread.clearing.clear", "box.statekeys.StateKeys.destroy", "opening.unread.wash"):
        with monkeypatch.context() as patch:
            patch.setattr(f"surveyapp.{cut}", lambda *_args: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                _end(wave)
        assert ended(wave.stores, WAVE) is None
    made = _end(wave, by="Ben")
    assert (made.ballots, made.codes, made.by) == (12, 30, "Ada")
