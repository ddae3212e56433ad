"""Pieces that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Chart, DotChart, Tone
from surveyapp.dashboards.wording import texts, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Question, Release


class NoSuchPart(Exception):
    """The release has no indicator, domain or chart of this name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the bands named here were asked it. ``others`` are the answers that don't count as positive."""

    bands: str
    ask: str
    positive: tuple[str, ...]
    others: tuple[str, ...]
    by_adult: bool
    only_some: bool


def chart_named(charts: Iterable[Chart], chart_id: str) -> Chart:
    """The chart with this id; NoSuchPart when the page has none."""
    for chart in charts:
        if chart.id == chart_id:
            return chart
    raise NoSuchPart(chart_id)


def wordings(release: Release, indicator: IndicatorResult) -> tuple[Wording, ...]:
    """The exact questions, bands with the same words together."""
    groups: dict[tuple[object, ...], list[Question]] = {}
    for question in indicator.questions:
        groups.setdefault((question.ask, question.options, question.by_adult, question.asked_if), []).append(question)
    return tuple(_wording(release, questions) for questions in groups.values())


def _wording(release: Release, questions: list[Question]) -> Wording:
    first = questions[0]
    return Wording(
        bands=texts.bands(release, tuple(question.band for question in questions)),
        ask=texts.asked(first),
        positive=texts.listed(first, positive=True),
        others=texts.listed(first, positive=False),
        by_adult=first.by_adult,
        only_some=bool(first.asked_if),
    )


def entry(indicator: IndicatorResult, *, tagged: bool = True) -> shares.Entry:
    """The indicator's headline as a row of a chart of shares."""
    result = indicator.results[0]
    return shares.Entry(
        label=texts.title(indicator),
        now=result.now,
        then=result.then,
        indicator=indicator.id,
        tag=_tag(indicator) if tagged else "",
        tone=Tone.WORRY if findings.is_worry(indicator) else Tone.PLAIN,
    )


def _tag(indicator: IndicatorResult) -> str:
    if findings.is_worry(indicator):
        return _("Worry")
    return _("Strength") if findings.is_strength(indicator) else ""


def chart_of(
    release: Release, chart_id: str, title: str, indicators: Iterable[IndicatorResult], *, tagged: bool = True
) -> DotChart:
    """The indicators' headlines as one chart."""
    entries = (entry(indicator, tagged=tagged) for indicator in indicators)
    return shares.chart(chart_id, title, entries, years=(years.now(release), years.then(release)))
