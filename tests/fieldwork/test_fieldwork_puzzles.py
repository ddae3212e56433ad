"""A puzzle costs its code some work, is the same in every process, and its solution counts once and not for long."""

from __future__ import annotations

from itertools import count

from surveyapp.fieldwork.puzzles import SECONDS, SIZE, Puzzles, _solves

KEY, DIGEST = bytes(32), b"d" * 32
BEGUN = 1000.0 * SECONDS


class Clock:
    def __init__(self) -> None:
        self.now = BEGUN


def puzzles() -> tuple[Puzzles, Clock]:
    clock = Clock()
    return Puzzles(clock=lambda: clock.now), clock


def solutions(puzzle: bytes) -> list[bytes]:
    """Two of them, and how they are found."""
    tried = (number.to_bytes(SIZE, "big") for number in count())
    return [next(it for it in tried if _solves(puzzle, it)) for _ in range(2)]


def test_a_solution_counts_once_in_every_process() -> None:
    made, _ = puzzles()
    first, second = solutions(made.puzzle(KEY, DIGEST))
    assert [made.solved(KEY, DIGEST, it) for it in (first, first, second, first)] == [True, False, True, False]
    other, _ = puzzles()
    assert other.solved(KEY, DIGEST, first)


def test_a_solution_is_good_for_its_code_and_key_and_for_a_while() -> None:
    made, clock = puzzles()
    solution, _ = solutions(made.puzzle(KEY, DIGEST))
    assert not [one for one in ((KEY, b"e" * 32), (b"k" * 32, DIGEST)) if made.solved(*one, solution)]
    clock.now = BEGUN + 2 * SECONDS
    assert not made.solved(KEY, DIGEST, solution)
    clock.now = BEGUN + 2 * SECONDS - 1
    assert made.solved(KEY, DIGEST, solution)


def test_what_is_no_solution_counts_for_nothing() -> None:
    made, _ = puzzles()
    solution, _ = solutions(made.puzzle(KEY, DIGEST))
    assert not [it for it in (b"", solution[:-1], solution + b"\0") if made.solved(KEY, DIGEST, it)]


def test_what_counted_is_forgotten_when_it_could_not_count_again() -> None:
    made, clock = puzzles()
    for _ in range(3):
        assert made.solved(KEY, DIGEST, solutions(made.puzzle(KEY, DIGEST))[0])
        clock.now += 3 * SECONDS
    assert len(made._used) == 1
