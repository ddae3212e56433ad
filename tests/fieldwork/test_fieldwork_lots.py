"""Of the codes that are asked in one turn, one is drawn; none has a better chance, and none can fill the line."""

from __future__ import annotations

from collections import Counter
from random import Random

from surveyapp.fieldwork.lots import KEPT_SECONDS, TURN_SECONDS, Lots


class Clock:
    def __init__(self) -> None:
        self.now = 0.0


def lots(seed: int = 1) -> tuple[Lots, Clock]:
    clock = Clock()
    return Lots(clock=lambda: clock.now, secret=Random(seed).randbytes), clock


def code(number: int) -> bytes:
    return number.to_bytes(32, "big")


def drawn(made: Lots, clock: Clock, asked: list[int]) -> int:
    """The one whose turn comes when these were asked in the turn that runs."""
    assert not any(made.drawn(code(number)) for number in asked)
    clock.now += TURN_SECONDS
    (lucky,) = {number for number in asked if made.drawn(code(number))}
    clock.now += TURN_SECONDS
    made.drawn(code(10**9))
    clock.now += TURN_SECONDS + KEPT_SECONDS
    return lucky


def test_whoever_asks_alone_is_drawn_a_turn_later() -> None:
    made, clock = lots()
    assert [made.drawn(code(1)), made.drawn(code(1))] == [False, False]
    clock.now += TURN_SECONDS
    assert [made.drawn(code(1)), made.drawn(code(1))] == [True, False], "a turn is one look"


def test_every_code_of_a_turn_has_the_same_chance_first_or_last() -> None:
    made, clock = lots()
    turns, each = 4000, 8
    won = Counter(drawn(made, clock, list(range(each))) for _ in range(turns))
    expected = turns / each
    assert sum((won[number] - expected) ** 2 / expected for number in range(each)) < 24.3, "chi-squared, 1 in 1000"


def test_asking_often_in_one_turn_is_no_better_than_asking_once() -> None:
    made, clock = lots()
    won = Counter(drawn(made, clock, [1] * 50 + [2]) for _ in range(1000))
    assert 440 < won[2] < 560, "a fair coin stays within four standard deviations"


def test_nobody_can_tell_beforehand_which_code_is_lucky() -> None:
    lucky = [drawn(*made, asked=list(range(20))) for made in (lots(1), lots(2), lots(3), lots(4))]
    assert len(set(lucky)) > 1


def test_whoever_stays_away_stands_in_nobodys_way() -> None:
    made, clock = lots()
    for number in range(100_000):
        made.drawn(code(number))
    clock.now += TURN_SECONDS
    child = code(10**6)
    assert not made.drawn(child)
    clock.now += TURN_SECONDS
    assert made.drawn(child)


def test_a_turn_is_kept_for_whoever_comes_back_late_and_not_for_ever() -> None:
    for late, kept in ((KEPT_SECONDS - 2 * TURN_SECONDS, True), (KEPT_SECONDS + 2 * TURN_SECONDS, False)):
        made, clock = lots()
        made.drawn(code(1))
        clock.now += TURN_SECONDS
        made.drawn(code(2))
        clock.now += late
        made.drawn(code(3))
        assert made.drawn(code(1)) is kept


def test_no_more_is_remembered_than_the_turns_that_are_kept() -> None:
    made, clock = lots()
    for number in range(10_000):
        clock.now += TURN_SECONDS / 4
        made.drawn(code(number))
    assert len(made._drawn) <= KEPT_SECONDS / TURN_SECONDS + 1


def test_pages_that_have_worked_share_every_second_turn_among_themselves_and_the_rest_with_all() -> None:
    made, clock = lots()
    won = Counter()
    for _ in range(1000):
        asked = [made.drawn(code(number), worked=number == 0) for number in range(100)]
        assert not any(asked)
        clock.now += TURN_SECONDS
        won.update(number for number in range(100) if made.drawn(code(number)))
        clock.now += TURN_SECONDS + KEPT_SECONDS
        made.drawn(code(10**9))
        clock.now += TURN_SECONDS + KEPT_SECONDS
    assert 440 < won[0] < 580, "every second turn, and a share of the others"
    assert sum(won.values()) == 1000
