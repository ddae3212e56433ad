"""Pieces that several pages share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes, shares
from surveyapp.dashboards.figures.model import Chart, DotChart, Tone
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.wording import changes as say_changes
from surveyapp.dashboards.wording import shares as say
from surveyapp.dashboards.wording import texts, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Question, Release


class NoSuchPart(Exception):
    """The release has no indicator, domain or chart of this name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the bands named here were asked it. ``others`` are the answers that don't count as positive.

    ``neutral`` are all answers, where the indicator has no share of positive ones.
    """

    bands: str
    ask: str
    positive: tuple[str, ...]
    others: tuple[str, ...]
    neutral: tuple[str, ...]
    by_adult: bool
    only_some: bool


def chart_named(charts: Iterable[Chart], chart_id: str) -> Chart:
    """The chart with this id; NoSuchPart when the page has none."""
    for chart in charts:
        if chart.id == chart_id:
            return chart
    raise NoSuchPart(chart_id)


def wordings(release: Release, indicator: IndicatorResult, bands: Collection[str] | None = None) -> tuple[Wording, ...]:
    """The exact questions, bands with the same words together; of these bands alone where they are given."""
    groups: dict[tuple[object, ...], list[Question]] = {}
    asked = (question for question in indicator.questions if bands is None or question.band in bands)
    for question in asked:
        groups.setdefault((question.ask, question.options, question.by_adult, question.asked_if), []).append(question)
    judged = bool(findings.judged(indicator))
    return tuple(_wording(release, questions, judged) for questions in groups.values())


def _wording(release: Release, questions: list[Question], judged: bool) -> Wording:
    first = questions[0]
    return Wording(
        bands=texts.bands(release, tuple(question.band for question in questions)),
        ask=texts.asked(first),
        positive=texts.listed(first, positive=True) if judged else (),
        others=texts.listed(first, positive=False) if judged else (),
        neutral=() if judged else texts.choices(first),
        by_adult=first.by_adult,
        only_some=bool(first.asked_if),
    )


def entry(release: Release, found: Finding, *, tagged: bool = True) -> shares.Entry:
    """A finding as a row of a chart of shares; one that worries by its bad answers tells them too."""
    bad = findings.bad(found)
    return shares.Entry(
        label=texts.spoken(release, found.indicator, found.result),
        now=found.result.now,
        then=found.result.then,
        indicator=found.indicator.id,
        tag=_tag(release, found) if tagged else "",
        tone=Tone.WORRY if findings.is_worry(found) else Tone.PLAIN,
        beside=say.bad(bad) if bad else "",
    )


def change_entry(release: Release, found: Finding) -> changes.Entry:
    """A finding as a row of a chart of changes."""
    label = texts.spoken(release, found.indicator, found.result)
    return changes.entry(label, found.result, years.then(release), found.indicator.id)


def _tag(release: Release, found: Finding) -> str:
    label = found.result.change.label
    changed = say_changes.verdict(label) if release.previous and label in say_changes.CLEAR else ""
    standing = _("Worry") if findings.is_worry(found) else _("Strength") if findings.is_strength(found) else ""
    return " · ".join(filter(None, (standing, changed)))


def chart_of(
    release: Release, chart_id: str, title: str, chosen: Iterable[Finding], *, tagged: bool = True
) -> DotChart:
    """Findings as one chart."""
    entries = (entry(release, found, tagged=tagged) for found in chosen)
    return shares.chart(chart_id, title, entries, years=(years.now(release), years.then(release)))
