"""Plain descriptions of charts; a value that may not be shown has no dot, only words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.releases.model import Range


class Tone(StrEnum):
    """How a row stands out: quietly where nothing firm can be said, plainly, or as something not going well."""

    QUIET = "quiet"
    PLAIN = "plain"
    WORRY = "worry"


@dataclass(frozen=True, slots=True)
class Dot:
    """A point (a stretch when its count is coded) and the whisker round it, in the axis' unit."""

    point: Range
    whisker: Range | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a dot chart: dots, and at its end in words everything the dots show.

    ``beside`` is a further sentence that nothing is drawn of. ``note`` stands where the dots would, when there are
    none; ``indicator`` names the page the row leads to.
    """

    label: str
    words: str = ""
    detail: str = ""
    before: str = ""
    beside: str = ""
    now: Dot | None = None
    then: Dot | None = None
    note: str = ""
    indicator: str = ""
    tag: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The horizontal axis that all rows share; ``guide`` is a line with a meaning of its own."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    guide: Tick | None = None

    def place(self, value: float) -> float:
        """Where a value stands, from 0 (left end) to 1 (right end)."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: what it is about, then its cells."""

    label: str
    cells: tuple[str, ...]
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's table: the same figures for those who read rather than look."""

    head: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class DotChart:
    """Dots with whiskers in rows on one axis. ``key`` says what dot, ring and line mean; ``alt`` tells what is seen."""

    id: str
    title: str
    key: str
    alt: str
    axis: Axis
    rows: tuple[Row, ...]
    table: Table
    now_name: str
    then_name: str = ""

    @property
    def drawn(self) -> bool:
        """Whether any row has a dot; without one there is nothing but words."""
        return any(row.now or row.then for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a stacked bar, from 0 to 1. ``positive`` is None for one that holds positive and other answers."""

    text: str
    words: str
    start: float
    share: float
    positive: bool | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class StackChart:
    """One bar of at most four parts."""

    id: str
    title: str
    key: str
    alt: str
    parts: tuple[Part, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Mark:
    """One survey on a line: ``at`` is its place from 0 (left) to 1; ``dot`` is None where only words are shown."""

    at: float
    label: str
    words: str
    dot: Dot | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Marks that are joined. ``at`` is where the line before breaks off, and ``reason`` says why; "" for the first."""

    marks: tuple[Mark, ...]
    reason: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class LineChart:
    """Surveys from left to right on one upright axis, joined within a piece only; ``new_line`` stands at a break."""

    id: str
    title: str
    key: str
    alt: str
    axis: Axis
    pieces: tuple[Piece, ...]
    table: Table
    now_name: str
    new_line: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of all pieces."""
        return tuple(mark for piece in self.pieces for mark in piece.marks)

    @property
    def drawn(self) -> bool:
        """Whether there is a dot to draw; else the table alone tells the years."""
        return any(mark.dot for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table without a drawing; it can be linked to and taken along like a chart. ``note`` stands below it."""

    id: str
    title: str
    table: Table
    note: str = ""


Chart = DotChart | StackChart | LineChart
