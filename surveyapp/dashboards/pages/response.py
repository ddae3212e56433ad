"""Who took part, by band and against the wave before."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures import rates as charts
from surveyapp.dashboards.figures.model import Chart, DotChart, Table, TableRow
from surveyapp.dashboards.pages.overview import everybody
from surveyapp.dashboards.wording import rates, years
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Outcomes, Release, ResponseRate


@dataclass(frozen=True, slots=True)
class Response:
    """The page about who answered."""

    headline: str
    standfirst: tuple[str, ...]
    chart: DotChart
    below: tuple[str, ...]
    outcomes: Table | None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The one chart."""
        return (self.chart,)


def compose(release: Release) -> Response:
    """The response rates of a release."""
    rate = everybody(release)
    below = tuple(
        _("%(band)s: %(warning)s", band=charts.label(release, one), warning=rates.floor_warning(one))
        for one in release.response_rates
        if one.below_floor
    )
    return Response(
        headline=_("%(share)s%% took part", share=whole(percent(rate.share))),
        standfirst=tuple(filter(None, (rates.sentence(rate), rates.since(rate, years.then(release))))),
        chart=charts.chart(release),
        below=below,
        outcomes=_outcomes(release),
    )


def _outcomes(release: Release) -> Table | None:
    known = tuple((rate, rate.outcomes) for rate in release.response_rates if rate.outcomes)
    if not known:
        return None
    head: tuple[str, ...] = (
        _("Age band"),
        _("Took part"),
        _("Didn't want to"),
        _("Couldn't"),
        _("No longer in care here"),
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
    return Table(head, tuple(rows))


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
