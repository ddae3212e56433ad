"""Guessing codes becomes slow for the whole process; nobody is refused, and nobody who is answering is held up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from surveyapp.fieldwork.errors import CodeSpent, CodeUnknown, ManyTries
from surveyapp.fieldwork.guessing import PER_SECOND, SPARE, Bucket
from surveyapp.fieldwork.lots import TURN_SECONDS


class Clock:
    def __init__(self) -> None:
        self.now = 0.0


def bucket(*, wrong: int = 0) -> tuple[Bucket, Clock]:
    clock = Clock()
    made = Bucket(clock=lambda: clock.now)
    for _ in range(wrong):
        made.wrong()
    return made, clock


def found() -> str:
    return "found"


def unknown() -> str:
    raise CodeUnknown


def code(number: int) -> bytes:
    return number.to_bytes(32, "big")


def looked_up(made: Bucket, digest: bytes, look: Callable[[], str] = found) -> bool:
    """Whether this code was looked up, whatever was found."""
    try:
        made.look_up(digest, look)
    except ManyTries:
        return False
    except CodeUnknown:
        return True
    return True


def test_right_codes_are_never_slowed_however_many() -> None:
    made, _clock = bucket()
    assert [made.look_up(code(number), found) for number in range(10 * SPARE)] == ["found"] * 10 * SPARE


def test_after_many_wrong_codes_a_new_one_waits_for_its_turn() -> None:
    made, clock = bucket()
    assert all(looked_up(made, code(number), unknown) for number in range(SPARE))
    assert not looked_up(made, code(1000))
    clock.now += TURN_SECONDS
    assert looked_up(made, code(1000))


def test_one_turn_is_one_look() -> None:
    made, clock = bucket(wrong=SPARE)
    seen = []
    for _ in range(3):
        seen.append(looked_up(made, code(1), unknown))
        clock.now += TURN_SECONDS
        made.wrong()
    assert seen == [False, True, False]


def test_a_code_that_was_found_before_waits_as_an_unknown_one_does_used_or_not() -> None:
    """Else a flood would tell the codes of children who answer just now, as fast as it can ask."""
    made, _clock = bucket()

    def used() -> str:
        raise CodeSpent

    made.look_up(code(1), found)
    with pytest.raises(CodeSpent):
        made.look_up(code(2), used)
    for _ in range(SPARE):
        made.wrong()
    assert [looked_up(made, code(number)) for number in (1, 2, 3)] == [False, False, False]


def test_no_more_than_a_turn_a_second_are_looked_up_however_many_ask() -> None:
    made, clock = bucket(wrong=SPARE)
    looked: list[float] = []

    def look() -> str:
        looked.append(clock.now)
        raise CodeUnknown

    for step in range(400):
        clock.now = step / 4
        for guess in range(20):
            looked_up(made, code(guess), look)
    assert 90 < len(looked) <= (1 / TURN_SECONDS + PER_SECOND) * 100 + 1


def test_the_bucket_fills_again_in_time_but_not_beyond_its_size() -> None:
    made, clock = bucket(wrong=5 * SPARE)
    clock.now += 1 / PER_SECOND
    assert looked_up(made, code(1))
    clock.now += 1000 * SPARE / PER_SECOND
    for _ in range(SPARE):
        made.wrong()
    assert not looked_up(made, code(2))
