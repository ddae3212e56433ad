"""Who took part and who is missing: by band, by group, over the years, against the floor."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures import lines
from surveyapp.dashboards.figures import rates as charts
from surveyapp.dashboards.figures.model import Chart, DotChart, LineChart, Listing, Table, TableRow
from surveyapp.dashboards.wording import missing, rates, shares, terms, texts, together, years
from surveyapp.dashboards.wording.lines import FEWEST
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import BreakdownRate, Outcomes, Release, ResponseRate, Why


@dataclass(frozen=True, slots=True)
class Groups:
    """A breakdown of those who took part: its chart (None when all is hidden), and what is not shown and why."""

    title: str
    bands: str
    chart: DotChart | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """The page about who answered."""

    headline: str
    standfirst: tuple[str, ...]
    chart: DotChart
    floor: str
    below: tuple[str, ...]
    groups: tuple[Groups, ...]
    line: LineChart | None
    listings: tuple[Listing, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        groups = tuple(group.chart for group in self.groups if group.chart)
        return (self.chart, *groups, *((self.line,) if self.line else ()))


def compose(release: Release) -> Response:
    """The response rates of a release."""
    rate = missing.everybody(release)
    said = (rates.sentence(rate), together.counted(release.members), rates.since(rate, years.then(release)))
    return Response(
        headline=_("%(share)s%% took part", share=whole(percent(rate.share))),
        standfirst=tuple(filter(None, (*said, missing.sentence(rate), missing.fewest(release)))),
        chart=charts.chart(release),
        floor=rates.floor_meaning(release.floor),
        below=_below(release),
        groups=tuple(_groups(release, split) for split in release.rates_by_group),
        line=_line(rate),
        listings=tuple(filter(None, (charts.over_years(release), _outcomes(release)))),
    )


def _below(release: Release) -> tuple[str, ...]:
    return tuple(
        _(
            "%(band)s: %(warning)s",
            band=charts.label(release, rate),
            warning=rates.floor_warning(rate, release.floor),
        )
        for rate in release.response_rates
        if rate.below_floor
    )


def _line(rate: ResponseRate) -> LineChart | None:
    if len(rate.line) < FEWEST:
        return None
    return lines.of_rates("rates-over-years", _("Share who took part over the years"), rate.line)


def _groups(release: Release, split: BreakdownRate) -> Groups:
    return Groups(
        title=texts.breakdown(split),
        bands=texts.bands(release, split.bands),
        chart=charts.of_groups(release, split),
        told=tuple(filter(None, (*_hidden(split), rates.unsaid(split.unsaid)))),
    )


def _hidden(split: BreakdownRate) -> tuple[str, ...]:
    groups: dict[Why, list[str]] = {}
    for group in split.groups:
        if group.why is not None:
            groups.setdefault(group.why, []).append(texts.group(split, group))
    return tuple(shares.hidden_groups(why, tuple(labels)) for why, labels in groups.items())


def _outcomes(release: Release) -> Listing | None:
    known = tuple((rate, rate.outcomes) for rate in release.response_rates if rate.outcomes)
    if not known:
        return None
    head: tuple[str, ...] = (
        _("Age band"),
        _("Took part"),
        _("Didn't want to"),
        _("Couldn't"),
        _("No longer %(in_care)s here", in_care=terms.in_care(release)),
        _("Not reached"),
    )
    unknown = tuple(_unknown(rate, outcomes) for rate, outcomes in known)
    if None in unknown:
        unknown = ()
    else:
        head += (_("Not known"),)
    rows = (
        TableRow(charts.label(release, rate), _cells((*_numbers(outcomes), *unknown[place : place + 1])))
        for place, (rate, outcomes) in enumerate(known)
    )
    note = rates.of_those_still_here(missing.everybody(release), terms.in_care(release))
    return Listing("outcomes", _("What became of the invitations"), Table(head, tuple(rows)), note=note)


def _unknown(rate: ResponseRate, outcomes: Outcomes) -> int | None:
    """The eligible of whom nothing is recorded; a reader could work it out, so it gives nothing away."""
    numbers = _numbers(outcomes)
    left = rate.eligible - sum(number or 0 for number in numbers)
    return None if None in numbers or left < 0 else left


def _numbers(outcomes: Outcomes) -> tuple[int | None, ...]:
    return (
        outcomes.completed,
        outcomes.refused,
        outcomes.unable,
        outcomes.no_longer_eligible,
        outcomes.not_reached,
    )


def _cells(numbers: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple(_("not shown") if number is None else whole(number) for number in numbers)
