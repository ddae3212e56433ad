"""Earlier years that were brought in: pieces of a line of their own, protected as anything that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveyapp.disclosure.cells import protect_cell
from surveyapp.disclosure.tables import Cell
from surveyapp.history.model import EVERYBODY, Earlier, Kind, Wording
from surveyapp.releases.model import IndicatorResult, Point, RatePoint, Result, Share, Stretch, Suppressed
from surveyapp.releases.questions import N_
from surveyapp.releases.shown import share
from surveyapp.releases.source import Source

FROM_ELSEWHERE = N_("The figures before come from another survey or report.")


def stretches(source: Source, indicator: IndicatorResult, result: Result, *, before: int) -> tuple[Stretch, ...]:
    """The pieces of a result's line from figures of years before ``before``, oldest first."""
    found = [one for one in counted(source, indicator, result) if one.year < before]
    pieces: list[list[Earlier]] = []
    for one in sorted(found, key=lambda figure: (figure.year, figure.source)):
        if pieces and _goes_on(pieces[-1][-1], one):
            pieces[-1].append(one)
        else:
            pieces.append([one])
    return tuple(Stretch(tuple(Point("", one.year, shown(source, one)) for one in piece)) for piece in pieces)


def counted(source: Source, indicator: IndicatorResult, result: Result) -> tuple[Earlier, ...]:
    """This authority's own figures of the indicator with count and base, of just the bands of the result."""
    headline = result in indicator.results and len(indicator.results) == 1
    return tuple(
        one
        for one in source.earlier_figures
        if one.kind is Kind.RESULT and one.own and not one.context_only and one.indicator == indicator.id
        if one.positive is not None and one.base
        if result.bands == (one.band,) or (headline and one.band == EVERYBODY)
    )


def rates(source: Source, band: str, *, before: int) -> tuple[RatePoint, ...]:
    """This authority's own response rates of a band, or of "all", of years before ``before``, oldest first."""
    found = {
        one.year: RatePoint("", one.year, one.positive, one.eligible, one.positive / one.eligible)
        for one in source.earlier_figures
        if one.kind is Kind.RESPONSE and one.own and not one.context_only
        if one.band == band and one.year < before
        if one.positive is not None and one.eligible
    }
    return tuple(found[year] for year in sorted(found))


def shown(source: Source, figure: Earlier) -> Share | Suppressed:
    """A figure's share under the rules that hold for our own: base and cells."""
    positive, base = figure.positive or 0, figure.base or 0
    return share(protect_cell(Cell(positive, base, base), source.policy))


def joined(line: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The line's pieces, each after the first with a reason: one without it follows a figure from elsewhere."""
    rest = (stretch if stretch.reason else replace(stretch, reason=FROM_ELSEWHERE) for stretch in line[1:])
    return (*line[:1], *rest)


def _goes_on(then: Earlier, now: Earlier) -> bool:
    """Whether two figures are of one survey that asked the same: our words both times, and one source."""
    return then.source == now.source and then.wording is now.wording is Wording.SAME and then.year < now.year
