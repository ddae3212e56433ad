"""The sealed path's addresses: each request may come twice, late, broken or made up, and is answered in one word."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
from builders.child import Fieldwork, fieldwork, in_the_box
from builders.fieldwork import draft
from builders.tablet import BAND, Tablet, base64, unbase64
from flask import Flask
from sqlalchemy.exc import OperationalError

from surveyapp import casting
from surveyapp.box import ballots, issuers, tokens
from surveyapp.fieldwork import codes, waves
from surveyapp.opening import end_unread


def to_state(made: Fieldwork, *steps: str) -> None:
    with made.app.extensions["stores"].write("fieldwork") as session:
        for step in steps:
            if step == "close":
                waves.close_wave(session, made.wave, day=waves.find(session, made.wave).ends_on)
            else:
                waves.start_closing(session, made.wave)


def test_a_card_ends_in_one_ballot(tablet: Tablet) -> None:
    answer = tablet.post("check", {"code": tablet.code.lower()})
    instrument = tablet.made.app.extensions["catalogue"].version(BAND, "2024").fingerprint
    valid = {"says": "valid", "wave": tablet.made.wave, "band": BAND, "instrument": instrument}
    assert answer.json == valid | {"presentation": BAND, "found": answer.json["found"]}
    deposited = tablet.post("deposit", tablet.deposit(tablet.signed()))
    assert (deposited.status_code, deposited.json) == (200, {"says": "stored", "tag": tablet.tag})
    assert [ballot.instrument.fingerprint for ballot in in_the_box(tablet.made)] == [instrument]


def test_every_step_may_be_sent_again(tablet: Tablet) -> None:
    first, second = tablet.signed(), tablet.signed()
    assert first == second
    body = tablet.deposit(first)
    answers = [tablet.post("deposit", one) for one in (body, body, tablet.deposit(second))]
    assert [answer.json["says"] for answer in answers] == ["stored", "already", "already"], "the last was sealed again"
    assert {answer.json["tag"] for answer in answers} == {tablet.tag}
    assert tablet.signed() == first, "even after the ballot is in the box"
    assert len(in_the_box(tablet.made)) == 1


def test_of_two_tablets_with_one_code_the_second_is_told(tablet: Tablet) -> None:
    tablet.signed()
    other = Tablet(tablet.client, tablet.made, tablet.code)
    answer = other.post("issue", other.issue())
    assert (answer.status_code, answer.json) == (409, {"says": "used"})


def test_checking_changes_nothing_and_a_used_code_says_so(tablet: Tablet) -> None:
    for _ in range(3):
        assert tablet.post("check", {"code": tablet.code}).json["says"] == "valid"
    tablet.signed()
    told = tablet.post("check", {"code": tablet.code})
    assert (told.status_code, told.json["says"]) == (200, "used")
    assert told.json["sentences"][0] == "This code has been used. Answers are in the box already."


@pytest.mark.parametrize(
    ("code", "says", "sentence"),
    [
        ("", "mistyped", "Type your code first."),
        ("BCD", "mistyped", "That is not a whole code."),
        ("\ud800" * 9, "mistyped", "There is something in this code that no card has."),
        ("BBB-BBB-BBB", "wrong", "We do not know this code."),
    ],
)
def test_a_code_that_opens_nothing_is_told_in_a_childs_words(
    tablet: Tablet, code: str, says: str, sentence: str
) -> None:
    answer = tablet.client.post("/s/check", data=json.dumps({"code": code}), content_type="application/json")
    assert (answer.status_code, answer.json["says"], answer.json["sentences"][0]) == (200, says, sentence)
    issued = tablet.post("issue", tablet.issue() | {"code": "BBB-BBB-BBB"})
    assert (issued.status_code, issued.json) == (404, {"says": "wrong"})


def test_sentences_come_in_the_pages_language(tablet: Tablet) -> None:
    answer = tablet.client.post("/s/check?lang=en-XA", json={"code": "BBB-BBB-BBB"})
    assert answer.json["sentences"][0] != "We do not know this code."


def test_a_void_card_is_told_and_cannot_be_used(tablet: Tablet) -> None:
    pepper = tablet.made.app.extensions["settings"].pepper
    with tablet.made.app.extensions["stores"].write("fieldwork") as session:
        codes.void(session, [codes.digest(pepper, codes.normalise(tablet.code))])
    assert tablet.post("check", {"code": tablet.code}).json["says"] == "void"
    assert tablet.post("issue", tablet.issue()).status_code == 404


def test_before_the_start_nothing_opens_and_nothing_is_used(app: Flask) -> None:
    made = fieldwork(app, opened=False)
    early = Tablet(app.test_client(), made, made.cards[BAND][0])
    assert early.post("check", {"code": early.code}).json["says"] == "not_open"
    assert (early.post("issue", early.issue()).status_code) == 503


def test_while_the_wave_closes_what_was_begun_is_taken_and_after_it_nothing(tablet: Tablet) -> None:
    late = Tablet(tablet.client, tablet.made, tablet.made.cards[BAND][1])
    to_state(tablet.made, "closing")
    assert tablet.post("check", {"code": tablet.code}).json["says"] == "closed", "no new starts"
    body = tablet.deposit(tablet.signed())
    to_state(tablet.made, "close")
    answer = late.post("issue", late.issue())
    assert (answer.status_code, answer.json) == (410, {"says": "closed"})
    assert tablet.post("deposit", body).json["says"] == "stored", "its code was used in time, and the box is sealed"


def test_after_the_opening_nothing_comes_into_the_box(tablet: Tablet) -> None:
    body = tablet.deposit(tablet.signed())
    with tablet.made.app.extensions["stores"].write("box") as box:
        ballots.mark_opened(box, tablet.made.wave)
    answer = tablet.post("deposit", body)
    assert (answer.status_code, answer.json) == (410, {"says": "closed"})


def test_a_tablet_that_comes_after_a_wave_was_ended_unread_hears_that_it_is_closed(tablet: Tablet) -> None:
    stores, wave = tablet.made.app.extensions["stores"], tablet.made.wave
    found = tablet.post("check", {"code": tablet.code}).json["found"]
    body = tablet.deposit(tablet.signed())
    to_state(tablet.made, "closing", "close")
    keys = casting.StateKeys.of(tablet.made.app.extensions["settings"].instance)
    end_unread(stores, wave, state_keys=keys, today=date(2026, 5, 1), by="Ada")
    for step, sent in (("issue", tablet.issue() | {"found": found}), ("deposit", body)):
        answer = tablet.post(step, sent)
        assert (answer.status_code, answer.json) == (410, {"says": "closed"}), step
    with stores.read("box") as box:
        assert ballots.count(box, wave) == {}


def test_the_manifest_is_the_same_for_everybody_and_its_fingerprint_is_on_the_cards(tablet: Tablet) -> None:
    from surveyapp.casting import manifest as manifests

    path = f"/s/manifest/{tablet.made.wave}"
    answers = [tablet.client.get(path), tablet.client.get(f"{path}?lang=cy", headers={"Accept-Language": "cy"})]
    assert answers[0].data == answers[1].data
    told = dict(answers[0].json)
    fingerprint = told.pop("fingerprint")
    assert fingerprint == sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert fingerprint == manifests.fingerprint(tablet.made.app.extensions["stores"], tablet.made.wave)
    assert set(told["bands"]) == {"4-7", "8-11", "11-18", "leavers"}
    assert told["padded"] == 16388
    assert len(unbase64(told["public"])) == 65
    assert all(band["issuer"]["e"] == "AQAB" for band in told["bands"].values())
    assert told["bands"][BAND]["instruments"][0] == tablet.post("check", {"code": tablet.code}).json["instrument"]


def test_a_wave_that_is_none_has_no_manifest(tablet: Tablet) -> None:
    for wave in ("elsewhere", "\N{PARTY POPPER}", "a" * 500):
        answer = tablet.client.get(f"/s/manifest/{wave}")
        assert (answer.status_code, answer.json) == (404, {"says": "wrong"})


def test_a_draft_without_keys_is_as_no_wave_to_those_outside(tablet: Tablet) -> None:
    with tablet.made.app.extensions["stores"].write("fieldwork") as registry:
        draft(registry, "draft-x")
    question = f"/{BAND}/{'0' * 64}/en"
    for address in ("/s/manifest/{}", "/s/take/{}" + question):
        drafted, none = (tablet.client.get(address.format(wave)) for wave in ("draft-x", "elsewhere"))
        assert (drafted.status_code, drafted.data) == (404, none.data)


def test_a_store_that_is_busy_says_so(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_given: object, **_of: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    body = tablet.issue()
    monkeypatch.setattr(casting, "issue", busy)
    answer = tablet.post("issue", body)
    assert (answer.status_code, answer.json) == (503, {"says": "busy"})


def test_no_answer_of_the_sealed_path_is_kept_or_recognises_anybody(tablet: Tablet) -> None:
    signature = tablet.signed()
    answers = [
        tablet.post("check", {"code": tablet.code}),
        tablet.post("issue", tablet.issue()),
        tablet.post("deposit", tablet.deposit(signature)),
        tablet.post("deposit", {}),
        tablet.client.get(f"/s/manifest/{tablet.made.wave}"),
    ]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Type"] == "application/json"
        assert "Set-Cookie" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_issuer_keys_are_made_for_a_wave_from_before_there_were_any(tablet: Tablet) -> None:
    with tablet.made.app.extensions["stores"].write("box") as box:
        issuers.discard(box, tablet.made.wave)
    blinded = base64(tokens.blinded(tablet.seed, 2**2047 + 1))
    assert tablet.post("issue", {"code": tablet.code, "blinded": blinded}).status_code == 200
    assert set(tablet.manifest()["bands"]) == {"4-7", "8-11", "11-18", "leavers"}
