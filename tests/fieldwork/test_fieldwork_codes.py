"""Codes are issued within the eligible, let in without a change, and used up once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date

import pytest
from builders import fieldwork as build
from sqlalchemy import select, text

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import codes, cohorts, waves
from surveyapp.fieldwork.errors import (
    CodeRejected,
    CodeSpent,
    CodeUnknown,
    CodeVoid,
    EligibleBelowIssued,
    InstrumentNotInWave,
    StratumUnknown,
    TooManyCodes,
    WaveClosed,
    WaveNotOpen,
    WrongState,
)
from surveyapp.fieldwork.models import AccessCode, CodeState

BAND = "8-11"
WAVE = "northvale-2026"


def issue(stores: Stores, count: int = 1) -> list[bytes]:
    with stores.write("fieldwork") as session:
        made = codes.issue(
            session,
            pepper=build.PEPPER,
            stratum=build.stratum(session),
            instrument=build.INSTRUMENTS[BAND],
            count=count,
        )
    return [codes.digest(build.PEPPER, codes.normalise(code)) for code in made]


@pytest.fixture
def registry(stores: Stores) -> Stores:
    with stores.write("fieldwork") as session:
        build.opened(session)
    return stores


def rows(stores: Stores) -> list[tuple[bytes, CodeState, bytes]]:
    with stores.read("fieldwork") as session:
        found = session.execute(select(AccessCode.digest, AccessCode.state, AccessCode.blinded))
        return sorted((bytes(key), state, bytes(blinded)) for key, state, blinded in found)


def test_issued_codes_are_all_different_and_kept_only_as_digests(registry: Stores) -> None:
    keys = issue(registry, 20)
    assert {key for key, _state, _blinded in rows(registry)} == set(keys)
    assert len(set(keys)) == 20


def test_issued_never_exceed_the_eligible(registry: Stores) -> None:
    issue(registry, 19)
    with pytest.raises(TooManyCodes) as refused:
        issue(registry, 2)
    assert refused.value.left == 1
    issue(registry, 1)
    with pytest.raises(TooManyCodes):
        issue(registry, 1)


def test_a_voided_sheet_leaves_room_for_as_many_again(registry: Stores) -> None:
    keys = issue(registry, 20)
    with registry.write("fieldwork") as session:
        assert codes.void(session, keys[:5]) == 5
        assert codes.void(session, keys[:5]) == 0
        assert codes.left(session, build.stratum(session)) == 5
    issue(registry, 5)


def test_of_two_sheets_printed_at_once_for_the_last_places_one_is_refused(registry: Stores) -> None:
    answers = at_once(lambda: issue(registry, 20), TooManyCodes)
    assert Counter(type(answer) for answer in answers) == {list: 1, TooManyCodes: 1}


def test_a_jammed_sheet_is_reprinted_without_the_codes_already_used(registry: Stores) -> None:
    with registry.write("fieldwork") as session:
        sheet = codes.issue(
            session, pepper=build.PEPPER, stratum=build.stratum(session), instrument=build.INSTRUMENTS[BAND], count=20
        )
        first = codes.digest(build.PEPPER, codes.normalise(sheet[0]))
        codes.spend(session, first, blinded=b"one")
        again = codes.reprint(session, pepper=build.PEPPER, jammed=sheet)
    assert len(again) == 19
    assert not set(again) & set(sheet)
    assert Counter(state for _key, state, _blinded in rows(registry)) == {"spent": 1, "void": 19, "fresh": 19}


def test_a_lost_sheet_is_withdrawn_with_all_its_unused_codes(registry: Stores) -> None:
    issue(registry, 7)
    with registry.write("fieldwork") as session:
        assert codes.withdraw(session, build.stratum(session)) == 7
        assert codes.left(session, build.stratum(session)) == 20


def test_codes_are_issued_only_for_the_waves_own_instruments_and_strata(registry: Stores) -> None:
    with registry.read("fieldwork") as session, pytest.raises(InstrumentNotInWave):
        codes.issue(session, pepper=build.PEPPER, stratum=build.stratum(session), instrument="f" * 64, count=1)
    with registry.read("fieldwork") as session, pytest.raises(StratumUnknown):
        codes.issue(session, pepper=build.PEPPER, stratum=999, instrument=build.INSTRUMENTS[BAND], count=1)


def test_no_codes_are_issued_once_the_wave_is_closing(registry: Stores) -> None:
    with registry.write("fieldwork") as session:
        waves.start_closing(session, WAVE)
    with pytest.raises(WrongState):
        issue(registry)


def test_eligible_cannot_fall_below_the_codes_issued(registry: Stores) -> None:
    issue(registry, 10)
    with registry.write("fieldwork") as session:
        with pytest.raises(EligibleBelowIssued):
            cohorts.set_eligible(session, WAVE, band=BAND, team="North", eligible=9)
        cohorts.set_eligible(session, WAVE, band=BAND, team="North", eligible=10)


def test_admitting_changes_nothing_and_tells_the_instrument(registry: Stores) -> None:
    [key] = issue(registry)
    before = rows(registry)
    for _ in range(3):
        with registry.read("fieldwork") as session:
            admission = codes.admit(session, key)
    assert (admission.wave, admission.band, admission.instrument) == (WAVE, BAND, build.INSTRUMENTS[BAND])
    assert rows(registry) == before


def test_the_same_submission_spends_a_code_as_often_as_it_likes(registry: Stores) -> None:
    [key] = issue(registry)
    for _ in range(3):
        with registry.write("fieldwork") as session:
            assert codes.spend(session, key, blinded=b"same").band == BAND
    assert [state for _key, state, _blinded in rows(registry)] == [CodeState.SPENT]


def test_another_submission_with_a_spent_code_is_refused_and_changes_nothing(registry: Stores) -> None:
    [key] = issue(registry)
    with registry.write("fieldwork") as session:
        codes.spend(session, key, blinded=b"one")
    kept = rows(registry)
    with registry.write("fieldwork") as session, pytest.raises(CodeSpent):
        codes.spend(session, key, blinded=b"two")
    with registry.read("fieldwork") as session, pytest.raises(CodeSpent):
        codes.admit(session, key)
    assert rows(registry) == kept


def test_of_two_tablets_that_send_one_code_exactly_one_wins(registry: Stores) -> None:
    for number, key in enumerate(issue(registry, 15)):
        tablets = iter([f"{number} left".encode(), f"{number} right".encode()])
        answers = at_once(lambda key=key, tablets=tablets: spend(registry, key, next(tablets)), CodeSpent)
        assert Counter(type(answer) for answer in answers) == {codes.Admission: 1, CodeSpent: 1}


def test_unknown_and_void_codes_are_told_apart(registry: Stores) -> None:
    [key] = issue(registry)
    with registry.write("fieldwork") as session:
        codes.void(session, [key])
    for verb in (codes.admit, lambda session, digest: codes.spend(session, digest, blinded=b"x")):
        with registry.write("fieldwork") as session, pytest.raises(CodeVoid):
            verb(session, key)
        with registry.write("fieldwork") as session, pytest.raises(CodeUnknown):
            verb(session, bytes(32))


def test_a_draft_wave_lets_nobody_in(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session)
    [key] = issue(stores)
    assert refusals(stores, key) == (WaveNotOpen, WaveNotOpen)


def test_a_closing_wave_takes_what_was_begun_but_lets_nobody_start(registry: Stores) -> None:
    started, late = issue(registry, 2)
    with registry.write("fieldwork") as session:
        waves.start_closing(session, WAVE)
    assert refusals(registry, started) == (WaveClosed, codes.Admission)
    with registry.write("fieldwork") as session:
        waves.close_wave(session, WAVE, day=date(2026, 4, 20))
    assert refusals(registry, late) == (WaveClosed, WaveClosed)


def test_a_retry_after_the_close_heals_but_not_after_the_opening(registry: Stores) -> None:
    [key] = issue(registry)
    spend(registry, key, b"mine")
    with registry.write("fieldwork") as session:
        waves.start_closing(session, WAVE)
        waves.close_wave(session, WAVE, day=date(2026, 4, 20))
    assert isinstance(spend(registry, key, b"mine"), codes.Admission)
    with registry.write("fieldwork") as session:
        waves.mark_opened(session, WAVE)
    with pytest.raises(WaveClosed):
        spend(registry, key, b"mine")


def test_codes_have_no_rowid_no_time_and_no_serial(registry: Stores, database: str) -> None:
    columns = {column.name: str(column.type) for column in AccessCode.__table__.columns}
    assert set(columns) == {"digest", "stratum", "instrument", "state", "blinded"}
    if database == "sqlite":
        with registry.read("fieldwork") as session, pytest.raises(Exception, match="no such column: rowid"):
            session.execute(text("SELECT rowid FROM access_code"))


def spend(stores: Stores, key: bytes, blinded: bytes) -> codes.Admission:
    with stores.write("fieldwork") as session:
        return codes.spend(session, key, blinded=blinded)


def refusals(stores: Stores, key: bytes) -> tuple[type, type]:
    """What admitting and what spending answer: an Admission or the reason against it."""

    def answer(verb: object) -> type:
        try:
            with stores.write("fieldwork") as session:
                return type(verb(session))  # type: ignore[operator]
        except CodeRejected as rejected:
            return type(rejected)

    return (
        answer(lambda session: codes.admit(session, key)),
        answer(lambda session: codes.spend(session, key, blinded=b"begun")),
    )


def at_once(act: object, expected: type[Exception]) -> list[object]:
    """Two threads that do the same at the same moment; their results, or the expected refusal."""
    start, answers = threading.Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            answers.append(act())  # type: ignore[operator]
        except expected as refusal:
            answers.append(refusal)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
