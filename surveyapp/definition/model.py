"""What a survey is, as frozen data: the bank of constructs, scales, pages, items, and the instrument they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from surveyapp.definition.declared import Trends
from surveyapp.definition.expressions import Expression
from surveyapp.definition.measures import Benchmark, Score, ScoreItem
from surveyapp.definition.missing import Answer, Answers, Missing

__all__ = [
    "CLOSED",
    "TEXT",
    "AgeBand",
    "Answer",
    "AnsweredBy",
    "Answers",
    "Bank",
    "Benchmark",
    "Breakdown",
    "Domain",
    "Indicator",
    "Instrument",
    "Item",
    "Kind",
    "Look",
    "Mark",
    "Missing",
    "Option",
    "Page",
    "Pipe",
    "Scale",
    "Score",
    "ScoreItem",
    "Section",
]


class Kind(StrEnum):
    """What sort of answer an item takes."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    INFORMATION = "information"
    ASSENT = "assent"


CLOSED = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.NUMBER})
TEXT = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})


class Look(StrEnum):
    """How a scale is drawn: rows of words, faces, two statements side by side, or a 0–10 ladder with worded ends."""

    WORDS = "words"
    FACES = "faces"
    PAIR = "pair"
    LADDER = "ladder"


class Mark(StrEnum):
    """What happens to an item's answer at the opening: it stays on the row, or leaves it and lives on as tallies."""

    ROW = "row"
    KNOWABLE = "knowable"
    BREAKDOWN = "breakdown"


class AnsweredBy(StrEnum):
    """Whose hand answers the item."""

    CHILD = "child"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a child can choose; ``picture`` is an emoji or a file name, never without its text."""

    id: str
    text: str
    picture: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The options of an item in their order; a ladder also has words for its two ends."""

    id: str
    options: tuple[Option, ...]
    look: Look = Look.WORDS
    low_end: str = ""
    high_end: str = ""

    def option(self, option_id: str) -> Option:
        """The option with this id; KeyError when the scale has none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the four domains, overall well-being, or background."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A construct of the bank: what is measured, which answers count as positive, where bands may be pooled.

    ``pools`` partitions the bands that ask it: bands in one pool measure the same thing and may be counted together.
    ``composite`` is false where it may stand in no score.
    """

    id: str
    domain: str
    title: str
    means: str
    positive: frozenset[str] = frozenset()
    bad: frozenset[str] = frozenset()
    mark: Mark = Mark.ROW
    breakdown: str = ""
    pools: tuple[tuple[str, ...], ...] = ()
    composite: bool = True


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A way of splitting the children (placement, ethnic group, …) and its values in order."""

    id: str
    title: str
    values: tuple[Option, ...]
    merge: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgeBand:
    """One age band and the limits that its wording and pages keep; ``follows`` is the band whose place it took."""

    id: str
    title: str
    youngest: int
    oldest: int
    presentation: str
    word_limit: int
    reading_age: int
    minutes: int
    neighbour: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything bands share: domains, constructs, breakdowns, the bands themselves, scores, and published figures."""

    domains: tuple[Domain, ...]
    indicators: Mapping[str, Indicator]
    breakdowns: Mapping[str, Breakdown]
    bands: Mapping[str, AgeBand]
    scores: Mapping[str, Score] = field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipe:
    """Words put into a sentence by an earlier closed answer; never a child's own text."""

    id: str
    source: str
    cases: Mapping[str, str]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question as this band asks it. ``id`` is the construct's id where the bank has one."""

    id: str
    kind: Kind
    ask: str
    scale: Scale | None = None
    hint: str = ""
    picture: str = ""
    sound: str = ""
    show_if: Expression | None = None
    answered_by: AnsweredBy = AnsweredBy.CHILD
    practice: bool = False
    mark: Mark = Mark.ROW
    breakdown: str = ""
    longest: int = 0
    smallest: int = 0
    largest: int = 0
    shuffled: bool = False

    @property
    def counted(self) -> bool:
        """Whether the answer is kept: practice, information and assent are not."""
        return not self.practice and self.kind not in (Kind.INFORMATION, Kind.ASSENT)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one screen: as a rule one item."""

    id: str
    items: tuple[Item, ...]
    section: str
    show_if: Expression | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together, after which a child may rest."""

    id: str
    title: str
    pages: tuple[Page, ...]
    rest: bool = True


@dataclass(frozen=True)  # without slots, so that what is read on every page is worked out once
class Instrument:
    """One frozen version of one band's survey. ``fingerprint`` is the SHA-256 (hex) of its canonical content.

    ``trends`` is what it says of an earlier version; no child meets it, so it is no part of the fingerprint.
    """

    survey: str
    version: str
    title: str
    band: AgeBand
    sections: tuple[Section, ...]
    pipes: Mapping[str, Pipe]
    fingerprint: str
    trends: Trends | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages in order."""
        return tuple(page for section in self.sections for page in section.pages)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in order, practice and information included."""
        return tuple(item for page in self.pages for item in page.items)

    @cached_property
    def closed(self) -> tuple[Item, ...]:
        """The counted closed items in the order of a packed row."""
        return tuple(item for item in self.items if item.counted and item.kind in CLOSED)

    @cached_property
    def texts(self) -> tuple[Item, ...]:
        """The counted free-text items in order."""
        return tuple(item for item in self.items if item.counted and item.kind in TEXT)

    def item(self, item_id: str) -> Item:
        """The item with this id; KeyError when the instrument has none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)
