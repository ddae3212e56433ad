"""This council beside others: all comparisons in question order, and one indicator's funnel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards.figures import funnels
from surveyapp.dashboards.figures.funnels import FunnelChart
from surveyapp.dashboards.figures.model import Listing, Table, TableRow
from surveyapp.dashboards.pages.parts import NoSuchPart, Wording, wordings
from surveyapp.dashboards.wording import elsewhere as say
from surveyapp.dashboards.wording import shares as say_shares
from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Comparator, Elsewhere, IndicatorResult, Release, Result, Share, Standing

FIRST_SEEN = (Standing.BRIGHT_SPOT, Standing.BEHIND)


@dataclass(frozen=True, slots=True)
class Beside:
    """One result beside others: whose ages, the label, sentences, and its funnel."""

    ages: str
    standing: Standing
    said: tuple[str, ...]
    behind: str
    chart: FunnelChart | None


@dataclass(frozen=True, slots=True)
class OthersPage:
    """All comparisons. ``stand_out`` are (indicator, words) of what is better or worse; a listing for each domain."""

    headline: str
    made_up: str
    from_where: tuple[str, ...]
    compared: str
    stand_out: tuple[tuple[str, str], ...]
    explained: tuple[str, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class FunnelPage:
    """One indicator's funnels, those of its headlines first."""

    id: str
    headline: str
    title: str
    made_up: str
    from_where: tuple[str, ...]
    explained: tuple[str, ...]
    beside: tuple[Beside, ...]
    wordings: tuple[Wording, ...]

    @property
    def listings(self) -> tuple[FunnelChart, ...]:
        """The figures that can be taken along."""
        return tuple(one.chart for one in self.beside if one.chart)


def compose(release: Release) -> OthersPage:
    """The page of all comparisons; NoSuchPart where no programme's figures stand beside this release."""
    comparator = _comparator(release)
    headlines = [(one, result, found) for one in release.indicators for result, found in _pairs(one, headline=True)]
    standings = [found.standing for _one, _result, found in headlines]
    return OthersPage(
        headline=say.of_release(standings.count(Standing.BRIGHT_SPOT), standings.count(Standing.BEHIND)),
        made_up=say.made_up(comparator),
        from_where=say.from_where(comparator),
        compared=say.compared(comparator),
        stand_out=tuple(
            (one.id, _named(release, one, result, found))
            for one, result, found in headlines
            if found.standing in FIRST_SEEN
        ),
        explained=say.explained(),
        listings=tuple(_listings(release)),
    )


def compose_one(release: Release, indicator_id: str) -> FunnelPage:
    """One indicator's page; NoSuchPart where it is not set beside others."""
    comparator = _comparator(release)
    found = next((one for one in release.indicators if one.id == indicator_id and one.elsewhere), None)
    if found is None:
        raise NoSuchPart(indicator_id)
    bands = {band for one in found.elsewhere for band in one.bands}
    return FunnelPage(
        id=found.id,
        headline=say.headline(texts.title(found), found.elsewhere[0].standing),
        title=texts.title(found),
        made_up=say.made_up(comparator),
        from_where=say.from_where(comparator),
        explained=say.explained(),
        beside=tuple(_beside(release, *pair) for pair in _pairs(found)),
        wordings=wordings(release, found, bands),
    )


def told(indicator: IndicatorResult) -> str:
    """Where an indicator's headline stands, in a sentence without a number; "" where it is not set beside others."""
    return say.sentence(indicator.elsewhere[0].standing) if indicator.elsewhere else ""


def _comparator(release: Release) -> Comparator:
    if release.comparator is None:
        raise NoSuchPart("others")
    return release.comparator


def _pairs(indicator: IndicatorResult, *, headline: bool = False) -> Iterator[tuple[Result, Elsewhere]]:
    """The results that others stand beside, each with them."""
    results = indicator.results if headline else (*indicator.results, *indicator.by_band)
    by_bands = {one.bands: one for one in indicator.elsewhere}
    seen: set[tuple[str, ...]] = set()
    for result in results:
        if result.bands in by_bands and result.bands not in seen:
            seen.add(result.bands)
            yield result, by_bands[result.bands]


def _beside(release: Release, result: Result, found: Elsewhere) -> Beside:
    ages = texts.ages(release, result.bands)
    title = _("%(ages)s: this council and others", ages=ages)
    chart_id = f"funnel-{'-'.join(result.bands)}"
    chart = (
        funnels.chart(chart_id, title, release.authority_title, found, result.now)
        if isinstance(result.now, Share)
        else None
    )
    said = (say_shares.told(result.now), say.sentence(found.standing), say.inside(found), say.likely(found))
    return Beside(ages, found.standing, tuple(filter(None, said)), say.behind(found), chart)


def _named(release: Release, one: IndicatorResult, result: Result, found: Elsewhere) -> str:
    title = texts.spoken(release, one, result)
    return _("%(label)s: %(said)s", label=say.verdict(found.standing), said=title)


def _listings(release: Release) -> Iterator[Listing]:
    head = ("", _("This council"), _("What that means"), _("Most councils of this size"))
    for domain in release.domains:
        rows = tuple(
            _row(release, one, result, found)
            for name in domain.indicators
            for one in (release.indicator(name),)
            for result, found in _pairs(one, headline=True)
        )
        if rows:
            yield Listing(f"others-{domain.id}", texts.domain(domain), Table(head, rows))


def _row(release: Release, one: IndicatorResult, result: Result, found: Elsewhere) -> TableRow:
    usual = say.usual(found.here) if found.here else "–"
    cells = (say_shares.short(result.now), say.verdict(found.standing), usual)
    return TableRow(texts.spoken(release, one, result), cells, one.id)
