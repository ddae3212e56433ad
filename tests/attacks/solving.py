"""What can be worked out by somebody who knows every child's groups and everything published: all counts that fit.

Shares no code with the program: unknown are the positive answers of each kind of child, whole numbers; each published
figure is an equation or a range. Solutions are kept, since one that suits a group mostly shows others safe as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

FEW, ENOUGH = 10, 4
"""Groups of fewer are attacked; ways are sought until each could have so many counts, to spare later work."""
PATIENCE = 4
Kind = tuple[str, ...]
"""A child's group in each partition, in one order: the band, then every breakdown."""


@dataclass(frozen=True)
class Figure:
    """Of the children ``of`` whom this is said, ``low`` to ``high`` answered positively."""

    of: Callable[[Kind], bool]
    low: float
    high: float
    name: str = ""


@dataclass(frozen=True)
class Recovered:
    """A group whose positive answers are known too well: ``low`` to ``high`` of ``size``; ``own`` by one of them."""

    name: str
    low: int
    high: int
    size: int
    own: bool = False


class Contradiction(AssertionError):
    """What was published does not fit what children said: a number was read wrongly, or is wrong."""


class Reader:
    """One question as the reader sees it."""

    def __init__(self, sizes: Mapping[Kind, int], truth: Mapping[Kind, int], figures: Iterable[Figure]) -> None:
        self.kinds = sorted(kind for kind, n in sizes.items() if n)
        self.sizes = np.array([sizes[kind] for kind in self.kinds], float)
        self.truth = np.array([truth.get(kind, 0) for kind in self.kinds], float)
        rows = {}
        for figure in figures:
            row = tuple(float(figure.of(kind)) for kind in self.kinds)
            low, high = rows.get(row, (-np.inf, np.inf))
            rows[row] = max(low, figure.low), min(high, figure.high)
            if not rows[row][0] <= np.dot(row, self.truth) <= rows[row][1]:
                raise Contradiction(f"{figure.name}: {figure.low} to {figure.high}, not {np.dot(row, self.truth)}")
        self.rows = np.array(list(rows), float).reshape(len(rows), len(self.kinds))
        self.least, self.most = (np.array([ends[at] for ends in rows.values()]) for at in (0, 1))
        self.ways = self.truth.reshape(1, -1)

    def recovered(self, *, ways: int = 3, own: bool = True) -> list[Recovered]:
        """Every group of one to three partitions, or all but it, that can be worked out."""
        names, groups = self._targets(ways)
        if not len(self.kinds) or not names:
            return []
        self._vary(groups)
        found = [one for at, name in enumerate(names) if (one := self._attack(name, groups[at]))]
        known = {one.name for one in found}
        if own:
            found += self._by_own([name for name in names if name not in known], names, groups)
        return found

    def range_of(self, group: np.ndarray, bounds: Bounds | None = None) -> tuple[int, int]:
        """The fewest and most positive answers of a group."""
        ends = [self._solve(sign * group, bounds) for sign in (1, -1)]
        return round(ends[0] @ group), round(ends[1] @ group)

    def _targets(self, ways: int) -> tuple[list[str], np.ndarray]:
        """Every different group that has a child, the small ones first."""
        found: dict[bytes, tuple[str, np.ndarray]] = {}
        for name, row in self._groups(ways):
            for said, one in ((name, row), (f"all but {name}", 1 - row)):
                if one.any():
                    found.setdefault(one.tobytes(), (said, one))
        ordered = sorted(found.values(), key=lambda it: it[1] @ self.sizes)
        return [name for name, _ in ordered], np.array([row for _, row in ordered])

    def _groups(self, ways: int) -> Iterator[tuple[str, np.ndarray]]:
        table = np.array(self.kinds)
        for places in (it for count in range(1, ways + 1) for it in combinations(range(table.shape[1]), count)):
            for values in {tuple(kind[at] for at in places) for kind in self.kinds}:
                row = np.all(table[:, places] == np.array(values), axis=1).astype(float)
                yield " ".join(f"{at}:{value}" for at, value in zip(places, values, strict=True)), row

    def _vary(self, groups: np.ndarray) -> None:
        """Very different ways in which everything can have come about, as long as they show more groups safe."""
        random = np.random.default_rng(len(self.kinds))
        idle = 0
        while idle < PATIENCE:
            open_ = self._open(groups)
            if not open_.any():
                break
            self._solve(random.choice((-1.0, 1.0), size=int(open_.sum())) @ groups[open_])
            idle = 0 if self._open(groups).sum() < open_.sum() else idle + 1

    def _open(self, groups: np.ndarray) -> np.ndarray:
        """Which groups are not shown safe yet."""
        sums, sizes = self.ways @ groups.T, groups @ self.sizes
        low, high = sums.min(axis=0), sums.max(axis=0)
        needed = np.where(sizes < FEW, np.minimum(sizes, ENOUGH), 1)
        return (high - low < needed) | (low == sizes) | (high == 0)

    def _attack(self, name: str, group: np.ndarray) -> Recovered | None:
        size = round(group @ self.sizes)
        sums = self.ways @ group
        low, high = round(sums.min()), round(sums.max())
        if _told(low, high, size):
            low, high = self.range_of(group)
        return Recovered(name, low, high, size) if _told(low, high, size) else None

    def _by_own(self, chosen: Sequence[str], names: Sequence[str], groups: np.ndarray) -> list[Recovered]:
        """What each child, who knows its own answer, can work out of the others in its small groups."""
        at = [names.index(name) for name in chosen]
        small = [place for place in at if 1 < groups[place] @ self.sizes < FEW]
        found: dict[str, Recovered] = {}
        for cell, size in enumerate(self.sizes):
            mine = [place for place in small if groups[place][cell]]
            for answer in (0, 1):
                if mine and answer <= self.truth[cell] <= size - 1 + answer:
                    for one in self._beside(cell, answer, [(names[it], groups[it]) for it in mine]):
                        found.setdefault(one.name, one)
        return list(found.values())

    def _beside(self, cell: int, answer: int, mine: Sequence[tuple[str, np.ndarray]]) -> Iterator[Recovered]:
        least, most = np.zeros_like(self.sizes), self.sizes.copy()
        least[cell], most[cell] = answer, self.sizes[cell] - 1 + answer
        fitting = (self.ways[:, cell] >= least[cell]) & (self.ways[:, cell] <= most[cell])
        sums = self.ways[fitting] @ np.array([group for _, group in mine]).T
        for place, (name, group) in enumerate(mine):
            others = round(group @ self.sizes) - 1
            low, high = round(sums[:, place].min()) - answer, round(sums[:, place].max()) - answer
            if _told(low, high, others):
                low, high = (end - answer for end in self.range_of(group, Bounds(least, most)))
            if _told(low, high, others):
                yield Recovered(name, low, high, others, own=True)

    def _solve(self, goal: np.ndarray, bounds: Bounds | None = None) -> np.ndarray:
        limits = [LinearConstraint(self.rows, self.least, self.most)] if len(self.rows) else []
        whole = np.ones(len(goal))
        found = milp(goal, constraints=limits, bounds=bounds or Bounds(0, self.sizes), integrality=whole)
        assert found.x is not None, "the truth is one way"
        way = np.rint(found.x)
        self.ways = np.vstack([self.ways, way])
        return way


def _told(low: int, high: int, size: int) -> bool:
    """Whether a small group is all but known, or everybody of a group gave one answer."""
    return low == size or high == 0 or (size < FEW and high - low < min(size, 2))
