"""Somebody who floods the server with codes, played on a clock of its own: how long each child waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heapify, heapreplace
from itertools import count
from random import Random

from surveyapp.fieldwork.errors import CodeUnknown, ManyTries
from surveyapp.fieldwork.guessing import Bucket

PLACES = 600
BETWEEN = {"script": 1.6, "plain": 2.1}
"""Seconds between two askings of a child's page, with the way there and back, and a script's work."""
BEFORE = {"script": 30.0, "plain": 30.0}
"""The same where a full line told children to come back in half a minute."""


@dataclass(frozen=True, slots=True)
class Flood:
    """So many codes at once, then so many a second, never the same one twice; all of them wrong.

    ``worked`` is the share of them for which the puzzle was solved.
    """

    at_once: int = 700
    a_second: float = 12.0
    worked: float = 0.0


class FirstCome(Bucket):
    """The careless design: 600 turns, one a second, kept in the order in which codes were asked first."""

    between = BEFORE

    def __init__(self, *, clock: Callable[[], float], secret: Callable[[int], bytes]) -> None:
        super().__init__(clock=clock, secret=secret)
        self._lots = _Line(clock)  # type: ignore[assignment]  # what it stands in for


class _Line:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._last = clock, 0.0
        self._turns: dict[bytes, float] = {}

    def drawn(self, digest: bytes, *, worked: bool = False) -> bool:
        now = self._clock()
        if len(self._turns) >= PLACES:
            self._turns = {one: turn for one, turn in self._turns.items() if turn + PLACES > now}
        if digest not in self._turns and len(self._turns) < PLACES:
            self._turns[digest] = self._last = max(now, self._last) + 1
        if self._turns.get(digest, now + 1) > now:
            return False
        del self._turns[digest]
        return True


def waits(
    flood: Flood, children: dict[str, int], *, seconds: float, seed: int, bucket: type[Bucket] = Bucket
) -> list[float]:
    """How many seconds each child waits who comes within the first ten; ``seconds`` for whoever was not let in."""
    drawn, now = Random(seed), [0.0]
    tries = bucket(clock=lambda: now[0], secret=drawn.randbytes)
    guesses = count(10**9)
    for _ in range(flood.at_once):
        _tried(tries, next(guesses), right=False)
    between = getattr(bucket, "between", BETWEEN)
    ways = [way for way, number in children.items() for _ in range(number)]
    came = [drawn.uniform(0, 10) for _ in ways]
    waited = [seconds] * len(ways)
    asks = _heap([(at, child) for child, at in enumerate(came)] + [(0.0, -1)])
    while asks:
        now[0], child = asks[0]
        if now[0] > seconds + 10:
            break
        if child < 0:
            _tried(tries, next(guesses), right=False, worked=drawn.random() < flood.worked)
            heapreplace(asks, (now[0] + drawn.expovariate(flood.a_second), child))
        elif _tried(tries, child, right=True, worked=ways[child] == "script"):
            waited[child] = min(seconds, now[0] - came[child])
            heapreplace(asks, (float("inf"), child))
        else:
            heapreplace(asks, (now[0] + between[ways[child]], child))
    return waited


def _heap(asks: list[tuple[float, int]]) -> list[tuple[float, int]]:
    heapify(asks)
    return asks


def _tried(bucket: Bucket, code: int, *, right: bool, worked: bool = False) -> bool:
    """Whether the code was looked up."""

    def look() -> None:
        if not right:
            raise CodeUnknown

    try:
        bucket.look_up(code.to_bytes(32, "big"), look, worked=lambda: worked)
    except ManyTries:
        return False
    except CodeUnknown:
        return True
    return True


def shares(
    flood: Flood, children: dict[str, int], *, seconds: float, runs: int, bucket: type[Bucket] = Bucket
) -> Iterator[float]:
    """The share of the children that each of so many runs lets in."""
    for seed in range(runs):
        waited = waits(flood, children, seconds=seconds, seed=seed, bucket=bucket)
        yield sum(one < seconds for one in waited) / len(waited)
