"""Guessing codes becomes slow for the whole process, and holds up nobody who is answering."""

from __future__ import annotations

import threading
import time

import pytest

from surveyapp.fieldwork.errors import ManyTries
from surveyapp.fieldwork.guessing import MOST_WAITING, PAUSE_SECONDS, PER_SECOND, SPARE, Bucket


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []


def bucket(*, wrong: int = 0) -> tuple[Bucket, Clock]:
    clock = Clock()
    made = Bucket(clock=lambda: clock.now, pause=clock.pauses.append)
    for _ in range(wrong):
        made.wrong()
    return made, clock


def test_right_codes_are_never_slowed_however_many() -> None:
    made, clock = bucket()
    for _ in range(10 * SPARE):
        made.before_a_check()
    assert clock.pauses == []


def test_wrong_codes_make_every_later_check_wait() -> None:
    made, clock = bucket(wrong=SPARE - 1)
    made.before_a_check()
    assert clock.pauses == []
    made.wrong()
    made.before_a_check()
    assert clock.pauses == [PAUSE_SECONDS]


def test_the_bucket_fills_again_in_time_but_not_beyond_its_size() -> None:
    made, clock = bucket(wrong=5 * SPARE)
    clock.now += 1 / PER_SECOND
    made.before_a_check()
    assert clock.pauses == []
    clock.now += 1000 * SPARE / PER_SECOND
    for _ in range(SPARE):
        made.wrong()
    made.before_a_check()
    assert clock.pauses == [PAUSE_SECONDS]


def test_many_guesses_at_once_pass_one_by_one() -> None:
    inside: list[int] = []
    most: list[int] = []

    def pause(_seconds: float) -> None:
        inside.append(1)
        time.sleep(0.001)
        most.append(len(inside))
        inside.pop()

    made = Bucket(pause=pause)
    for _ in range(SPARE):
        made.wrong()
    threads = [threading.Thread(target=made.before_a_check) for _ in range(MOST_WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * MOST_WAITING


def test_a_full_queue_holds_nobody_up() -> None:
    going_on = threading.Event()
    made = Bucket(pause=lambda _seconds: going_on.wait(10) and None)
    for _ in range(SPARE):
        made.wrong()
    waiting = [threading.Thread(target=made.before_a_check) for _ in range(MOST_WAITING)]
    for thread in waiting:
        thread.start()
    time.sleep(0.05)  # until both stand in the queue
    with pytest.raises(ManyTries):
        made.before_a_check()
    going_on.set()
    for thread in waiting:
        thread.join(timeout=5)
    made.before_a_check()
