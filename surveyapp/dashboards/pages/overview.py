"""The first page of a wave: what children said, how sure that is, what changed, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes as change_charts
from surveyapp.dashboards.figures import rates as rate_charts
from surveyapp.dashboards.figures.model import Chart, DotChart
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.pages import brief
from surveyapp.dashboards.pages.brief import Fact
from surveyapp.dashboards.pages.parts import Wording, change_entry, chart_of, wordings
from surveyapp.dashboards.wording import changes, headlines, missing, notes, rates, shares, texts, together, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release, ResponseRate, Result, Share


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
class Named:
    """What the headline names: how many said it, how sure that is, and the exact questions behind it."""

    said: str
    questions: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page, ready to be read."""

    headline: str
    named: tuple[Named, ...]
    added: tuple[str, ...]
    brief: tuple[Fact, ...]
    strengths: Choice
    worries: Choice
    rates: DotChart
    changed: tuple[str, ...]
    change: DotChart | None
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]

    @property
    def standfirst(self) -> tuple[str, ...]:
        """The sentences under the headline, without the questions."""
        return (*(one.said for one in self.named), *self.added)

    @property
    def key(self) -> str:
        """How to read the dots of strengths and worries."""
        return next((one.chart.key for one in (self.strengths, self.worries) if one.chart), "")

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        found = (self.strengths.chart, self.worries.chart, self.rates, self.change)
        return tuple(chart for chart in found if chart)


def compose(release: Release) -> Overview:
    """The first page of a release."""
    named = headlines.named(release)
    return Overview(
        headline=headlines.of_release(release),
        named=tuple(_named(release, found) for found in named),
        added=_added(release),
        brief=brief.facts(release),
        strengths=strengths(release),
        worries=worries(release),
        rates=rate_charts.chart(release),
        changed=_changed(release),
        change=_change(release),
        sections=_sections(release),
        hidden=hidden(release),
    )


def everybody(release: Release) -> ResponseRate:
    """The response rate of the whole wave."""
    return missing.everybody(release)


def hidden(release: Release) -> tuple[str, ...]:
    """What is not shown and why, in plain words."""
    found = tuple(notes.hidden(why, number) for why, number in findings.hidden(release).items())
    if not (found or release.waiting):
        found = (notes.nothing_hidden(),)
    apart = (*together.waiting(release), *filter(None, (together.left_out(release),)))
    return (*apart, *found, notes.few_and_nearly_all())


def standfirst(release: Release, named: tuple[Finding, ...]) -> tuple[str, ...]:
    """How many said what the headline says, and how sure we are."""
    return (*(_told(release, found) for found in named), *_added(release))


def _added(release: Release) -> tuple[str, ...]:
    few = (rates.sentence(everybody(release)), headlines.needed(release)) if findings.mostly_hidden(release) else ()
    steady = together.said(release) or (headlines.steady(release),)
    return tuple(filter(None, (*steady, *few)))


def _named(release: Release, found: Finding) -> Named:
    return Named(_told(release, found), wordings(release, found.indicator, found.result.bands))


def _told(release: Release, found: Finding) -> str:
    values = {
        "title": texts.spoken(release, found.indicator, found.result),
        "share": shares.told(found.result.now),
        "sure": _sure(release, found.result),
    }
    return _("“%(title)s”: %(share)s %(sure)s", **values)


def _sure(release: Release, result: Result) -> str:
    surely = changes.surely(result.change) if release.previous else ""
    if not surely:
        return shares.how_sure(result.now)
    if not isinstance(result.then, Share):
        return surely
    before = _("In %(year)s it was %(count)s.", year=years.then(release), count=shares.brief(result.then.count))
    return f"{before} {surely}"


def strengths(release: Release) -> Choice:
    """Up to three strengths."""
    chosen = findings.surest_strengths(release)
    return Choice(
        title=_("Going well"),
        rule=headlines.strength_rule(),
        chart=chart_of(release, "strengths", _("Strengths"), chosen, tagged=False) if chosen else None,
        none=_("No answer reaches this mark."),
        more=headlines.more_strengths(len(findings.strengths(release))),
    )


def worries(release: Release) -> Choice:
    """Up to three worries."""
    chosen = findings.surest_worries(release)
    return Choice(
        title=_("Not going well"),
        rule=headlines.worry_rule(),
        chart=chart_of(release, "worries", _("Worries"), chosen, tagged=False) if chosen else None,
        none=_("No answer is certainly that low."),
        more=headlines.more_worries(len(findings.worries(release))),
    )


def _changed(release: Release) -> tuple[str, ...]:
    if release.previous is None:
        return (headlines.steady(release),)
    if said := headlines.not_compared(release):
        return (said, headlines.needed(release))
    if findings.clear(release):
        return (changes.points_mean(),)
    year = years.then(release)
    return (
        _("No answer has clearly changed since %(year)s.", year=year),
        _("That doesn't mean that nothing changed: with so few answers only large changes can be seen."),
    )


def _change(release: Release) -> DotChart | None:
    clear = findings.clear(release)
    if not clear:
        return None
    entries = (change_entry(release, one) for one in clear)
    year = years.then(release)
    return change_charts.chart("changes", _("Clear changes since %(year)s", year=year), entries, year=year)


def _sections(release: Release) -> tuple[Section, ...]:
    asked = {one.id for one in findings.asked(release)}
    held = ((domain, sum(name in asked for name in domain.indicators)) for domain in release.domains)
    return tuple(Section(one.id, texts.domain(one), headlines.questions(count)) for one, count in held if count)
