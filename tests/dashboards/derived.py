"""What may be told of any part of a release: its numbers, by the wording's own rounding, and which belong together.

A new field of a release is followed by itself: counts are told as whole numbers, shares as percentages, ranges whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import singledispatch
from itertools import accumulate, combinations

from surveyapp.dashboards.wording.changes import INCOMPARABLE
from surveyapp.dashboards.wording.numbers import FEWEST_FOR_A_PERCENTAGE, percent, points, stretched, tenths
from surveyapp.releases.model import (
    Change,
    ContextFigure,
    Count,
    Everybody,
    GroupRate,
    Outcomes,
    Point,
    Question,
    Range,
    RatePoint,
    ResponseRate,
    Result,
    Share,
    Shown,
    Slice,
    Trend,
    WaveFacts,
)


@dataclass
class Told:
    """Whole numbers; n of base; percentages, from-to ones, one in its range; signed points, from-to points; plotted."""

    numbers: set[int] = field(default_factory=set)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    percentages: set[int] = field(default_factory=set)
    spans: set[tuple[int, int]] = field(default_factory=set)
    marks: set[tuple[int, int, int]] = field(default_factory=set)
    points: set[int] = field(default_factory=set)
    stretches: set[tuple[int, int]] = field(default_factory=set)
    plotted: set[float] = field(default_factory=set)

    def __or__(self, other: Told) -> Told:
        return Told(*(getattr(self, one.name) | getattr(other, one.name) for one in fields(self)))

    @classmethod
    def of(cls, *parts: object) -> Told:
        """What may be told of these parts and of everything in them."""
        told = cls()
        for part in parts:
            tell(part, told)
        return told


@singledispatch
def tell(part: object, told: Told) -> None:
    """Add what may be told of a part of the release: of anything without a rule of its own, what its fields tell."""
    if is_dataclass(part):
        for one in fields(part):
            tell(getattr(part, one.name), told)
    elif isinstance(part, (tuple, list)):
        for one in part:
            tell(one, told)


@tell.register
def _(part: Count, told: Told) -> None:
    told.numbers |= {part.base, part.low if part.shown is not Shown.FEW else part.high + 1}
    told.pairs.add((part.high + 1 if part.shown is Shown.FEW else part.low, part.base))


@tell.register
def _(part: Share, told: Told) -> None:
    tell(part.count, told)
    if part.count.base < FEWEST_FOR_A_PERCENTAGE:
        return
    for span in (part.point, part.interval):
        told.percentages |= {percent(span.low), percent(span.high)}
        told.spans.add((percent(span.low), percent(span.high)))
        told.plotted |= {_plotted(span.low), _plotted(span.high), _plotted((span.low + span.high) / 2)}
    told.marks.add((percent(part.point.low), percent(part.interval.low), percent(part.interval.high)))
    told.numbers.add(tenths(part.point.low))


@tell.register
def _(part: Change, told: Told) -> None:
    if part.label in INCOMPARABLE:
        return
    tell(part.interval99, told)
    for end in (part.caught_rise, part.caught_fall):
        told.points |= {points(end), -points(end)} if end is not None else set()
    if part.point:
        told.points |= {points(part.point.low), points(part.point.high)}
        told.stretches.add((points(part.point.low), points(part.point.high)))
        tell_plotted(part.point, told)


@tell.register
def _(part: Range, told: Told) -> None:
    """A range of differences; that of a share has a rule of its own."""
    told.points |= {stretched(part.low), stretched(part.high)}
    told.stretches.add((stretched(part.low), stretched(part.high)))
    tell_plotted(part, told)


def tell_plotted(span: Range, told: Told) -> None:
    """Where a dot or the ends of its whisker may stand."""
    told.plotted |= {_plotted(span.low), _plotted(span.high), _plotted((span.low + span.high) / 2)}


@tell.register
def _(part: Result, told: Told) -> None:
    for one in fields(part):
        if one.name != "distribution":
            tell(getattr(part, one.name), told)
    told.numbers |= {part.asked} if part.asked else set()
    _slices(part.distribution, told)


def _slices(slices: Iterable[Slice], told: Told) -> None:
    """The parts, and neighbours joined."""
    counts = [0, *accumulate(piece.count for piece in slices)]
    for earlier, later in combinations(counts, 2):
        told.pairs.add((later - earlier, counts[-1]))
        told.percentages.add(percent((later - earlier) / counts[-1]))
        told.plotted.add(_plotted((later - earlier) / counts[-1]))
    told.numbers |= {counts[-1]} if counts[-1] else set()


@tell.register
def _(part: Everybody, told: Told) -> None:
    told.numbers |= {part.silent, part.eligible, part.fewest, part.most} | ({part.needed} if part.needed else set())
    told.pairs |= {(part.silent, part.eligible), (part.most, part.eligible)}
    told.pairs |= {(part.needed, part.silent)} if part.needed else set()
    told.percentages |= {percent(part.none), percent(part.all)}


@tell.register(RatePoint)
@tell.register(GroupRate)
@tell.register(ResponseRate)
def _(part: RatePoint | GroupRate | ResponseRate, told: Told) -> None:
    _rate(part.completed, part.eligible, part.share, told)
    if isinstance(part, RatePoint):
        told.numbers.add(part.year)
    if isinstance(part, ResponseRate):
        _rate(part.then_completed, part.then_eligible, part.then_share, told)
        missing = part.eligible - part.completed
        told.numbers.add(missing)
        told.pairs.add((missing, part.eligible))
        told.numbers |= {part.eligible - recorded(part.outcomes)} if part.outcomes else set()
        if part.still_eligible:
            _rate(part.completed, part.still_eligible, part.completed / part.still_eligible, told)
        for one in (part.difference, part.outcomes, part.line):
            tell(one, told)


def recorded(outcomes: Outcomes) -> int:
    """Of how many it is known what became of them."""
    return sum(getattr(outcomes, one.name) or 0 for one in fields(outcomes))


def _rate(completed: int | None, eligible: int | None, share: float | None, told: Told) -> None:
    if completed is not None and eligible is not None and share is not None:
        told.numbers |= {completed, eligible}
        told.pairs.add((completed, eligible))
        told.percentages.add(percent(share))
        told.plotted.add(_plotted(share))


@tell.register
def _(part: Outcomes, told: Told) -> None:
    told.numbers |= {getattr(part, one.name) for one in fields(part)} - {None}


@tell.register
def _(part: ContextFigure, told: Told) -> None:
    told.percentages.add(percent(part.share))
    told.plotted.add(_plotted(part.share))
    told.numbers |= {part.year, part.base or part.year, *part.ages}
    for one in (part.ours, part.difference):
        tell(one, told)


@tell.register
def _(part: Trend, told: Told) -> None:
    told.numbers.add(part.waves)
    tell(part.per_year, told)


@tell.register(Point)
@tell.register(WaveFacts)
def _(part: Point | WaveFacts, told: Told) -> None:
    told.numbers.add(part.year)
    if isinstance(part, Point):
        tell(part.now, told)


@tell.register
def _(part: Question, told: Told) -> None:
    """Answers that are numbers: a ladder's steps."""
    told.numbers |= {int(option.text) for option in part.options if option.text.isdigit()}


def texts_of(part: object) -> Iterator[str]:
    """Every text in a part of the release."""
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for one in fields(part):
            yield from texts_of(getattr(part, one.name))
    elif isinstance(part, (tuple, list)):
        for one in part:
            yield from texts_of(one)


def _plotted(value: float) -> float:
    return round(100 * value, 1)
