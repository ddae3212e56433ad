"""A flood is slowed down, and after it everybody gets through at once again."""

from __future__ import annotations

import threading

import pytest

from surveyapp.safeguarding.pace import MOST_WAITING, SPARE, ManyAsk, Pace


def test_a_wave_of_children_is_taken_at_once_and_a_flood_slowly() -> None:
    now, pauses = [0.0], []
    pace = Pace(clock=lambda: now[0], pause=pauses.append)
    for _ in range(SPARE):
        pace.step()
    assert pauses == []
    pace.step()
    assert pauses == [1.0]
    now[0] += 60
    pace.step()
    assert pauses == [1.0]


def test_one_more_in_a_full_line_is_asked_to_come_again_and_gets_through_then() -> None:
    gate, waiting = threading.Event(), threading.Semaphore(0)

    def pause(_seconds: float) -> None:
        waiting.release()
        gate.wait(10)

    pace = Pace(clock=lambda: 0.0, pause=pause)
    for _ in range(SPARE):
        pace.step()
    threads = [threading.Thread(target=pace.step) for _ in range(MOST_WAITING)]
    for thread in threads:
        thread.start()
    waiting.acquire()
    while pace._room._value:
        pass
    with pytest.raises(ManyAsk):
        pace.step()
    gate.set()
    for thread in threads:
        thread.join()
    pace.step()
