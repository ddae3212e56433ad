"""An attacker of its own: knows every child's groups and every published figure, and shares no code with the audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np
from builders.council import Child
from scipy.optimize import Bounds, LinearConstraint, milp

from surveyapp.disclosure.tables import Protected, ProtectedTable

GROUPS = tuple(one.name for one in fields(Child) if one.name != "positive")
Known = dict[str, str]


@dataclass(frozen=True)
class Broken:
    """A group whose answers were worked out."""

    group: tuple[tuple[str, str], ...]
    low: int
    high: int
    size: int
    own: bool = False


class Attacker:
    """Solves for the positive answers of any group of a council."""

    def __init__(self, children: Sequence[Child], shown: ProtectedTable) -> None:
        self.cells = sorted({tuple(getattr(child, name) for name in GROUPS) for child in children})
        where = {cell: at for at, cell in enumerate(self.cells)}
        self.sizes = np.zeros(len(self.cells))
        self.truth = np.zeros(len(self.cells))
        for child in children:
            at = where[tuple(getattr(child, name) for name in GROUPS)]
            self.sizes[at] += 1
            self.truth[at] += child.positive
        self.figures = list(self._figures(shown))

    def broken(self, *, ways: int = 3) -> list[Broken]:
        """Every small group, one to three ways, that can be worked out; also by a child who knows its own answer."""
        found = (self._attack(group) for group in self.groups(ways))
        return [each for each in found if each]

    def groups(self, ways: int) -> list[tuple[tuple[str, str], ...]]:
        """Every group of one to ``ways`` attributes that has a child."""
        return sorted(
            {
                tuple((GROUPS[at], cell[at]) for at in chosen)
                for count in range(1, ways + 1)
                for chosen in combinations(range(len(GROUPS)), count)
                for cell in self.cells
            }
        )

    def range_of(self, group: Iterable[tuple[str, str]], bounds: Bounds | None = None) -> tuple[int, int]:
        """The fewest and most positive answers of a group."""
        row = self._row(dict(group))
        rows, least, most = zip(*self.figures, strict=True) if self.figures else ((), (), ())
        limits = [LinearConstraint(np.array(rows), least, most)] if rows else []
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * row, constraints=limits, bounds=bounds or Bounds(0, self.sizes), integrality=np.ones(len(row))
            )
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]

    def _attack(self, group: tuple[tuple[str, str], ...]) -> Broken | None:
        row = self._row(dict(group))
        size = int(row @ self.sizes)
        low, high = self.range_of(group)
        if low == size or high == 0 or (size < 10 and high - low < min(size, 2)):
            return Broken(group, low, high, size)
        return self._by_own(group, row, size) if 1 < size < 10 and high - low < 4 else None

    def _by_own(self, group: tuple[tuple[str, str], ...], row: np.ndarray, size: int) -> Broken | None:
        for at in np.flatnonzero(row):
            for own in (0, 1):
                if own <= self.truth[at] <= self.sizes[at] - 1 + own:
                    least, most = np.zeros(len(row)), self.sizes.copy()
                    least[at], most[at] = own, self.sizes[at] - 1 + own
                    low, high = (end - own for end in self.range_of(group, Bounds(least, most)))
                    if low == size - 1 or high == 0 or high - low < min(size - 1, 2):
                        return Broken(group, low, high, size - 1, own=True)
        return None

    def _figures(self, shown: ProtectedTable) -> Iterable[tuple[np.ndarray, int, int]]:
        if isinstance(shown.total, Protected):
            yield self._row({}), shown.total.low, shown.total.high
        for partition in shown.partitions:
            for value, count in partition.groups:
                if isinstance(count, Protected):
                    yield self._row({partition.id: value}), count.low, count.high

    def _row(self, known: Known) -> np.ndarray:
        places = [(GROUPS.index(name), value) for name, value in known.items()]
        return np.array([float(all(cell[at] == value for at, value in places)) for cell in self.cells])
