"""The reader who adds and subtracts what is kept, tried on every count before it is kept."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from surveyapp.opening.crossing import Kind
from surveyapp.opening.groups import THRESHOLD

Described = tuple[Collection[str], ...]
"""Children described by the groups they may be of in each partition; an empty collection: whatever their group."""

PRIME = 2**61 - 1
"""Sums are followed modulo this prime: exact for whole numbers, and no rounding has to be allowed for."""

_ANY = ""


class Reader:
    """Knows the sizes of some described groups of children, and of which kinds there are children at all.

    ``sizes`` are the finest kinds: the band first, then groups of breakdowns. Of interest to the reader is how many are
    of some of the bands and at most one group of each breakdown, or are not; fewer than ten of them are a secret.
    """

    def __init__(self, sizes: Mapping[Kind, int], known: Iterable[Described]) -> None:
        self._sizes = {kind: n for kind, n in sizes.items() if n > 0}
        self._span = _Span(len(self._sizes))
        self.learn(known)

    def learn(self, more: Iterable[Described]) -> None:
        """Know these sizes from now on."""
        for row in self._rows(more):
            self._span.add(row)
        self._told = self._small_groups_in(self._span)

    def would_learn(self, more: Iterable[Described]) -> bool:
        """Whether these sizes as well would tell the size of a small group that was not known before."""
        longer = self._span.copy()
        for row in self._rows(more):
            longer.add(row)
        return bool(self._small_groups_in(longer) - self._told)

    def _rows(self, described: Iterable[Described]) -> set[tuple[int, ...]]:
        return {tuple(int(_holds(one, kind)) for kind in self._sizes) for one in described}

    def _small_groups_in(self, span: _Span) -> set[Kind]:
        """The small groups that are a sum or difference of multiples of known ones: what is at right angles to all
        that is known is at right angles to them too (and by chance to another once in 2^61).
        """
        across = dict(zip(self._sizes, span.orthogonal(), strict=True))
        n, shadow = _by_group(self._sizes), _by_group(across)
        bands = sorted({kind[0] for kind in self._sizes})
        some = [chosen for size in range(1, len(bands) + 1) for chosen in combinations(bands, size)]
        found = set()
        for chosen, rest in product(some, {kind[1:] for kind in n}):
            parts = [(band, *rest) for band in chosen]
            size = sum(n[part] for part in parts)
            small = 0 < size < THRESHOLD or 0 < sum(self._sizes.values()) - size < THRESHOLD
            if small and sum(shadow[part] for part in parts) % PRIME == 0:
                found.add(("+".join(chosen), *rest))
        return found


class _Span:
    """All sums of multiples of some rows, as rows in which every first number is at a place of its own."""

    def __init__(self, width: int, rows: Mapping[int, Sequence[int]] | None = None) -> None:
        self.width = width
        self.rows = dict(rows or {})

    def copy(self) -> _Span:
        return _Span(self.width, self.rows)

    def add(self, row: Sequence[int]) -> None:
        """Take a row in, unless it is a sum of multiples of those that are here."""
        for place, mine in self.rows.items():
            if factor := row[place]:
                row = [(one - factor * other) % PRIME for one, other in zip(row, mine, strict=True)]
        first = next((at for at, one in enumerate(row) if one), None)
        if first is not None:
            scale = pow(row[first], -1, PRIME)
            self.rows[first] = [one * scale % PRIME for one in row]

    def orthogonal(self) -> list[int]:
        """A row drawn at random from those whose product with every row of the span is nothing."""
        found = [0 if place in self.rows else secrets.randbelow(PRIME) for place in range(self.width)]
        for place, row in reversed(self.rows.items()):
            found[place] = -sum(one * other for one, other in zip(row, found, strict=True)) % PRIME
        return found


def _by_group(numbers: Mapping[Kind, int]) -> Counter[Kind]:
    """Sums by band and, of each breakdown, one group or whichever."""
    found: Counter[Kind] = Counter()
    for (band, *groups), number in numbers.items():
        for kind in product(*((group, _ANY) for group in groups)):
            found[(band, *kind)] += number
    return found


def _holds(described: Described, kind: Kind) -> bool:
    return all(not groups or group in groups for groups, group in zip(described, kind, strict=True))
