"""How likely it is that enough children answer, if each of a known number answers with the same chance."""

from __future__ import annotations

from math import comb

HALVINGS = 40


def exactly(eligible: int, share: float, count: int) -> float:
    """The chance that just so many of the eligible answer. The binomial law."""
    return comb(eligible, count) * share**count * (1 - share) ** (eligible - count)


def up_to(eligible: int, share: float, most: int) -> tuple[float, ...]:
    """The chances that 0, 1, … of the eligible answer; the last one is of ``most`` or more."""
    fewer = tuple(exactly(eligible, share, count) if count <= eligible else 0.0 for count in range(most))
    return (*fewer, max(0.0, 1 - sum(fewer)) if eligible >= most else 0.0)


def chance_of(eligible: int, share: float, needed: int) -> float:
    """The chance that at least so many answer."""
    return up_to(eligible, share, needed)[-1] if needed > 0 else 1.0


def share_needed(eligible: int, needed: int, *, chance: float) -> float | None:
    """The smallest share at which at least so many answer with this chance; None where there are too few to ask."""
    if eligible < needed:
        return None
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if chance_of(eligible, middle, needed) >= chance else (middle, high)
    return high
