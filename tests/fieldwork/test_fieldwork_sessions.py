"""Sessions on shared tablets: known in memory, seen by every process of the server, and gone with their end."""

from __future__ import annotations

import os
from itertools import pairwise

import pytest

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory
from surveyapp.fieldwork.sessions import (
    LONGEST_SECONDS,
    MOST_TABLETS,
    Joined,
    Report,
    SessionFull,
    SessionOver,
    TakenOff,
)

NOW = 1_000


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of its own for each test."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())


def test_a_worker_sees_which_tablets_are_in_use_and_what_they_have_sent() -> None:
    made = sessions.open_session("wave", now=NOW)
    first, second = (sessions.join(made.word.lower(), now=NOW) for _ in range(2))
    assert (first.number, second.number, first.wave) == (0, 1, "wave")
    assert sessions.hear(second.key, Report(in_use=True, sent=1), now=NOW + 5)
    seen = sessions.find(made.id, now=NOW + 6)
    assert [(one.number, one.report, one.heard) for one in seen.tablets] == [
        (0, Report(), NOW),
        (1, Report(in_use=True, sent=1), NOW + 5),
    ]
    assert sessions.led(made.lead, now=NOW) == seen


def test_after_its_end_nobody_joins_and_every_tablet_is_told_and_its_list_is_still_seen() -> None:
    made = sessions.open_session("wave", now=NOW)
    tablet = sessions.join(made.word, now=NOW)
    sessions.end(made.id, now=NOW)
    sessions.end(made.id, now=NOW)
    with pytest.raises(SessionOver):
        sessions.join(made.word, now=NOW)
    for nothing in ("", "-"):
        with pytest.raises(SessionOver):
            sessions.join(nothing, now=NOW)
        with pytest.raises(SessionOver):
            sessions.led(nothing, now=NOW)
    assert not sessions.hear(tablet.key, Report(sent=1, left="none"), now=NOW)
    for seen in (sessions.find(made.id, now=NOW), sessions.led(made.lead, now=NOW)):
        assert seen.ended
        assert seen.tablets[0].report == Report(sent=1, left="none"), "whether all has arrived is seen to the end"
    assert sessions.of_wave("wave", now=NOW) == ()


def test_while_it_goes_on_nobody_keeps_whether_something_is_left_on_a_tablet() -> None:
    made = sessions.open_session("wave", now=NOW)
    tablet = sessions.join(made.word, now=NOW, key="k" * 22)
    assert sessions.hear(tablet.key, Report(left="some"), now=NOW)
    assert "some" not in str(sessions._MEMORY.seen())
    sessions.end(made.id, now=NOW)
    assert not sessions.hear(tablet.key, Report(left="some"), now=NOW)
    assert sessions.find(made.id, now=NOW).tablets[0].report.left == "some"


def test_a_session_that_nobody_ends_is_forgotten_after_the_day() -> None:
    made = sessions.open_session("wave", now=NOW)
    tablet = sessions.join(made.word, now=NOW)
    over = NOW + LONGEST_SECONDS
    assert sessions.of_wave("wave", now=over - 1) != ()
    for refused in (
        lambda: sessions.find(made.id, now=over),
        lambda: sessions.led(made.lead, now=over),
        lambda: sessions.join(made.word, now=over),
        lambda: sessions.hear(tablet.key, Report(), now=over),
    ):
        with pytest.raises(SessionOver):
            refused()
    sessions.open_session("wave", now=over)
    assert made.id not in sessions._MEMORY.seen()


def test_a_word_opens_its_own_session_alone() -> None:
    one, other = (sessions.open_session(wave, now=NOW) for wave in ("one", "other"))
    assert len({one.word, other.word, one.lead, other.lead}) == 4
    assert sessions.join(other.word, now=NOW).wave == "other"
    assert sessions.find(one.id, now=NOW).tablets == ()
    for key in (one.word, one.id):
        with pytest.raises(SessionOver):
            sessions.led(key, now=NOW)


def test_so_many_tablets_are_no_session() -> None:
    made = sessions.open_session("wave", now=NOW)
    keys = [sessions.join(made.word, now=NOW).key for _ in range(MOST_TABLETS)]
    assert len(set(keys)) == MOST_TABLETS
    with pytest.raises(SessionFull):
        sessions.join(made.word, now=NOW)


def test_a_tablet_that_is_taken_off_is_told_and_joins_anew_and_the_others_keep_their_animals() -> None:
    made = sessions.open_session("wave", now=NOW)
    keys = [f"{number:022}" for number in range(MOST_TABLETS)]
    for key in keys:
        sessions.join(made.word, now=NOW, key=key)
    for number in (1, 1, MOST_TABLETS, -1):
        sessions.take_off(made.id, number, now=NOW)
    sessions.take_off("unknown", 0, now=NOW)
    assert [one.number for one in sessions.find(made.id, now=NOW).tablets] == [0, *range(2, MOST_TABLETS)]
    with pytest.raises(TakenOff):
        sessions.hear(keys[1], Report(sent=999), now=NOW)
    assert sessions.hear(keys[2], Report(), now=NOW)
    assert sessions.join(made.word, now=NOW, key=keys[1]) == Joined(keys[1], 1, "wave")
    with pytest.raises(SessionFull):
        sessions.join(made.word, now=NOW)


def test_what_a_tablet_had_sent_still_counts_among_all_when_it_is_taken_off_and_once_when_it_is_back() -> None:
    made, key = sessions.open_session("wave", now=NOW), "k" * 22
    for _ in range(2):
        sessions.join(made.word, now=NOW, key=key)
        sessions.hear(key, Report(sent=3), now=NOW)
        seen = sessions.find(made.id, now=NOW)
        assert seen.off + sum(one.report.sent for one in seen.tablets) == 3
        sessions.take_off(made.id, seen.tablets[0].number, now=NOW)
        assert sessions.find(made.id, now=NOW).off == 3, "a number that falls would tell how many this one had sent"


def test_a_tablet_that_joins_twice_has_one_place_also_where_the_first_answer_was_lost() -> None:
    made, key = sessions.open_session("wave", now=NOW), "k" * 22
    assert [sessions.join(made.word, key=key, now=NOW) for _ in range(2)] == [Joined(key, 0, "wave")] * 2
    assert sessions.hear(key, Report(sent=1), now=NOW)
    assert sessions.join(made.word, key=key, now=NOW).number == 0
    assert [one.report.sent for one in sessions.find(made.id, now=NOW).tablets] == [1]
    for odd in ("", "short", "ኣ" * 22):
        assert sessions.join(made.word, key=odd, now=NOW).key != odd


def test_who_goes_to_another_session_waits_there_alone() -> None:
    one, other = (sessions.open_session(wave, now=NOW) for wave in ("one", "other"))
    before = sessions.join(one.word, now=NOW)
    sessions.hear(before.key, Report(in_use=True, sent=3), now=NOW)
    after = sessions.join(other.word, key=before.key, now=NOW)
    assert after.key != before.key
    assert sessions.hear(after.key, Report(sent=2), now=NOW)
    reports = [sessions.find(made.id, now=NOW).tablets[0].report for made in (one, other)]
    assert reports == [Report(sent=3, left="none"), Report(sent=2)]


def test_a_report_that_comes_late_does_not_take_the_place_of_a_newer() -> None:
    made = sessions.open_session("wave", now=NOW)
    tablet = sessions.join(made.word, now=NOW)
    for turn, sent in ((2, 2), (1, 1)):
        assert sessions.hear(tablet.key, Report(sent=sent), turn=turn, now=NOW + turn)
    (seen,) = sessions.find(made.id, now=NOW).tablets
    assert (seen.report.sent, seen.heard) == (2, NOW + 2)


def test_every_process_of_the_server_sees_the_same() -> None:
    made = sessions.open_session("wave", now=NOW)
    for number in range(3):
        child = os.fork()
        if not child:
            joined = sessions.join(made.word, now=NOW)
            os._exit(0 if joined.number == number else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [one.number for one in sessions.find(made.id, now=NOW).tablets] == [0, 1, 2]


def test_reports_of_many_processes_at_once_lose_none() -> None:
    made = sessions.open_session("wave", now=NOW)
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            for _again in range(10):
                sessions.join(made.word, now=NOW)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    numbers = [one.number for one in sessions.find(made.id, now=NOW).tablets]
    assert len(numbers) == 40
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def test_an_error_changes_nothing() -> None:
    memory = Memory()
    with memory.changed() as kept:
        kept["one"] = 1
    with pytest.raises(ZeroDivisionError), memory.changed() as kept:
        kept["one"] = 1 / 0
    assert memory.seen() == {"one": 1}


def test_a_machine_without_such_files_keeps_it_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    memory = Memory()
    with memory.changed() as kept:
        kept["one"] = 1
    assert memory.seen() == {"one": 1}
