"""Charts over the years: a line joins only surveys that asked the same, and where it breaks it says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Dot, LineChart, Mark, Piece, Table, TableRow
from surveyapp.dashboards.wording import lines, rates
from surveyapp.dashboards.wording import shares as say
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Point, Range, RatePoint, Share, Stretch

FIRST, LAST = 0.14, 0.92
"""Where the first and the last survey stand: the axis' words and their own need room on both sides."""


@dataclass(frozen=True, slots=True)
class _Survey:
    year: int
    words: str
    dot: Dot | None
    cells: tuple[str, ...]


def of_shares(chart_id: str, title: str, line: Iterable[Stretch]) -> LineChart:
    """The share of positive answers over the years."""
    pieces = [(tuple(_share(point) for point in stretch.points), stretch.reason) for stretch in line]
    head = (_("Year"), _("Positive answers"), _("Range"))
    return _chart(chart_id, title, lines.key_of_shares(), pieces, head)


def of_rates(chart_id: str, title: str, line: Iterable[RatePoint]) -> LineChart:
    """A response rate over the years: a fact, without whiskers."""
    pieces = [(tuple(_rate(point) for point in line), "")]
    return _chart(chart_id, title, lines.key_of_rates(), pieces, (_("Year"), _("Took part")))


def _share(point: Point) -> _Survey:
    drawn = isinstance(point.now, Share) and say.has_percentage(point.now)
    dot = Dot(point.now.point, point.now.interval) if drawn and isinstance(point.now, Share) else None
    figure, span = shares.cells(point.now)
    return _Survey(point.year, say.short(point.now), dot, (figure if dot else say.sentence(point.now), span))


def _rate(point: RatePoint) -> _Survey:
    dot = Dot(Range(point.share, point.share), None)
    fact = rates.of(point) if point.wave else lines.from_report(rates.of(point))
    return _Survey(point.year, rates.share(point.share), dot, (fact,))


def _chart(
    chart_id: str, title: str, key: str, given: list[tuple[tuple[_Survey, ...], str]], head: tuple[str, ...]
) -> LineChart:
    surveys = [survey for group, _reason in given for survey in group]
    places = iter(_places([survey.year for survey in surveys]))
    pieces: list[Piece] = []
    for group, reason in given:
        marks = tuple(Mark(next(places), str(one.year), one.words, one.dot) for one in group)
        pieces.append(Piece(marks, reason, _between(pieces, marks)))
    rows = tuple(TableRow(str(survey.year), survey.cells) for survey in surveys)
    return LineChart(
        id=chart_id,
        title=title,
        key=key,
        alt=_alt(title, surveys, given),
        axis=shares.axis(),
        pieces=tuple(pieces),
        table=Table(head, rows),
        now_name=title,
        new_line=_("new line") if len(pieces) > 1 else "",
    )


def _places(years: list[int]) -> list[float]:
    """Years on scale; evenly where two surveys fall in one year."""
    span = years[-1] - years[0] if years else 0
    if not span or max(Counter(years).values()) > 1:
        steps = max(1, len(years) - 1)
        return [FIRST + (LAST - FIRST) * place / steps for place in range(len(years))]
    return [FIRST + (LAST - FIRST) * (year - years[0]) / span for year in years]


def _between(before: list[Piece], marks: tuple[Mark, ...]) -> float:
    return (before[-1].marks[-1].at + marks[0].at) / 2 if before and marks else 0.0


def _alt(title: str, surveys: list[_Survey], given: list[tuple[tuple[_Survey, ...], str]]) -> str:
    told = "; ".join(f"{one.year}: {' · '.join(one.cells)}" for one in surveys)
    breaks = (lines.broken(str(group[0].year), reason) for group, reason in given[1:] if group)
    return " ".join((f"{title}. {told}.", *breaks))
