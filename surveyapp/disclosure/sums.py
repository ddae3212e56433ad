"""An exact sum beside joined bars: what counts it leaves to each answer, for who knows how bars are joined (rule 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Answers shown as one number: what each is worth, how many gave them, and whether no bar of their kind follows."""

    values: tuple[int, ...]
    count: int
    last: bool


def fewest_left(total: int, bars: Sequence[Bar], smallest: int) -> int | None:
    """The fewest counts that an answer of a joined bar can still have; None where nothing was joined.

    ``total`` is the sum of all answers; bars are those of ``distributions.protect_distribution`` with this ``smallest``
    and an exact total.
    """
    sums = [_bits(_worth(bar, counts) for counts in _ways(bar, smallest)) for bar in bars]
    left: list[int] = []
    for place, bar in enumerate(bars):
        if len(bar.values) > 1:
            beside = _added(sums[:place] + sums[place + 1 :])
            found = [counts for counts in _ways(bar, smallest) if _holds(beside, total - _worth(bar, counts))]
            left += [len(set(column)) for column in zip(*found, strict=True)]
    return min(left, default=None)


def _ways(bar: Bar, smallest: int) -> frozenset[Counts]:
    return _shared(len(bar.values), bar.count, bar.last, smallest)


@lru_cache(maxsize=4096)
def _shared(answers: int, count: int, last: bool, smallest: int) -> frozenset[Counts]:
    """How ``count`` can lie in a bar: fewer than ``smallest`` before its last answer, else the bar had ended there.

    The last bar of its kind may have ended earlier, with fewer than ``smallest`` after that.
    """
    before = {(*few, count - sum(few)) for few in _few(answers - 1, min(smallest - 1, count))}
    if not last:
        return frozenset(before)
    ended = (
        (*few, whole, *rest)
        for place in range(answers - 1)
        for few in _few(place, smallest - 1)
        for rest in _few(answers - 1 - place, smallest - 1)
        if (whole := count - sum(few) - sum(rest)) >= max(0, smallest - sum(few))
    )
    return frozenset(before | set(ended))


def _few(answers: int, most: int) -> Iterator[Counts]:
    """Every way in which at most so many lie in so many answers."""
    if answers == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in _few(answers - 1, most - first):
            yield (first, *rest)


def _worth(bar: Bar, counts: Counts) -> int:
    return sum(value * count for value, count in zip(bar.values, counts, strict=True))


def _bits(sums: Iterator[int]) -> int:
    """Sums as one number, which has a bit for each."""
    found = 0
    for one in sums:
        found |= 1 << one
    return found


def _added(several: Sequence[int]) -> int:
    """Every sum of one of each."""
    found = 1
    for bits in several:
        found = _bits_shifted(found, bits)
    return found


def _bits_shifted(bits: int, by: int) -> int:
    found = 0
    while by:
        lowest = by & -by
        found |= bits << (lowest.bit_length() - 1)
        by ^= lowest
    return found


def _holds(bits: int, one: int) -> bool:
    return one >= 0 and bool(bits >> one & 1)
