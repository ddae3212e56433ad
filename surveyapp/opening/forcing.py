"""Whether rounded means of groups, read beside the rows, force who is in which group: decided before any is kept.

Rows tell how many children stand at each level of a score, by band. Somebody who also has a group's number and mean
can list every way in which the group's children may be spread over the levels. If all ways agree about a level, it is
forced; at worst all rows at that level are of the group, or none is, and a breakdown is back on rows.

Proof that nothing is forced: let ``g`` and ``h`` be two groups. Children of ``g`` change places with as many of the
same band in ``h``, so that both means stay what they are when rounded. Rows, numbers by band and group, and all rounded
means of this partition and of others are then the same as in truth, while another number of ``g`` stands at the level.
One change of places, or two at once, are tried; so a group for which none is found may be left out without need.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import floor

Place = tuple[str, Fraction]
"""A band (or bands laid together) and a level of a score, from 0 to 1."""

Spread = Counter[Place]
"""How many children of a group stand at each place."""

_Swap = tuple[Place, Place]
_Slack = tuple[Fraction, Fraction]

HUNDREDTHS = 100

_ANY = Fraction(10**9)
"""More than any change of a sum."""

_LEAST = Fraction(1, 10**9)
"""Less than any change of a sum: the upper end of what is rounded to a hundredth belongs to the next one."""


def hundredths(spread: Mapping[Place, int]) -> int:
    """The mean of at least one child, to the nearest whole hundredth; a half goes up."""
    return floor(HUNDREDTHS * _sum(spread) / sum(spread.values()) + Fraction(1, 2))


def free_groups(spreads: Mapping[str, Spread], allowed: Iterable[str]) -> frozenset[str]:
    """The groups whose numbers and rounded means may be kept, of those allowed; all others are one, the rest.

    ``spreads`` is a whole partition. Nothing is forced of a group that is kept, nor of the rest, whose number and mean
    follow. While something is, the smallest group that is not free (else the smallest) joins the rest.
    """
    kept = sorted(set(allowed), key=lambda name: (sum(spreads[name].values()), name))
    while kept:
        rest = sum((spread for name, spread in spreads.items() if name not in kept), Spread())
        parts = [*(spreads[name] for name in kept), *([rest] if rest else [])]
        forced = _forced(parts, rounded=len(kept))
        if not forced:
            break
        kept.pop(forced[0] if forced[0] < len(kept) else 0)
    return frozenset(kept)


def _forced(parts: Sequence[Spread], rounded: int) -> list[int]:
    """The groups (by position) for which some place that has rows seems to allow one number alone.

    Only the first ``rounded`` of them have a mean of their own that must stay.
    """
    slacks = [_slack(part) if here < rounded else (-_ANY, _ANY) for here, part in enumerate(parts)]
    pairs = {
        (giver, taker): _Pair.of(parts[giver], parts[taker], slacks[giver], slacks[taker])
        for giver, taker in permutations(range(len(parts)), 2)
    }
    places = {place for spread in parts for place in spread if spread[place]}
    return [
        here
        for here in range(len(parts))
        if not all(any(pair.can_leave(place) for of, pair in pairs.items() if here in of) for place in places)
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups who may change places, and the least and most by which the giver's sum may grow (the taker's shrink).

    ``swaps`` are in the order of ``changes``, by which they let the giver's sum grow.
    """

    giver: Spread
    taker: Spread
    least: Fraction
    most: Fraction
    swaps: tuple[_Swap, ...]
    changes: tuple[Fraction, ...]

    @classmethod
    def of(cls, giver: Spread, taker: Spread, slack: _Slack, taker_slack: _Slack) -> _Pair:
        """All changes of places of a child of the giver with one of the taker in the same band, at another level."""
        swaps = sorted(
            (
                (leaving, coming)
                for leaving in giver
                for coming in taker
                if leaving[0] == coming[0] and leaving != coming and giver[leaving] and taker[coming]
            ),
            key=_change,
        )
        least, most = max(slack[0], -taker_slack[1]), min(slack[1], -taker_slack[0])
        return cls(giver, taker, least, most, tuple(swaps), tuple(_change(swap) for swap in swaps))

    def can_leave(self, place: Place) -> bool:
        """Whether a child of the giver can leave this place, alone or while two others change places as well."""
        return any(
            self.least <= _change(first) <= self.most or any(self._both(first, second) for second in self._with(first))
            for first in self.swaps
            if first[0] == place
        )

    def _with(self, first: _Swap) -> Iterator[_Swap]:
        """Changes of places that, with this one, leave both rounded means."""
        start = bisect_left(self.changes, self.least - _change(first))
        end = bisect_right(self.changes, self.most - _change(first))
        return iter(self.swaps[start:end])

    def _both(self, first: _Swap, second: _Swap) -> bool:
        """Whether there are children for both, and fewer of the giver stand at the first place afterwards."""
        leaving = self.giver[first[0]] >= 1 + (second[0] == first[0])
        coming = self.taker[first[1]] >= 1 + (second[1] == first[1])
        return leaving and coming and second[1] != first[0]


def _change(swap: _Swap) -> Fraction:
    """By how much the giver's sum grows."""
    return swap[1][1] - swap[0][1]


def _slack(spread: Spread) -> _Slack:
    """By how much a sum may change before the rounded mean does: downwards (not above 0) and upwards."""
    n, total = sum(spread.values()), _sum(spread)
    lowest = (hundredths(spread) - Fraction(1, 2)) * n / HUNDREDTHS
    highest = lowest + Fraction(n, HUNDREDTHS)
    return lowest - total, highest - total - _LEAST


def _sum(spread: Mapping[Place, int]) -> Fraction:
    return sum((level * n for (_, level), n in spread.items()), Fraction(0))
