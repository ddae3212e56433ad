"""Random councils: children with their groups and one answer each, and the true table that an opening leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from surveyapp.disclosure.tables import Cell, Group, Partition, Table

BANDS = ("4-7", "8-11", "11-18", "leavers")
PLACED = frozenset({"4-7", "8-11", "11-18"})
SEXES = ("girl", "boy", "unsaid")
PLACEMENTS = ("foster", "kinship", "home", "parents", "elsewhere", "unsaid")
TIMES = ("under_one", "one_to_three", "over_three", "unsaid")


@dataclass(frozen=True, slots=True)
class Child:
    """One child; ``positive`` is its answer to the one question."""

    age_band: str
    sex: str
    placement: str
    time: str
    positive: bool


def draw(seed: int, *, size: int, share: float) -> tuple[Child, ...]:
    """A council of this size in which about this share answers positively."""
    random = Random(seed)
    return tuple(_child(random, share) for _ in range(size))


def _child(random: Random, share: float) -> Child:
    band = random.choices(BANDS, (0.12, 0.25, 0.43, 0.2))[0]
    return Child(
        band,
        random.choices(SEXES, (0.48, 0.48, 0.04))[0],
        random.choices(PLACEMENTS, (0.58, 0.15, 0.12, 0.07, 0.06, 0.02))[0] if band in PLACED else "",
        random.choices(TIMES, (0.2, 0.3, 0.4, 0.1))[0],
        random.random() < share,
    )


def cell(children: Sequence[Child]) -> Cell:
    """The children counted."""
    return Cell(sum(child.positive for child in children), len(children), len(children))


def split(children: Sequence[Child], by: str, values: Sequence[str]) -> tuple[Group, ...]:
    """The children in groups."""
    return tuple(Group(value, cell([child for child in children if getattr(child, by) == value])) for value in values)


def table(children: Sequence[Child]) -> Table:
    """The true table: groups that an opening leaves out are not in it."""
    return Table(
        cell(children),
        Partition("age_band", split(children, "age_band", BANDS)),
        (
            Partition("sex", left(split(children, "sex", SEXES))),
            Partition("placement", left(split(children, "placement", PLACEMENTS)), PLACED),
            Partition("time", left(split(children, "time", TIMES))),
        ),
    )


def left(groups: Sequence[Group]) -> tuple[Group, ...]:
    """What an opening leaves: small groups are out, never one of them alone, nor fewer than ten children."""
    waiting = sorted((group for group in groups if group.cell.base), key=lambda group: group.cell.base)
    shown = [group for group in waiting if group.cell.base >= 10]
    hidden = [group for group in waiting if group.cell.base < 10]
    while hidden and shown and (len(hidden) < 2 or sum(group.cell.base for group in hidden) < 10):
        hidden.append(shown.pop(0))
    empty = Cell(0, 0, 0)
    return tuple(group if group in shown else Group(group.id, empty) for group in groups)
