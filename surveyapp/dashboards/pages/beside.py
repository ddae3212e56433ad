"""What stands beside an indicator's own results: other surveys' figures, and what too few answers still allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.dashboards.figures import context as charts
from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import DotChart
from surveyapp.dashboards.wording import context, few, texts, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import ContextFigure, IndicatorResult, Release, Result


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures that count the same kind of answers: their chart, and of each what a reader must know."""

    chart: DotChart
    explained: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Few:
    """What can be said where too few answered."""

    heard: tuple[str, ...]
    needed: str
    to_ask: tuple[str, ...]


def figures(release: Release, indicator: IndicatorResult) -> tuple[Beside, ...]:
    """The figures beside this indicator's, those of good and of bad answers and of other ages apart."""
    groups: dict[tuple[bool, tuple[str, ...]], list[ContextFigure]] = {}
    for figure in indicator.context:
        groups.setdefault((figure.bad, figure.bands), []).append(figure)
    return tuple(_beside(release, indicator, tuple(group), place) for place, group in enumerate(groups.values()))


def _beside(release: Release, indicator: IndicatorResult, group: tuple[ContextFigure, ...], place: int) -> Beside:
    first = group[0]
    title = _("Share of the less good answers") if first.bad else _("Share of positive answers")
    year, ages = years.now(release), texts.ages(release, first.bands)
    ours = next((one.ours for one in group if one.ours is not None), None)
    label = _("Here, %(year)s: %(ages)s", year=year, ages=ages) if ages else _("Here, %(year)s", year=year)
    entry = shares.Entry(label, ours)
    explained = tuple((context.named(one), context.explained(one, indicator.questions)) for one in group)
    title = _("%(title)s, here and elsewhere", title=title)
    return Beside(charts.chart(f"context-{place}", title, entry, group), explained)


def allowed(release: Release, indicator: IndicatorResult, result: Result) -> Few | None:
    """What too few answers still allow; None where enough answered."""
    if not few.too_few(result):
        return None
    routed = any(question.asked_if for question in indicator.questions if question.band in result.bands)
    asked = few.to_ask(result, routed=routed)
    return Few(tuple(_heard(release, result.bands)), few.needed(release, result), asked)


def _heard(release: Release, bands: tuple[str, ...]) -> Iterable[str]:
    titles = {facts.id: texts.ages(release, (facts.id,)) for facts in release.bands}
    for rate in release.response_rates:
        if rate.band in bands:
            yield few.heard(rate, titles.get(rate.band, rate.title))
