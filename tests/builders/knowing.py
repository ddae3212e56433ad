"""A reader who subtracts, written apart from the program's own: with exact ranks over every group of children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from surveyapp.definition.model import Bank
from surveyapp.opening.opened import Opened
from surveyapp.opening.partitions import groups_of

Matrix = NDArray[np.float64]


class Knowing:
    """Who the children are, one column each; alike children are one column with how many they are."""

    def __init__(self, plan: object, told: Sequence[Opened], splits: Sequence[str]) -> None:
        bank: Bank = plan.bank  # type: ignore[attr-defined]  # a plan of the opening
        self.splits = tuple(splits)
        self.who = [
            (it.band, *(groups_of(bank.breakdowns[name], plan.instruments[it.band], [it])[0] for name in splits))  # type: ignore[attr-defined]
            for it in told
        ]
        self.kinds = sorted(set(self.who))

    def sizes(self, of: Iterable[int]) -> Matrix:
        """How many of these children (places in ``told``) are of each kind."""
        counted = dict.fromkeys(self.kinds, 0)
        for place in of:
            counted[self.who[place]] += 1
        return np.array([counted[kind] for kind in self.kinds], dtype=float)

    def row(self, bands: Iterable[str], **groups: Iterable[str]) -> list[float]:
        """1 for each kind of these bands and groups."""
        wanted = {0: set(bands)} | {self.splits.index(name) + 1: set(each) for name, each in groups.items()}
        return [float(all(kind[place] in names for place, names in wanted.items())) for kind in self.kinds]

    def groups(self) -> list[list[float]]:
        """Every set of bands crossed with at most one group of each breakdown, and everybody else."""
        bands, *splits = (sorted(set(column)) for column in zip(*self.kinds, strict=True))
        some = [chosen for size in range(1, len(bands) + 1) for chosen in combinations(bands, size)]
        found = []
        for chosen, *rest in product(some, *([None, *split] for split in splits)):
            named = {name: [group] for name, group in zip(self.splits, rest, strict=True) if group is not None}
            row = self.row(chosen, **named)
            found += [row, [1 - one for one in row]]
        return found

    def small(self, known: Sequence[list[float]], sizes: Matrix) -> set[tuple[float, ...]]:
        """The groups of one to nine children that are sums of multiples of what is known."""
        wanted = [row for row in self.groups() if 0 < np.array(row) @ sizes < 10]
        if not wanted or not known:
            return set()
        rank = np.linalg.matrix_rank(np.array(known))
        fitted, *_ = np.linalg.lstsq(np.array(known).T, np.array(wanted).T, rcond=None)
        left = np.abs(np.array(known).T @ fitted - np.array(wanted).T).max(axis=0)
        assert rank
        return {tuple(row) for row, missed in zip(wanted, left, strict=True) if missed < 1e-6}
