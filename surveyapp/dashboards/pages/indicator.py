"""One indicator: its exact questions, its share and how sure it is, its change, its groups."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import changes as change_charts
from surveyapp.dashboards.figures import distributions, lines, shares
from surveyapp.dashboards.figures.model import Chart, DotChart, LineChart, StackChart
from surveyapp.dashboards.pages import absent, bands, beside, others
from surveyapp.dashboards.pages.beside import Beside, Few
from surveyapp.dashboards.pages.parts import NoSuchPart, Wording, wordings
from surveyapp.dashboards.wording import changes, everybody, headlines, notes, texts, years
from surveyapp.dashboards.wording import lines as say_lines
from surveyapp.dashboards.wording import shares as say
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import BreakdownResult, IndicatorResult, Label, Release, Result, Share, Suppressed, Why

AGE = "age_band"
"""The breakdown that the bands' own results tell already, with their changes."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The answers of the bands that were asked the same. ``ages`` names them where they are not all who were asked."""

    ages: str
    share: str
    how_sure: str
    chart: DotChart | None
    compared: tuple[str, ...]
    change: DotChart | None
    line: LineChart | None
    over_years: tuple[str, ...]
    distribution: StackChart | None
    by_band: DotChart | None
    band_changes: DotChart | None
    band_changes_said: str
    band_lines: tuple[bands.BandLine, ...]
    band_lines_hidden: str
    few: Few | None
    asked: tuple[str, ...]
    silent: tuple[str, ...]
    wordings: tuple[Wording, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of this pool."""
        found = (self.chart, self.change, self.line, self.distribution, self.by_band, self.band_changes)
        return (*(chart for chart in found if chart), *(one.chart for one in self.band_lines))


@dataclass(frozen=True, slots=True)
class Split:
    """A breakdown: its chart (None when all is hidden), and sentences that name the hidden groups and say why."""

    title: str
    bands: str
    chart: DotChart | None
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator's page; ``siblings`` are its domain's (id, title).

    ``judged``: whether some answers count as positive. ``wordings`` are of the bands that no pool speaks of.
    ``means`` says what counts, and of whom where an earlier answer decided. ``absent`` names the breakdowns of which
    no group is shown. ``retired`` says since when and why it is no longer asked, ``others`` how it stands beside other
    councils.
    """

    id: str
    headline: str
    domain: str
    domain_title: str
    siblings: tuple[tuple[str, str], ...]
    judged: bool
    means: str
    wordings: tuple[Wording, ...]
    pools: tuple[Pool, ...]
    splits: tuple[Split, ...]
    absent: tuple[str, ...]
    beside: tuple[Beside, ...]
    retired: tuple[str, ...]
    others: str

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        own = tuple(chart for pool in self.pools for chart in pool.charts)
        splits = tuple(split.chart for split in self.splits if split.chart)
        return (*own, *(one.chart for one in self.beside), *splits)


def compose(release: Release, indicator_id: str) -> IndicatorPage:
    """The page of one indicator; NoSuchPart when the release has none of this name."""
    try:
        found = release.indicator(indicator_id)
    except KeyError:
        raise NoSuchPart(indicator_id) from None
    judged = bool(findings.judged(found))
    heard = {band for result in found.results for band in result.bands} if judged else set()
    alone = judged and not texts.partial(found, found.results[0])
    domain = next(facts for facts in release.domains if facts.id == found.domain)
    return IndicatorPage(
        id=found.id,
        headline=headlines.of_indicator(found, found.results[0].now if alone else None),
        domain=domain.id,
        domain_title=texts.domain(domain),
        siblings=tuple((one, texts.title(release.indicator(one))) for one in domain.indicators),
        judged=judged,
        means=texts.means(found) if judged else "",
        wordings=wordings(release, found, {one.band for one in found.questions} - heard),
        pools=tuple(_pool(release, found, number, judged) for number in range(len(found.results))),
        splits=tuple(_split(release, split) for split in found.breakdowns if split.breakdown != AGE) if judged else (),
        absent=absent.told(release, found) if judged else (),
        beside=beside.figures(release, found),
        retired=_retired(release, found),
        others=others.told(found),
    )


def _retired(release: Release, found: IndicatorResult) -> tuple[str, ...]:
    if not found.retired:
        return ()
    then = years.then(release)
    last = _("This was asked in %(then)s and is no longer asked.", then=then) if then else _("This is no longer asked.")
    return last, _(found.retired)


def _pool(release: Release, found: IndicatorResult, number: int, judged: bool) -> Pool:
    result = found.results[number]
    return Pool(
        ages=texts.ages(release, result.bands) if texts.partial(found, result) else "",
        share=say.told(result.now) if judged else "",
        how_sure=say.how_sure(result.now) if judged else "",
        chart=_shares(release, found, number) if judged else None,
        compared=_compared(release, result) if judged else (),
        change=_change(release, found, number) if judged else None,
        line=_line(release, found, number) if judged else None,
        over_years=_over_years(release, result) if judged else (),
        distribution=_distribution(release, found, number),
        by_band=bands.shares_of(release, found, number) if judged else None,
        band_changes=bands.changes_of(release, found, number) if judged else None,
        band_changes_said=bands.changes_said(release, found, number) if judged else "",
        band_lines=bands.lines_of(release, found, number) if judged else (),
        band_lines_hidden=bands.lines_hidden(release, found, number) if judged else "",
        few=beside.allowed(release, found, result) if judged else None,
        asked=tuple(filter(None, (notes.asked(result), notes.skipped(result.skipped)))),
        silent=(*everybody.sentences(result.everybody), *everybody.weighted(result.raked)) if judged else (),
        wordings=wordings(release, found, result.bands),
    )


def _distribution(release: Release, found: IndicatorResult, number: int) -> StackChart | None:
    """The bar of all answers; None where so many had to be laid together that it is one piece, which tells nothing."""
    result = found.results[number]
    if len(result.distribution) < 2:
        return None
    ages = texts.ages(release, result.bands) if texts.partial(found, result) else ""
    return distributions.chart(f"answers-{number}", found, result, ages=ages)


def _titled(release: Release, found: IndicatorResult, result: Result, title: str) -> str:
    if not texts.partial(found, result):
        return title
    return _("%(ages)s: %(title)s", ages=texts.ages(release, result.bands), title=title)


def _shares(release: Release, found: IndicatorResult, number: int) -> DotChart:
    result = found.results[number]
    year, earlier = years.now(release), years.then(release)
    entries = [shares.Entry(year, result.now)]
    if earlier and result.then is not None:
        entries.append(shares.Entry(earlier, result.then, earlier=True))
    title = _titled(release, found, result, _("Share of positive answers"))
    return shares.chart(f"share-{number}", title, entries, years=(year, ""))


def _line(release: Release, found: IndicatorResult, number: int) -> LineChart | None:
    """The line, where it tells more than the two surveys compared above it."""
    result = found.results[number]
    if not say_lines.worth_drawing(result.line):
        return None
    title = _titled(release, found, result, _("Share of positive answers over the years"))
    return lines.of_shares(f"line-{number}", title, result.line)


def _over_years(release: Release, result: Result) -> tuple[str, ...]:
    sloped = sum(one.trend is not None for indicator in release.indicators for one in indicator.results)
    slope = say_lines.trend(result.trend, result.line, sloped)
    return tuple(filter(None, (slope, *say_lines.breaks(result.line))))


def _compared(release: Release, result: Result) -> tuple[str, ...]:
    if release.previous is None:
        return (headlines.steady(release),)
    change, year = result.change, years.then(release)
    said = [changes.sentence_of(result, year), _counted(result, year), changes.extent(change), changes.missed(change)]
    if change.label is Label.NOT_COMPARABLE:
        said = [changes.reason(change)]
    if change.label in changes.POSSIBLE:
        said.append(changes.by_chance(release.comparisons, release.by_chance))
    if change.label is Label.TOO_FEW and result.then is not None:
        said.append(_("In %(year)s: %(share)s.", year=year, share=say.sentence(result.then)))
    return tuple(filter(None, said))


def _counted(result: Result, year: str) -> str:
    counts = changes.both(result, year)
    return _("Positive answers: %(counts)s.", counts=counts) if counts else ""


def _change(release: Release, found: IndicatorResult, number: int) -> DotChart | None:
    result = found.results[number]
    if release.previous is None or result.change.point is None or result.change.label in changes.INCOMPARABLE:
        return None
    year = years.then(release)
    entries = (change_charts.entry(texts.spoken(release, found, result), result, year),)
    title = _titled(release, found, result, _("Difference since %(year)s", year=year))
    return change_charts.chart(f"change-{number}", title, entries, year=year)


def _split(release: Release, split: BreakdownResult) -> Split:
    title = texts.breakdown(split)
    entries = tuple(shares.Entry(texts.group(split, group), group.result) for group in split.groups)
    shown = tuple(entry for entry in entries if isinstance(entry.now, Share))
    chart_id = f"split-{split.breakdown}-{'-'.join(split.bands)}"
    return Split(
        title=title,
        bands=texts.bands(release, split.asked or split.bands),
        chart=shares.chart(chart_id, title, entries, years=(years.now(release), ""), drawn=shown) if shown else None,
        hidden=_hidden(entries),
    )


def _hidden(entries: tuple[shares.Entry, ...]) -> tuple[str, ...]:
    groups: dict[Why, list[str]] = {}
    for entry in entries:
        if isinstance(entry.now, Suppressed):
            groups.setdefault(entry.now.why, []).append(entry.label)
    return tuple(say.hidden_groups(why, tuple(labels)) for why, labels in groups.items())
