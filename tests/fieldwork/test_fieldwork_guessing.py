"""Guessing codes becomes slow for the whole process; nobody is refused, and nobody who is answering is held up."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from surveyapp.fieldwork.errors import CodeSpent, CodeUnknown, ManyTries
from surveyapp.fieldwork.guessing import (
    FULL_SECONDS,
    LONGEST_LINE,
    MOST_WAITING,
    PATIENCE_SECONDS,
    PAUSE_SECONDS,
    PER_SECOND,
    SPARE,
    Bucket,
)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def bucket(*, wrong: int = 0) -> tuple[Bucket, Clock]:
    clock = Clock()
    made = Bucket(clock=lambda: clock.now, pause=clock.pause)
    for _ in range(wrong):
        made.wrong()
    return made, clock


def found() -> str:
    return "found"


def unknown() -> str:
    raise CodeUnknown


def code(number: int) -> bytes:
    return number.to_bytes(32, "big")


def waits(made: Bucket, digest: bytes, look: Callable[[], str] = found) -> float:
    """How long this code is told to wait; 0 when it was looked up."""
    try:
        made.look_up(digest, look)
    except ManyTries as told:
        return told.seconds
    except CodeUnknown:
        return 0
    return 0


def test_right_codes_are_never_slowed_however_many() -> None:
    made, clock = bucket()
    assert [made.look_up(code(number), found) for number in range(10 * SPARE)] == ["found"] * 10 * SPARE
    assert clock.pauses == []


def test_after_many_wrong_codes_every_new_code_waits_for_its_turn() -> None:
    made, _clock = bucket()
    assert [waits(made, code(number), unknown) for number in range(SPARE)] == [0] * SPARE
    assert [waits(made, code(1000 + number)) for number in range(3)] == [1, 2, 3]


def test_a_turn_is_kept_whoever_else_asks_in_between() -> None:
    made, clock = bucket(wrong=SPARE)
    child = code(1)
    assert waits(made, child) == PAUSE_SECONDS
    assert [waits(made, code(2 + guess), unknown) for guess in range(100)] == [2.0 + guess for guess in range(100)]
    assert waits(made, child) == PAUSE_SECONDS, "asking again neither loses nor takes a turn"
    clock.now = PAUSE_SECONDS
    assert waits(made, child) == 0


def test_one_turn_is_one_look() -> None:
    made, clock = bucket(wrong=SPARE)
    assert waits(made, code(1), unknown) == 1
    clock.now = 1
    assert waits(made, code(1), unknown) == 0
    assert waits(made, code(1), unknown) == 1


def test_a_code_that_was_found_before_is_no_guess_used_or_not() -> None:
    made, _clock = bucket()

    def used() -> str:
        raise CodeSpent

    made.look_up(code(1), found)
    with pytest.raises(CodeSpent):
        made.look_up(code(2), used)
    for _ in range(SPARE):
        made.wrong()
    assert [waits(made, code(number)) for number in (1, 2, 3)] == [0, 0, 1]


def test_no_more_than_a_turn_a_second_are_looked_up_however_many_ask() -> None:
    made, clock = bucket(wrong=SPARE)
    looked: list[float] = []

    def look() -> str:
        looked.append(clock.now)
        raise CodeUnknown

    for step in range(400):
        clock.now = step / 4
        for guess in range(20):
            waits(made, code(guess), look)
    assert len(looked) <= (1 / PAUSE_SECONDS + PER_SECOND) * 100 + 1


def test_the_bucket_fills_again_in_time_but_not_beyond_its_size() -> None:
    made, clock = bucket(wrong=5 * SPARE)
    clock.now += 1 / PER_SECOND
    assert waits(made, code(1)) == 0
    clock.now += 1000 * SPARE / PER_SECOND
    for _ in range(SPARE):
        made.wrong()
    assert waits(made, code(2)) == PAUSE_SECONDS


def test_a_line_that_is_full_forgets_nobody_who_stands_in_it() -> None:
    made, clock = bucket(wrong=SPARE)
    for number in range(LONGEST_LINE):
        waits(made, code(number))
    assert waits(made, code(LONGEST_LINE + 1)) == FULL_SECONDS
    clock.now = 1
    assert waits(made, code(0)) == 0
    assert waits(made, code(LONGEST_LINE + 2)) > FULL_SECONDS, "there is room again"


def test_turns_that_nobody_comes_back_for_make_room() -> None:
    made, clock = bucket(wrong=100 * SPARE)
    for number in range(LONGEST_LINE):
        waits(made, code(number))
    clock.now = 10.0 * LONGEST_LINE
    for _ in range(2 * LONGEST_LINE):
        made.wrong()
    assert waits(made, code(LONGEST_LINE + 1)) == PAUSE_SECONDS


def test_a_page_without_a_script_waits_for_a_turn_that_is_near() -> None:
    made, clock = bucket(wrong=SPARE)
    assert made.look_up(code(1), found, patience=PATIENCE_SECONDS) == "found"
    assert clock.pauses == [PAUSE_SECONDS]


def test_a_page_without_a_script_is_told_of_a_turn_that_is_far_and_finds_it_kept() -> None:
    made, clock = bucket(wrong=SPARE)
    for number in range(10):
        waits(made, code(number))
    with pytest.raises(ManyTries) as told:
        made.look_up(code(99), found, patience=PATIENCE_SECONDS)
    assert (told.value.seconds, clock.pauses) == (11.0, [])
    clock.now = 11.0
    assert made.look_up(code(99), found, patience=PATIENCE_SECONDS) == "found"


def test_waiting_pages_leave_the_other_threads_to_children_who_are_answering() -> None:
    going_on, standing = threading.Event(), threading.Semaphore(0)

    def pause(_seconds: float) -> None:
        standing.release()
        going_on.wait(10)

    made = Bucket(clock=lambda: 0.0, pause=pause)
    for _ in range(SPARE):
        made.wrong()
    waiting = [
        threading.Thread(target=made.look_up, args=(code(number), found), kwargs={"patience": PATIENCE_SECONDS})
        for number in range(MOST_WAITING)
    ]
    for thread in waiting:
        thread.start()
        assert standing.acquire(timeout=10)
    with pytest.raises(ManyTries):
        made.look_up(code(99), found, patience=PATIENCE_SECONDS)
    going_on.set()
    for thread in waiting:
        thread.join(timeout=10)
    assert waits(made, code(0)) == 0
