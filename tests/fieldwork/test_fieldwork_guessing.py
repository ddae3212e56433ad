"""Guessing codes becomes slow for the whole process, and nobody is refused."""

from __future__ import annotations

import threading
import time

from surveyapp.fieldwork.guessing import PAUSE, SECONDS_A_TOKEN, SIZE, Bucket


class Clock:
    def __init__(self) -> None:
        self.now, self.slept = 0.0, 0.0

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def bucket() -> tuple[Bucket, Clock]:
    clock = Clock()
    return Bucket(clock=lambda: clock.now, sleep=clock.sleep), clock


def test_a_classroom_of_right_codes_is_never_slowed() -> None:
    made, clock = bucket()
    for _ in range(10 * SIZE):
        made.wait()
    assert clock.slept == 0


def test_wrong_codes_make_every_later_check_wait() -> None:
    made, clock = bucket()
    for _ in range(SIZE):
        made.wait()
        made.wrong()
    assert clock.slept == 0
    made.wait()
    assert clock.slept == PAUSE


def test_the_bucket_fills_again_in_time_but_not_beyond_its_size() -> None:
    made, clock = bucket()
    for _ in range(SIZE):
        made.wrong()
    clock.now += SECONDS_A_TOKEN
    assert not made.empty()
    clock.now += 1000 * SIZE * SECONDS_A_TOKEN
    for _ in range(SIZE):
        made.wrong()
    assert made.empty()


def test_many_guesses_at_once_pass_the_gate_one_by_one() -> None:
    inside: list[int] = []
    most: list[int] = []

    def sleep(_seconds: float) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.001)
        inside.pop()

    made = Bucket(sleep=sleep)
    for _ in range(SIZE):
        made.wrong()
    threads = [threading.Thread(target=made.wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8
