"""Whether counts by group put groups back on rows: equations, one for each answer, solved as anybody could."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Group = tuple[str, str]
"""A breakdown and one of its groups."""

_EXACT = 1e-8


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one row: the bands it is kept under, and of each item the words it counts for."""

    bands: frozenset[str]
    words: Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each word was said to an item by a group's children in some bands; a word not here: by none."""

    bands: frozenset[str]
    group: Group
    item: str
    n: Mapping[str, int]


def named_rows(rows: Sequence[Row], counted: Sequence[Counted]) -> Mapping[Group, int]:
    """Of each group: of how many rows it is certain whether they are of the group, by solving equations alone."""
    found = {}
    for group in sorted({one.group for one in counted}):
        matrix = equations(rows, [one for one in counted if one.group == group])
        found[group] = determined(matrix) if len(matrix) else 0
    return found


def equations(rows: Sequence[Row], counted: Sequence[Counted]) -> NDArray[np.float64]:
    """One line for each word of each item: which rows say it. Their sum over the group's rows is known."""
    lines = []
    for one in counted:
        here = [place for place, row in enumerate(rows) if row.bands <= one.bands and one.item in row.words]
        for word in sorted({word for place in here for word in rows[place].words[one.item]}):
            line = np.zeros(len(rows))
            line[[place for place in here if word in rows[place].words[one.item]]] = 1
            lines.append(line)
    return np.array(lines)


def determined(matrix: NDArray[np.float64]) -> int:
    """How many unknowns have one value in every solution: those whose own direction lies in the rows' span."""
    _, sizes, directions = np.linalg.svd(matrix, full_matrices=False)
    span = directions[: int((sizes > _EXACT * max(1.0, float(sizes[0]))).sum())]
    return int(((span**2).sum(axis=0) > 1 - _EXACT).sum())
