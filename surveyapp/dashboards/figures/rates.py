"""The chart of response rates by band, against the wave before and the floor."""

from __future__ import annotations

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Dot, DotChart, Row, Table, TableRow, Tick, Tone
from surveyapp.dashboards.wording import rates, texts, years
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Range, Release, ResponseRate

EVERYBODY = "all"


def chart(release: Release) -> DotChart:
    """One row for everybody, then one a band. A response rate is a fact and has no whisker."""
    then = years.then(release) if any(rate.then_share is not None for rate in release.response_rates) else ""
    rows = tuple(_row(release, rate, then) for rate in release.response_rates)
    floor = _("%(floor)s%% floor", floor=whole(percent(rates.FLOOR)))
    title = _("Share of the children and young people asked who took part")
    return DotChart(
        id="rates",
        title=title,
        key=_key(years.now(release), then),
        alt=f"{title}. " + "; ".join(f"{row.label}: {row.words}, {row.detail} {row.before}".strip() for row in rows),
        axis=shares.axis(Tick(rates.FLOOR, floor)),
        rows=rows,
        table=_table(release, then),
        now_name=years.now(release),
        then_name=then,
    )


def _key(now: str, then: str) -> str:
    if not then:
        return _("Dot: the share who took part.")
    return _("Full dot: %(now)s. Ring: %(then)s.", now=now, then=then)


def label(release: Release, rate: ResponseRate) -> str:
    """The band's title, or everybody's."""
    for facts in release.bands:
        if facts.id == rate.band:
            return texts.band(facts)
    return _("Everybody") if rate.band == EVERYBODY else rate.title


def _row(release: Release, rate: ResponseRate, then: str) -> Row:
    before = _("%(year)s: %(rate)s", year=then, rate=rates.before(rate)) if rate.then_share is not None else ""
    return Row(
        label=label(release, rate),
        words=_("%(share)s%%", share=whole(percent(rate.share))),
        detail=_("%(count)s of %(base)s", count=whole(rate.completed), base=whole(rate.eligible)),
        before=before,
        now=Dot(Range(rate.share, rate.share), None),
        then=None if rate.then_share is None else Dot(Range(rate.then_share, rate.then_share), None),
        tag=_("Under the floor") if rate.below_floor else "",
        tone=Tone.WORRY if rate.below_floor else Tone.PLAIN,
    )


def _table(release: Release, then: str) -> Table:
    head: tuple[str, ...] = (_("Age band"), _("Took part"))
    if then:
        head += (_("Took part in %(year)s", year=then), _("Difference, 19 times in 20"))
    rows = (_table_row(release, rate, bool(then)) for rate in release.response_rates)
    return Table(head, tuple(rows))


def _table_row(release: Release, rate: ResponseRate, with_then: bool) -> TableRow:
    cells: tuple[str, ...] = (rates.fact(rate),)
    if with_then:
        cells += (rates.before(rate), rates.difference(rate.difference))
    return TableRow(label(release, rate), cells)
