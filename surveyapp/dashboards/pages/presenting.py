"""A release for a meeting: one finding a screen, in the words of the other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import rates as rate_charts
from surveyapp.dashboards.figures.model import Chart, DotChart
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.pages import brief, overview
from surveyapp.dashboards.pages.overview import Choice
from surveyapp.dashboards.pages.parts import Wording, chart_of, wordings
from surveyapp.dashboards.wording import changes, headlines, missing, rates, screens, texts, unknown, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: what it is about, its finding, the sentences and the chart under it, and the questions asked.

    ``figures`` are set very large: (when, figure, of how many). ``page`` and ``subject`` are where the room can look
    further when somebody asks.
    """

    about: str
    headline: str
    said: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...] = ()
    chart: DotChart | None = None
    questions: tuple[Wording, ...] = ()
    page: str = "overview"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Presentation:
    """The screens in their order; the first one's headline is that of the whole."""

    headline: str
    screens: tuple[Screen, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the screens."""
        return tuple(screen.chart for screen in self.screens if screen.chart)


def compose(release: Release) -> Presentation:
    """The screens of a release."""
    return Presentation(headlines.of_release(release), tuple(_screens(release)))


def _screens(release: Release) -> Iterator[Screen]:
    said = overview.standfirst(release, headlines.named(release))
    yield Screen(_("What children said"), headlines.of_release(release), said)
    yield _response(release)
    yield from _changes(release)
    yield _choice(overview.strengths(release), len(findings.strengths(release)), screens.strengths)
    yield _choice(overview.worries(release), len(findings.worries(release)), screens.worries)
    yield _unknown(release)
    yield _missing(release)
    yield Screen(_("How we count"), _("How we count, and how sure we are"), screens.methods(), page="methods")


def _response(release: Release) -> Screen:
    rate, chart = missing.everybody(release), rate_charts.chart(release)
    said = (rates.sentence(rate), rates.since(rate, years.then(release)), rates.floor_warning(rate, release.floor))
    return Screen(_("Who took part"), screens.took_part(rate), tuple(filter(None, said)), chart=chart, page="response")


def _changes(release: Release) -> Iterator[Screen]:
    clear = findings.clear(release)
    for number, found in enumerate(clear):
        yield _change(release, found, number)
    if not clear:
        said = brief.changed(release)
        page = "changes" if release.previous else "overview"
        yield Screen(_("What changed"), headlines.steady(release), said[1:], page=page)


def _change(release: Release, found: Finding, number: int) -> Screen:
    year, result = years.then(release), found.result
    title = _("Share of positive answers")
    return Screen(
        about=_("What changed"),
        headline=screens.changed(texts.spoken(release, found.indicator, result), result.change.label, year),
        said=(changes.surely(result.change),),
        figures=tuple(screens.figure(*one) for one in ((year, result.then), (years.now(release), result.now))),
        chart=chart_of(release, f"change-{number}", title, (found,), tagged=False),
        questions=wordings(release, found.indicator, result.bands),
        page="indicator",
        subject=found.indicator.id,
    )


def _choice(choice: Choice, count: int, headline: screens.Counted) -> Screen:
    more = (choice.more,) if choice.more else ()
    if not choice.chart:
        return Screen(choice.title, choice.none, (choice.rule,))
    return Screen(choice.title, headline(count), (choice.rule, *more), chart=choice.chart)


def _unknown(release: Release) -> Screen:
    first, *others = unknown.sentences(release)
    return Screen(_("What we don't know"), first, tuple(others), page="changes" if release.previous else "methods")


def _missing(release: Release) -> Screen:
    rate = missing.everybody(release)
    said = filter(None, (missing.sentence(rate), missing.fewest(release), *screens.ask_about_missing()))
    return Screen(_("Who is missing"), screens.did_not_answer(rate), tuple(said), page="response")
