"""What an opening hands over, already unlinkable: rows, remarks and counts, none of which can be joined to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from surveyapp.results.models import Review


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One response; rows sort by their random id."""

    id: bytes
    band: str
    instrument: str
    answers: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One comment; remarks sort by their random id."""

    id: bytes
    band: str
    item: str
    body: str = field(repr=False)
    review: Review


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What a tally counts: some bands, a group of theirs, an item and one answer to it."""

    bands: str
    breakdown: str
    value: str
    item: str
    answer: str


@dataclass(frozen=True, slots=True, order=True)
class Joint:
    """Who is counted jointly: children of some bands in a group of one partition and a group of another.

    A partition is a breakdown or "age_band"; a group may be several laid together, such as "kinship+parents".
    """

    bands: str
    breakdown: str
    groups: str
    beside: str
    beside_groups: str


@dataclass(frozen=True, slots=True, order=True)
class Raked:
    """An item's answers weighted to the eligible: sums over all who answered it; ``positive`` over positive answers.

    ``margins`` says by what, such as "age_band+sex". The weights add up to the number of eligible, but for limits.
    """

    bands: str
    item: str
    margins: str
    n: int
    weights: float
    squares: float
    positive: float


@dataclass(frozen=True, slots=True, order=True)
class Scored:
    """How many children of a group (or "all" of "all") have a score, and its mean to a whole hundredth of its range.

    ``mean`` is from 0 (the score's ``low``) to 100 (its ``high``), whatever the range.
    """

    bands: str
    breakdown: str
    value: str
    score: str
    n: int
    mean: int


@dataclass(frozen=True, slots=True)
class Handed:
    """Everything of one wave, to be stored together or not at all. ``bands`` counts the children of each label.

    ``waiting``: the bands whose ballots stay sealed, and where they are to stand. ``members``: the waves and bands that
    were opened together in this one. ``late`` is None for a box opened here; otherwise so many ballots came after it
    was carried to another machine. ``n_missing``: used codes without a ballot; None where that is not counted.
    """

    wave: str
    month: str
    keep_until: date
    n_ok: int
    n_bad: int
    box_digest: bytes
    bands: Mapping[str, int]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    cells: Mapping[Cell, int]
    joint: Mapping[Joint, int] = field(default_factory=dict)
    raked: tuple[Raked, ...] = ()
    scored: tuple[Scored, ...] = ()
    late: int | None = None
    waiting: Mapping[str, str] = field(default_factory=dict)
    members: tuple[tuple[str, str], ...] = ()
    n_unpermitted: int = 0
    n_missing: int | None = None
