"""All comparisons with the wave before, on one axis, by what can be said of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes as charts
from surveyapp.dashboards.figures.model import Axis, Chart, DotChart
from surveyapp.dashboards.pages import uncompared
from surveyapp.dashboards.pages.parts import change_entry
from surveyapp.dashboards.pages.uncompared import Apart
from surveyapp.dashboards.wording import changes, headlines, kinds, years
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Label, Release

UNSURE = "unsure"
"""Where the front page's "what we don't know" leads."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The comparisons of one kind: what the kind means and their chart, or those that were not compared.

    ``ask`` are questions for officers, where the answers themselves can say little.
    """

    id: str
    title: str
    means: str
    chart: DotChart | None
    apart: tuple[Apart, ...] = ()
    ask: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many comparisons there are of this kind."""
        return len(self.chart.rows) if self.chart else len(self.apart)


@dataclass(frozen=True, slots=True)
class Changes:
    """The page about what changed; ``tally`` says how many there are of each kind: (id, number, title)."""

    headline: str
    standfirst: tuple[str, ...]
    tally: tuple[tuple[str, str, str], ...]
    key: str
    points: str
    kinds: tuple[Kind, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of all kinds."""
        return tuple(kind.chart for kind in self.kinds if kind.chart)


def compose(release: Release) -> Changes:
    """All comparisons of a release."""
    if release.previous is None:
        nothing = _("Not compared with another survey") if release.members else _("Nothing to compare with yet")
        return Changes(nothing, (headlines.steady(release),), (), "", "", ())
    year = years.then(release)
    found = _on_one_axis(tuple(filter(None, (*_drawn(release, year), *_apart(release, year)))))
    return Changes(
        headline=_headline(release, year),
        standfirst=_standfirst(release, year),
        tally=tuple((kind.id, whole(kind.size), kind.title) for kind in found),
        key=next((kind.chart.key for kind in found if kind.chart), ""),
        points=changes.points_mean(),
        kinds=found,
    )


def _standfirst(release: Release, year: str) -> tuple[str, ...]:
    if said := headlines.not_compared(release):
        return said, headlines.needed(release)
    return (
        _("We made %(count)s comparisons with %(year)s.", count=whole(release.comparisons), year=year),
        _(
            "The lines show where the real difference lies, 99 times in 100."
            " When a line crosses the middle, there may be no difference at all."
        ),
    )


def _headline(release: Release, year: str) -> str:
    if headlines.not_compared(release):
        few = findings.compared(release, Label.TOO_FEW)
        nothing = _("Too few answered to compare") if few else _("Nothing can be compared with %(year)s", year=year)
        return headlines.few_answered(release) or nothing
    if not findings.clear(release):
        return _("No answer has clearly changed since %(year)s", year=year)
    return headlines.of_release(release)


def _drawn(release: Release, year: str) -> tuple[Kind | None, ...]:
    chance = changes.by_chance(release.comparisons, release.by_chance)
    return (
        _kind(release, "clear", kinds.clear(), Label.CLEARLY_BETTER, Label.CLEARLY_WORSE),
        _kind(release, "possible", (_("Possible, not firm"), chance), Label.POSSIBLY_BETTER, Label.POSSIBLY_WORSE),
        _kind(release, "mix", kinds.mix(), Label.MIX_DIFFERS),
        _kind(release, "nearly-all", kinds.nearly_all(year), Label.NEARLY_ALL),
        _kind(release, "same", kinds.same(), Label.ABOUT_THE_SAME),
        _kind(release, UNSURE, kinds.unsure(), Label.NO_CLEAR_CHANGE),
    )


def _kind(release: Release, kind: str, words: tuple[str, str], *labels: Label) -> Kind | None:
    found = findings.compared(release, *labels)
    if not found:
        return None
    entries = (change_entry(release, one) for one in found)
    title, means = words
    drawn = charts.chart(kind, title, entries, year=years.then(release), verdicts=len(labels) > 1)
    return Kind(kind, title, means, drawn)


def _on_one_axis(found: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The same axis for every chart, wide enough for the widest, so that lines can be compared down the page."""
    widest: Axis | None = max(
        (kind.chart.axis for kind in found if kind.chart), key=lambda axis: axis.high, default=None
    )
    if widest is None:
        return found
    return tuple(replace(kind, chart=replace(kind.chart, axis=widest)) if kind.chart else kind for kind in found)


def _apart(release: Release, year: str) -> tuple[Kind | None, ...]:
    few, other = uncompared.too_few(release, year), uncompared.not_comparable(release)
    hidden, retired = uncompared.not_shown(release), uncompared.retired(release)
    return (
        Kind("too-few", _("Too few answers to compare"), kinds.too_few(), None, few, kinds.ask()) if few else None,
        Kind("not-shown", changes.not_shown(), kinds.not_shown(), None, hidden) if hidden else None,
        Kind("not-comparable", _("Can't be compared"), kinds.not_comparable(), None, other) if other else None,
        Kind("retired", _("No longer asked"), kinds.retired(year), None, retired) if retired else None,
    )
