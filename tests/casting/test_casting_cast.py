"""A code is spent, then its ballot deposited; however a child tries again, there is exactly one ballot."""

import threading
from dataclasses import replace

import pytest
from builders.wave import WAVE, running
from sqlalchemy import text

from surveyapp import casting
from surveyapp.box import ballots, keys, sealing
from surveyapp.casting import BallotTooLong, BoxNotReady, Deposited, ForeignSubmission, cast, new_seed
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import CodeSpent, CodeUnknown, CodeVoid, WaveClosed


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 6, "11-18": 2})


def _in_box(stores):
    with stores.read("box") as box:
        return dict(ballots.count(box, WAVE))


def _spent(stores):
    with stores.read("fieldwork") as registry:
        return registry.scalar(text("SELECT count(*) FROM access_code WHERE state = 'spent'"))


def test_an_answer_ends_in_the_box_and_uses_up_its_code(stores, wave):
    assert cast(stores, wave.submission("8-11")) is Deposited.STORED
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_a_retry_is_the_same_submission(stores, wave):
    submission = wave.submission("8-11")
    assert [cast(stores, submission) for _ in range(3)] == [Deposited.STORED, Deposited.ALREADY, Deposited.ALREADY]
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_going_back_and_sending_other_answers_changes_nothing_that_is_in_the_box(stores, wave):
    first = wave.submission("8-11", feels_safe_home="always")
    again = replace(first, plaintext=wave.submission("8-11", feels_safe_home="never").plaintext)
    cast(stores, first)
    assert cast(stores, again) is Deposited.ALREADY
    with stores.write("box") as box:
        private = keys.unwrap(box, WAVE, wave.quorum())
        taken = ballots.take(box, WAVE)
        kept = [sealing.unseal_ballot(private, wave=WAVE, band=it.band, sealed=it.sealed)[1] for it in taken]
    assert kept == [first.plaintext]


def test_of_two_tabs_the_first_wins_and_the_second_is_told(stores, wave):
    first = wave.submission("8-11")
    second = replace(first, seed=new_seed())
    cast(stores, first)
    with pytest.raises(CodeSpent):
        cast(stores, second)
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_of_eight_tabs_that_send_at_once_one_wins(stores, wave):
    first = wave.submission("8-11")
    outcomes = []

    def send():
        try:
            outcomes.append(cast(stores, replace(first, seed=new_seed())))
        except CodeSpent as told:
            outcomes.append(type(told))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(Deposited.STORED) == 1
    assert outcomes.count(CodeSpent) == 7
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_a_crash_between_the_two_commits_heals_when_the_child_tries_again(stores, wave, monkeypatch):
    submission = wave.submission("8-11")

    def crash(*_args, **_given):
        raise KeyboardInterrupt

    monkeypatch.setattr("surveyapp.casting.commits.deposit", crash)
    with pytest.raises(KeyboardInterrupt):
        cast(stores, submission)
    assert (_in_box(stores), _spent(stores)) == ({}, 1)
    monkeypatch.undo()
    assert cast(stores, submission) is Deposited.STORED
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_a_crash_before_anything_leaves_the_code_as_it_was(stores, wave, monkeypatch):
    submission = wave.submission("8-11")
    monkeypatch.setattr(sealing, "seal_ballot", lambda *_args, **_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cast(stores, submission)
    assert (_in_box(stores), _spent(stores)) == ({}, 0)


def test_what_was_begun_is_accepted_while_the_wave_closes_and_refused_after(stores, wave):
    begun, late = wave.submission("8-11"), wave.submission("8-11")
    with stores.write("fieldwork") as registry:
        waves.start_closing(registry, WAVE)
    assert cast(stores, begun) is Deposited.STORED
    with stores.write("fieldwork") as registry:
        waves.close_wave(registry, WAVE, day=waves.find(registry, WAVE).ends_on)
    with pytest.raises(WaveClosed):
        cast(stores, late)
    assert (_in_box(stores), _spent(stores)) == ({"8-11": 1}, 1)


def test_a_child_whose_box_was_opened_in_between_is_told_that_it_is_closed(stores, wave, monkeypatch):
    issue = casting.commits.issue

    def issued(*given, **of):
        signature = issue(*given, **of)
        with stores.write("box") as box:
            ballots.mark_opened(box, WAVE)
        return signature

    monkeypatch.setattr(casting.commits, "issue", issued)
    with pytest.raises(WaveClosed):
        cast(stores, wave.submission("8-11"))


def test_no_code_is_used_up_for_a_box_that_would_refuse_its_ballot(stores, wave):
    """Somebody has marked the box as opened: until that is put right, what was answered waits on the device."""
    child = wave.submission("8-11")
    with stores.write("box") as box:
        ballots.mark_opened(box, WAVE)
    for again in (child, replace(child, seed=new_seed())):
        with pytest.raises(BoxNotReady):
            cast(stores, again)
    assert _spent(stores) == 0
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET opened = false"))
    assert cast(stores, child) is Deposited.STORED


def test_unknown_and_void_codes_are_refused(stores, wave):
    from surveyapp.fieldwork import codes

    voided = wave.submission("8-11")
    with stores.write("fieldwork") as registry:
        codes.void(registry, [voided.code_digest])
    with pytest.raises(CodeVoid):
        cast(stores, voided)
    with pytest.raises(CodeUnknown):
        cast(stores, replace(wave.submission("8-11"), code_digest=bytes(32)))
    assert _in_box(stores) == {}


def test_answers_for_another_band_do_not_use_up_the_code(stores, wave):
    child = wave.submission("8-11")
    with pytest.raises(ForeignSubmission):
        cast(stores, replace(child, band="11-18"))
    assert cast(stores, child) is Deposited.STORED


def test_answers_that_do_not_fit_do_not_use_up_the_code(stores, wave):
    child = wave.submission("8-11")
    with pytest.raises(BallotTooLong):
        cast(stores, replace(child, plaintext=bytes(20_000)))
    assert cast(stores, child) is Deposited.STORED


def test_ballots_never_exceed_spent_codes_nor_those_the_issued(stores, wave):
    for band, left in (("8-11", 4), ("11-18", 2)):
        wave.answer(band, left)
    assert _in_box(stores) == {"8-11": 4, "11-18": 2}
    assert _spent(stores) == 6, "of 8 issued"


def test_no_part_of_a_submission_shows_in_its_repr(wave):
    shown = repr(wave.submission("8-11", feels_safe_home="always"))
    assert shown == f"Submission(wave='{WAVE}', band='8-11')"
    assert casting.Submission.__doc__
