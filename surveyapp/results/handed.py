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


@dataclass(frozen=True, slots=True)
class Handed:
    """Everything of one wave, to be stored together or not at all. ``bands`` counts the children of each label."""

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
