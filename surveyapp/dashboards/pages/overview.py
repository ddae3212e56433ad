"""The first page of a wave: what children said, how sure that is, what changed, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes as change_charts
from surveyapp.dashboards.figures import rates as rate_charts
from surveyapp.dashboards.figures.model import Chart, DotChart
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.pages.parts import Wording, change_entry, chart_of, wordings
from surveyapp.dashboards.wording import changes, headlines, notes, rates, shares, texts, years
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Release, ResponseRate


@dataclass(frozen=True, slots=True)
class Choice:
    """Up to three strengths or worries: the rule, their chart (None when nothing qualifies), and how many more."""

    title: str
    rule: str
    chart: DotChart | None
    none: str
    more: str


@dataclass(frozen=True, slots=True)
class Section:
    """A domain, what it holds, and where it leads."""

    id: str
    title: str
    holds: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page, ready to be read."""

    headline: str
    standfirst: tuple[str, ...]
    lead: DotChart | None
    questions: tuple[tuple[str, Wording], ...]
    strengths: Choice
    worries: Choice
    took_part: tuple[str, ...]
    rates: DotChart
    changed: tuple[str, ...]
    change: DotChart | None
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        found = (self.lead, self.strengths.chart, self.worries.chart, self.rates, self.change)
        return tuple(chart for chart in found if chart)


def compose(release: Release) -> Overview:
    """The first page of a release."""
    named = headlines.named(release)
    return Overview(
        headline=headlines.of_release(release),
        standfirst=_standfirst(release, named),
        lead=_lead(release, named),
        questions=tuple(
            (texts.spoken(release, one.indicator, one.result), wording)
            for one in named
            for wording in wordings(release, one.indicator, one.result.bands)
        ),
        strengths=_strengths(release),
        worries=_worries(release),
        took_part=_took_part(release),
        rates=rate_charts.chart(release),
        changed=_changed(release),
        change=_change(release),
        sections=_sections(release),
        hidden=hidden(release),
    )


def everybody(release: Release) -> ResponseRate:
    """The response rate of the whole wave."""
    return next(rate for rate in release.response_rates if rate.band == rate_charts.EVERYBODY)


def hidden(release: Release) -> tuple[str, ...]:
    """What is not shown and why, in plain words."""
    found = tuple(notes.hidden(why, number) for why, number in findings.hidden(release).items())
    return (*(found or (notes.nothing_hidden(),)), notes.few_and_nearly_all())


def _standfirst(release: Release, named: tuple[Finding, ...]) -> tuple[str, ...]:
    told = tuple(_told(release, found) for found in named)
    few = (rates.sentence(everybody(release)), headlines.needed()) if findings.mostly_hidden(release) else ()
    return tuple(filter(None, (*told, headlines.steady(release), *few)))


def _told(release: Release, found: Finding) -> str:
    result = found.result
    sure = shares.how_sure(result.now)
    if release.previous and result.change.label in changes.CLEAR:
        sure = changes.since(result.change, years.then(release))
    values = {
        "title": texts.spoken(release, found.indicator, result),
        "share": shares.told(result.now),
        "sure": sure,
    }
    return _("“%(title)s”: %(share)s %(sure)s", **values)


def _lead(release: Release, named: tuple[Finding, ...]) -> DotChart | None:
    if not named:
        return None
    return chart_of(release, "lead", _("Share of positive answers"), named)


def _strengths(release: Release) -> Choice:
    chosen = findings.surest_strengths(release)
    return Choice(
        title=_("Going well"),
        rule=headlines.strength_rule(),
        chart=chart_of(release, "strengths", _("Strengths"), chosen, tagged=False) if chosen else None,
        none=_("No answer reaches this mark."),
        more=headlines.more_strengths(len(findings.strengths(release))),
    )


def _worries(release: Release) -> Choice:
    chosen = findings.surest_worries(release)
    return Choice(
        title=_("Not going well"),
        rule=headlines.worry_rule(),
        chart=chart_of(release, "worries", _("Worries"), chosen, tagged=False) if chosen else None,
        none=_("No answer is certainly that low."),
        more=headlines.more_worries(len(findings.worries(release))),
    )


def _took_part(release: Release) -> tuple[str, ...]:
    rate = everybody(release)
    said = (rates.sentence(rate), rates.since(rate, years.then(release)), rates.floor_warning(rate))
    return tuple(filter(None, said))


def _changed(release: Release) -> tuple[str, ...]:
    if release.previous is None:
        return (headlines.steady(release),)
    year, clear = years.then(release), findings.clear(release)
    if said := headlines.not_compared(release):
        return (said, headlines.needed())
    count = {"comparisons": whole(release.comparisons), "year": year}
    if not clear:
        return (
            _("We made %(comparisons)s comparisons with %(year)s. No answer has clearly changed.", **count),
            _("That doesn't mean that nothing changed: with so few answers only large changes can be seen."),
        )
    said = ngettext(
        "We made %(comparisons)s comparisons with %(year)s. %(clear)s answer has clearly changed.",
        "We made %(comparisons)s comparisons with %(year)s. %(clear)s answers have clearly changed.",
        len(clear),
        clear=whole(len(clear)),
        **count,
    )
    return (said,)


def _change(release: Release) -> DotChart | None:
    clear = findings.clear(release)
    if not clear:
        return None
    entries = (change_entry(release, one) for one in clear)
    year = years.then(release)
    return change_charts.chart("changes", _("Clear changes since %(year)s", year=year), entries, year=year)


def _sections(release: Release) -> tuple[Section, ...]:
    return tuple(
        Section(domain.id, texts.domain(domain), headlines.questions(len(domain.indicators)))
        for domain in release.domains
        if domain.indicators
    )
