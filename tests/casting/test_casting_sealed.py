"""The two steps of the sealed path: each may come again at any point, and neither can stand in for the other."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

import pytest
from builders.fieldwork import draft
from builders.wave import CHEAP, NAMES, WAVE, began_before, running
from sqlalchemy import text

from surveyapp.box import ballots, issuers, keys, known, sealing, tokens
from surveyapp.box.custody import KeysExchanged
from surveyapp.box.gate import BoxNotReady
from surveyapp.box.issuers import IssuerMissing
from surveyapp.box.wrapping import WrongKey
from surveyapp.casting import (
    BallotUnfit,
    BlindedUnfit,
    Deposited,
    NotSigned,
    cast,
    check,
    custody,
    deposit,
    issue,
    issuing,
    make_missing,
    new_seed,
)
from surveyapp.casting.manifest import fingerprint, manifest
from surveyapp.db.engines import open_stores
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import CodeSpent, CodeUnknown, WaveClosed, WaveUnknown

BAND = "8-11"


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {BAND: 6, "11-18": 2})


def _modulus(stores, band=BAND):
    with stores.read("box") as box:
        return issuers.public(box, WAVE, band)


def _sealed(stores):
    with stores.read("box") as box:
        return sealing.seal(keys.public_key(box, WAVE), wave=WAVE, band=BAND, plaintext=b"answers")


def _sent(stores, code, seed, *, band=BAND):
    """Both steps, as a browser takes them."""
    n = _modulus(stores, band)
    token = tokens.signed(seed, n, issue(stores, code, tokens.blinded(seed, n)))
    return deposit(stores, WAVE, band, tokens.token(seed).message, token, _sealed(stores))


def _code(wave, band=BAND):
    return wave.digest(wave.codes[band].pop())


def _in_box(stores):
    with stores.read("box") as box:
        return dict(ballots.count(box, WAVE))


def _spent(stores):
    with stores.read("fieldwork") as registry:
        return registry.scalar(text("SELECT count(*) FROM access_code WHERE state = 'spent'"))


def test_whatever_step_is_taken_again_there_is_one_ballot(stores, wave):
    code, seed = _code(wave), new_seed()
    assert check(stores, code).band == BAND
    assert [_sent(stores, code, seed) for _ in range(3)] == [Deposited.STORED, *[Deposited.ALREADY] * 2]
    assert (_in_box(stores), _spent(stores)) == ({BAND: 1}, 1)
    with pytest.raises(CodeSpent):
        check(stores, code)


def test_a_browser_that_sealed_and_a_page_that_did_not_are_the_same_submission(stores, wave):
    submission = wave.submission(BAND)
    assert cast(stores, submission) is Deposited.STORED
    assert _sent(stores, submission.code_digest, submission.seed) is Deposited.ALREADY


def test_a_crash_between_the_steps_heals_at_the_next_try(stores, wave):
    code, seed = _code(wave), new_seed()
    issue(stores, code, tokens.blinded(seed, _modulus(stores)))
    assert (_in_box(stores), _spent(stores)) == ({}, 1)
    assert _sent(stores, code, seed) is Deposited.STORED


def test_of_eight_tablets_with_one_code_one_gets_a_signature(stores, wave):
    code, n, outcomes = _code(wave), _modulus(stores), []

    def send():
        try:
            issue(stores, code, tokens.blinded(new_seed(), n))
            outcomes.append("signed")
        except CodeSpent:
            outcomes.append("used")

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["signed", *["used"] * 7]


@pytest.mark.parametrize("blinded", [b"", bytes(256), b"\xff" * 256, b"\x01"], ids=["empty", "zero", "above", "short"])
def test_an_unfit_value_does_not_use_up_the_code(stores, wave, blinded):
    code = _code(wave)
    with pytest.raises(BlindedUnfit):
        issue(stores, code, blinded)
    assert check(stores, code).wave == WAVE


def test_a_code_that_was_never_issued_signs_nothing(stores, wave):
    with pytest.raises(CodeUnknown):
        issue(stores, bytes(32), b"\x01" * 256)


def test_a_token_of_another_band_opens_no_box(stores, wave):
    seed, n = new_seed(), _modulus(stores, "11-18")
    token = tokens.signed(seed, n, issue(stores, _code(wave, "11-18"), tokens.blinded(seed, n)))
    message = tokens.token(seed).message
    for where in ((WAVE, BAND), (WAVE, "nobody"), ("elsewhere", "11-18")):
        with pytest.raises(NotSigned):
            deposit(stores, *where, message, token, _sealed(stores))
    with pytest.raises(BallotUnfit):
        deposit(stores, WAVE, "11-18", message, token, bytes(sealing.SEALED_SIZE))
    assert _in_box(stores) == {}


def test_no_step_writes_in_the_other_store(stores, wave, monkeypatch):
    """Neither request's transaction can be laid beside the other's: each writes in one store alone."""
    written = []
    for way in ("write", "change"):
        really = getattr(type(stores), way)

        def noted(self, store, really=really):
            written.append(store)
            return really(self, store)

        monkeypatch.setattr(type(stores), way, noted)
    code, seed, n = _code(wave), new_seed(), _modulus(stores)
    signature = issue(stores, code, tokens.blinded(seed, n))
    assert written == ["fieldwork"]
    written.clear()
    deposit(stores, WAVE, BAND, tokens.token(seed).message, tokens.signed(seed, n, signature), _sealed(stores))
    assert written == ["box"]


def test_issuer_keys_rest_wrapped_and_another_pepper_opens_none(stores, settings, wave):
    with stores.read("box") as box:
        rows = box.execute(text("SELECT public, wrapped FROM issuer_key")).all()
        signers = [issuers.signer(box, WAVE, band, key=stores.key(issuers.PURPOSE)) for band in (BAND, "11-18")]
    for signer in signers:
        for secret in (signer.p, signer.q):
            assert all(secret.to_bytes(128, "big") not in bytes(row.wrapped) for row in rows)
    other = open_stores(replace(settings, pepper=bytes(32)))
    with other.read("box") as box, pytest.raises(WrongKey):
        issuers.signer(box, WAVE, BAND, key=other.key(issuers.PURPOSE))
    other.close()


def test_a_wave_from_before_there_were_issuer_keys_gets_them_when_they_are_needed(stores, wave):
    began_before(stores)
    with stores.write("box") as box:
        issuers.discard(box, WAVE)
    assert cast(stores, wave.submission(BAND)) is Deposited.STORED
    with stores.write("box") as box:
        issuers.discard(box, WAVE)
    issue(stores, _code(wave), b"\x01" * 256)
    before = fingerprint(stores, WAVE)
    make_missing(stores, WAVE)
    assert fingerprint(stores, WAVE) == before, "what is there is never made again"


def test_a_signing_key_that_somebody_has_taken_is_not_made_again_and_uses_no_code_up(stores, wave):
    with stores.write("box") as box:
        issuers.discard(box, WAVE)
    known.forget(WAVE)
    with pytest.raises(KeysExchanged):
        issue(stores, _code(wave), b"\x01" * 256)
    with pytest.raises(KeysExchanged):
        fingerprint(stores, WAVE)
    with stores.read("box") as box:
        assert issuers.publics(box, WAVE) == {}
    assert check(stores, _code(wave)).wave == WAVE, "the card is as good as before"


def test_two_processes_that_make_missing_keys_at_once_end_with_the_same(stores, wave, monkeypatch):
    began_before(stores)
    with stores.write("box") as box:
        issuers.discard(box, WAVE)
    make, asked = issuers.generate, []

    def meanwhile():
        if not asked:
            asked.append(1)
            make_missing(stores, WAVE)
        return make()

    monkeypatch.setattr(issuing.issuers, "generate", meanwhile)
    make_missing(stores, WAVE)
    assert _sent(stores, _code(wave), new_seed()) is Deposited.STORED


def test_new_phrases_for_a_draft_are_new_keys_of_every_kind(stores):
    with stores.write("fieldwork") as registry:
        draft(registry, WAVE)
    custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    before = manifest(stores, WAVE)
    custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    first, second = (json.loads(one.document) for one in (before, manifest(stores, WAVE)))
    assert first["public"] != second["public"]
    assert first["bands"][BAND]["issuer"] != second["bands"][BAND]["issuer"]
    assert first["fingerprint"] != second["fingerprint"]


def test_there_is_no_manifest_before_the_keys_nor_of_a_wave_that_is_none(stores, monkeypatch):
    with stores.write("fieldwork") as registry:
        draft(registry, WAVE)
    monkeypatch.setattr(issuing.issuers, "generate", lambda: pytest.fail("keys were made to be thrown away"))
    with pytest.raises(BoxNotReady):
        manifest(stores, WAVE)
    with pytest.raises(WaveUnknown):
        manifest(stores, "elsewhere")


def test_destroyed_keys_sign_nothing_and_are_not_made_again(stores, wave):
    document = manifest(stores, WAVE).document
    cast(stores, wave.submission(BAND))
    with stores.write("box") as box:
        ballots.mark_opened(box, WAVE)
        assert issuers.destroy(box, WAVE) == 2
    assert known.signer(stores, WAVE, BAND), "kept by a process that has used it"
    known.forget(WAVE)
    with pytest.raises(IssuerMissing):
        known.signer(stores, WAVE, BAND)
    with stores.write("box") as box:
        assert issuers.destroy(box, WAVE) == 0
    with stores.read("box") as box, pytest.raises(IssuerMissing):
        issuers.signer(box, WAVE, BAND, key=stores.key(issuers.PURPOSE))
    assert manifest(stores, WAVE).document == document, "the public halves stay, so the fingerprint can be checked"
    with stores.write("box") as box:
        issuers.discard(box, WAVE)
    with pytest.raises(WaveClosed):
        make_missing(stores, WAVE)
    with stores.write("fieldwork") as registry:
        waves.start_closing(registry, WAVE)
    with pytest.raises(BoxNotReady):
        issue(stores, _code(wave), b"\x01" * 256)
