"""What the answers of some leave open about all who could have answered in one year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everybody:
    """Of the ``eligible`` of a result's bands, ``silent`` gave no answer to it; of this year's children alone.

    ``none`` and ``all``: the share of all if no silent one, or each, were positive. ``needed``: how many of them half
    of all would take; None where half is reached, or out of reach, without them. ``fewest`` to ``most`` of all would be
    positive (95 %) if those who answered had been drawn by lot: of these children alone, no ground to compare years.
    """

    silent: int
    eligible: int
    none: float
    all: float
    needed: int | None
    fewest: int
    most: int
