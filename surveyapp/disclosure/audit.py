"""The attacker: knows the size of every group and every published figure, and solves for the rest.

For each group the fewest and the most positive answers are sought by integer programming; a linear program alone
understates what leaks. A solution found for one group is kept, since it mostly shows that others are safe as well: of
some 2,000 groups of a usual release about 120 have to be solved for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from surveyapp.disclosure.lattice import Cells, Lattice, Target
from surveyapp.disclosure.policy import Policy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


class ReleaseContradictory(Exception):
    """No counts fit what was published: the figures contradict each other."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A group of ``base`` whose positive answers can be narrowed to ``low``..``high``, if ``own`` by a child of it."""

    target: Target
    low: int
    high: int
    base: int
    own: bool = False


def exposures(lattice: Lattice, policy: Policy) -> tuple[Exposure, ...]:
    """Every target that a reader, or a child who knows its own answer, can work out."""
    attackers = [Attacker(part) for part in _separate(lattice)]
    return tuple(found for attacker in attackers for found in attacker.attack(policy))


class Attacker:
    """One set of cells that hang together, its constraints, and the counts found so far that fit them all."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.sizes: Counts = np.array(lattice.sizes, dtype=np.int64)
        rows = [self._row(figure.cells) for figure in lattice.figures]
        rows += [self._row(a) - self._row(b) for a, b in lattice.links]
        self.rows: Counts = np.array(rows, dtype=np.int64).reshape(len(rows), len(lattice.sizes))
        self.low = [*(figure.low for figure in lattice.figures), *(0 for _ in lattice.links)]
        self.high = [*(figure.high for figure in lattice.figures), *(0 for _ in lattice.links)]
        self.fitting: list[Counts] = [np.array(lattice.truth, dtype=np.int64)]
        if not self._fits(self.fitting[0]):
            raise ReleaseContradictory
        if not self._possible(self.fitting[0]):
            self.fitting = [self._solve(np.zeros(len(self.sizes)))]

    def attack(self, policy: Policy) -> Iterable[Exposure]:
        """What each target gives away."""
        for target in self.lattice.targets:
            found = self._narrowed(target, policy) or self._narrowed_by_own(target, policy)
            if found:
                yield found

    def extremes(
        self, cells: Cells, *, least: Sequence[int] | None = None, most: Sequence[int] | None = None
    ) -> tuple[int, int]:
        """The fewest and the most positive answers of some cells, exactly."""
        row = self._row(cells).astype(float)
        ends = [self._solve(direction * row, least, most) for direction in (1.0, -1.0)]
        low, high = (int(self._row(cells) @ end) for end in ends)
        return low, high

    def _narrowed(self, target: Target, policy: Policy) -> Exposure | None:
        """The exposure of a target, if it is one."""
        base = int(self._row(target.cells) @ self.sizes)
        small = base < policy.smallest_base
        needed = min(base, policy.known_width) if small or target.coded else 0
        found = self._range(target.cells, self.fitting)
        if base and _told(*found, base, needed):
            found = self.extremes(target.cells)
        return Exposure(target, *found, base) if base and _told(*found, base, needed) else None

    def _narrowed_by_own(self, target: Target, policy: Policy) -> Exposure | None:
        """The exposure of a small target to one of its children, who knows its own answer."""
        others = int(self._row(target.cells) @ self.sizes) - 1
        if not 0 < others < policy.smallest_base - 1:
            return None
        needed = min(others, policy.known_width)
        for cell, own in product((cell for cell in target.cells if self.sizes[cell]), (0, 1)):
            found = self._range_with(target, cell, own, needed)
            if found and _told(*found, others, needed):
                return Exposure(target, *found, others, own=True)
        return None

    def _range_with(self, target: Target, cell: int, own: int, needed: int) -> tuple[int, int] | None:
        """Fewest and most positive answers of the other children, given one child's answer; None if none can give it.

        Whether a child did give that answer is not asked: what is dropped must not tell.
        """
        least, most = np.zeros_like(self.sizes), self.sizes.copy()
        least[cell], most[cell] = own, self.sizes[cell] - 1 + own
        fitting = [counts for counts in self.fitting if least[cell] <= counts[cell] <= most[cell]]
        others = int(self._row(target.cells) @ self.sizes) - 1
        low, high = self._range(target.cells, fitting) if fitting else (0, 0)
        if not fitting or _told(low - own, high - own, others, needed):
            try:
                low, high = self.extremes(target.cells, least=least.tolist(), most=most.tolist())
            except ReleaseContradictory:
                return None
        return low - own, high - own

    def _range(self, cells: Cells, fitting: Sequence[Counts]) -> tuple[int, int]:
        """The range of a target over some counts."""
        sums = [int(self._row(cells) @ counts) for counts in fitting]
        return min(sums), max(sums)

    def _solve(
        self, objective: NDArray[np.float64], least: Sequence[int] | None = None, most: Sequence[int] | None = None
    ) -> Counts:
        """Counts that fit everything published and make the objective smallest."""
        bounds = Bounds(0 if least is None else least, self.sizes if most is None else most)
        limits = [LinearConstraint(self.rows, self.low, self.high)] if len(self.rows) else []
        found = milp(objective, constraints=limits, bounds=bounds, integrality=np.ones(len(self.sizes)))
        if found.x is None:
            raise ReleaseContradictory
        counts: Counts = np.rint(found.x).astype(np.int64)
        self.fitting.append(counts)
        return counts

    def _fits(self, counts: Counts) -> bool:
        """Whether counts agree with everything published."""
        sums = self.rows @ counts
        return bool(np.all(sums >= self.low) and np.all(sums <= self.high))

    def _possible(self, counts: Counts) -> bool:
        """Whether no group has more positive answers than answers; where few stands as none, the rest may have."""
        return bool(np.all(counts >= 0) and np.all(counts <= self.sizes))

    def _row(self, cells: Cells) -> Counts:
        """1 for each of the cells, 0 elsewhere."""
        row = np.zeros(len(self.lattice.sizes), dtype=np.int64)
        row[list(cells)] = 1
        return row


def _told(low: int, high: int, base: int, needed: int) -> bool:
    """Whether a range tells too much: narrower than needed, or everybody gave the same answer."""
    return high - low < needed or low == base or high == 0


def _separate(lattice: Lattice) -> list[Lattice]:
    """The lattice in parts that share no figure and no link: each is solved for itself."""
    joined = [figure.cells for figure in lattice.figures] + [a | b for a, b in lattice.links]
    joined += [target.cells for target in lattice.targets]
    parts: list[Cells] = []
    for cells in joined:
        touching = [part for part in parts if part & cells]
        parts = [part for part in parts if not part & cells] + [cells.union(*touching)]
    return [_part(lattice, sorted(part)) for part in parts if part]


def _part(lattice: Lattice, places: Sequence[int]) -> Lattice:
    """One part, its cells numbered anew."""
    new = {place: at for at, place in enumerate(places)}

    def moved(cells: Cells) -> Cells:
        return frozenset(new[place] for place in cells)

    def mine(cells: Cells) -> bool:
        return bool(cells) and cells <= new.keys()

    return Lattice(
        tuple(lattice.sizes[place] for place in places),
        tuple(lattice.truth[place] for place in places),
        tuple(type(it)(moved(it.cells), it.low, it.high) for it in lattice.figures if mine(it.cells)),
        tuple((moved(a), moved(b)) for a, b in lattice.links if mine(a | b)),
        tuple(Target(it.name, it.partitions, moved(it.cells), it.coded) for it in lattice.targets if mine(it.cells)),
    )
