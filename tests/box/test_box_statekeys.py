"""Answers in a page are readable by us alone, for a while, and for their own wave only."""

import os
import threading

import pytest

from surveyapp.box.statekeys import LIFETIME_HOURS, State, StateExpired, StateKeys, StateRejected, WaveNameUnfit


@pytest.fixture
def state_keys(tmp_path):
    made = StateKeys.of(tmp_path)
    made.create("w1")
    return made


@pytest.mark.parametrize("carried", [b"", b"\0\0", b"answers" * 100, os.urandom(9000)])
def test_what_goes_into_the_page_comes_back(state_keys, carried):
    assert state_keys.open_state(state_keys.seal_state(carried, "w1")) == State("w1", carried)


def test_nothing_can_be_read_in_the_page_and_no_two_fields_are_alike(state_keys):
    first, second = (state_keys.seal_state(b"CANARY-ANSWER", "w1") for _ in range(2))
    assert first != second
    assert "CANARY" not in first
    assert set(first) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_a_few_more_words_do_not_show_in_the_length(state_keys):
    assert len(state_keys.seal_state(b"yes", "w1")) == len(state_keys.seal_state(b"something longer than yes", "w1"))


def test_every_changed_character_is_rejected(state_keys):
    text = state_keys.seal_state(b"answers", "w1")
    for place in range(len(text)):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(StateRejected):
            state_keys.open_state(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 10, 40])
def test_a_field_cut_short_is_rejected(state_keys, cut):
    with pytest.raises(StateRejected):
        state_keys.open_state(state_keys.seal_state(b"answers", "w1")[:cut])


@pytest.mark.parametrize(
    "text", ["", ".", "w1", "w1.", "w1.!!!!", "../w1.AAAA", "w1.é", "w1. AAAA", "w1." + "A" * 70_000]
)
def test_what_we_never_made_is_rejected(state_keys, text):
    with pytest.raises(StateRejected):
        state_keys.open_state(text)


def test_a_field_of_another_wave_is_rejected(state_keys):
    state_keys.create("w2")
    _wave, _, sealed = state_keys.seal_state(b"answers", "w1").partition(".")
    with pytest.raises(StateRejected):
        state_keys.open_state(f"w2.{sealed}")


def test_a_page_left_open_too_long_is_expired_not_rejected(state_keys):
    text = state_keys.seal_state(b"answers", "w1", now=1_000_000)
    last = 1_000_000 + LIFETIME_HOURS * 3600
    assert state_keys.open_state(text, now=last - 1).carried == b"answers"
    with pytest.raises(StateExpired):
        state_keys.open_state(text, now=last)


def test_after_the_key_is_destroyed_no_field_is_read(state_keys):
    text = state_keys.seal_state(b"answers", "w1")
    assert state_keys.destroy("w1") is True
    assert state_keys.destroy("w1") is False
    assert list(state_keys.folder.iterdir()) == []
    with pytest.raises(StateRejected):
        state_keys.open_state(text)


def test_a_key_is_readable_by_its_owner_alone_and_made_once(state_keys):
    path = state_keys.folder / "w1.key"
    before = path.read_bytes()
    state_keys.create("w1")
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o600
    assert state_keys.folder.stat().st_mode & 0o777 == 0o700


def test_of_many_processes_that_make_a_key_at_once_one_wins(tmp_path):
    state_keys, fields = StateKeys.of(tmp_path), []

    def start():
        state_keys.create("w9")
        fields.append(state_keys.seal_state(b"answers", "w9"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(state_keys.open_state(field).carried == b"answers" for field in fields)
    assert [path.name for path in state_keys.folder.iterdir()] == ["w9.key"]


@pytest.mark.parametrize("wave", ["", "../w1", "a/b", "x" * 65, "w 1"])
def test_a_wave_that_could_name_another_file_is_refused(state_keys, wave):
    with pytest.raises(WaveNameUnfit):
        state_keys.create(wave)
