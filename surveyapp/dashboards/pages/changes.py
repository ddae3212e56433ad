"""All comparisons with the wave before, by what can be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes as charts
from surveyapp.dashboards.figures.model import Chart, DotChart
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.pages.parts import change_entry
from surveyapp.dashboards.wording import changes, headlines, texts, years
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Label, Release


@dataclass(frozen=True, slots=True)
class Kind:
    """The comparisons of one kind: what the kind means and their chart, or just a list of (id, title, reason)."""

    id: str
    title: str
    means: str
    chart: DotChart | None
    listed: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The page about what changed."""

    headline: str
    standfirst: tuple[str, ...]
    kinds: tuple[Kind, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of all kinds."""
        return tuple(kind.chart for kind in self.kinds if kind.chart)


def compose(release: Release) -> Changes:
    """All comparisons of a release."""
    if release.previous is None:
        return Changes(_("Nothing to compare with yet"), (headlines.steady(release),), ())
    year = years.then(release)
    return Changes(
        headline=_headline(release, year),
        standfirst=_standfirst(release, year),
        kinds=tuple(filter(None, _kinds(release, year))),
    )


def _standfirst(release: Release, year: str) -> tuple[str, ...]:
    if said := headlines.not_compared(release):
        return said, headlines.needed()
    return (
        _("We made %(count)s comparisons with %(year)s.", count=whole(release.comparisons), year=year),
        _(
            "The lines show where the real difference lies, 99 times in 100."
            " When a line crosses the middle, there may be no difference at all."
        ),
    )


def _headline(release: Release, year: str) -> str:
    clear = findings.clear(release)
    if headlines.not_compared(release):
        few = findings.compared(release, Label.TOO_FEW)
        nothing = _("Too few answered to compare") if few else _("Nothing can be compared with %(year)s", year=year)
        return headlines.few_answered(release) or nothing
    if not clear:
        return _("No answer has clearly changed since %(year)s", year=year)
    return headlines.of_release(release)


def _kinds(release: Release, year: str) -> tuple[Kind | None, ...]:
    chance = changes.by_chance(release.comparisons, release.by_chance)
    clear = _("Even with all these comparisons, chance would hardly make a difference this large.")
    mix = _("The answers differ, but so does the mix of children who answered.")
    same = _("The real difference is very likely less than 10 points either way.")
    none = _("There may have been a change, but these numbers of answers can't show it.")
    both = _("Fewer than 5 gave another answer, now and in %(year)s. Each line says of how many.", year=year)
    return (
        _drawn(release, "clear", _("Clear changes"), clear, Label.CLEARLY_BETTER, Label.CLEARLY_WORSE),
        _drawn(release, "possible", _("Possible, not firm"), chance, Label.POSSIBLY_BETTER, Label.POSSIBLY_WORSE),
        _drawn(release, "mix", _("The mix of children differs"), mix, Label.MIX_DIFFERS),
        _drawn(release, "nearly-all", _("Hardly any other answers, both times"), both, Label.NEARLY_ALL),
        _drawn(release, "same", _("About the same"), same, Label.ABOUT_THE_SAME),
        _drawn(release, "no-clear-change", _("No clear change"), none, Label.NO_CLEAR_CHANGE),
        _listed(release),
    )


def _drawn(release: Release, kind: str, title: str, means: str, *labels: Label) -> Kind | None:
    found = findings.compared(release, *labels)
    if not found:
        return None
    entries = (change_entry(release, one) for one in found)
    return Kind(
        kind, title, means, charts.chart(kind, title, entries, year=years.then(release), verdicts=len(labels) > 1)
    )


def _listed(release: Release) -> Kind | None:
    found = findings.compared(release, Label.TOO_FEW, Label.NOT_COMPARABLE)
    if not found:
        return None
    listed = tuple((one.indicator.id, texts.spoken(release, one.indicator, one.result), _reason(one)) for one in found)
    return Kind("not-compared", _("Can't be compared"), "", None, listed)


def _reason(found: Finding) -> str:
    change = found.result.change
    if change.label is Label.TOO_FEW:
        return _("Too few answers to compare the years.")
    return changes.reason(change)
