"""The chart of response rates by band, against the wave before and the floor."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Dot, DotChart, Listing, Row, Table, TableRow, Tick, Tone
from surveyapp.dashboards.wording import lines, rates, texts, years
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import BreakdownRate, GroupRate, Range, Release, ResponseRate

EVERYBODY = "all"


def chart(release: Release) -> DotChart:
    """One row for everybody, then one a band. A response rate is a fact and has no whisker."""
    then = years.then(release) if any(rate.then_share is not None for rate in release.response_rates) else ""
    rows = tuple(_row(release, rate, then) for rate in release.response_rates)
    title = _("Share of the children and young people asked who took part")
    return DotChart(
        id="rates",
        title=title,
        key=_key(years.now(release), then),
        alt=f"{title}. " + "; ".join(f"{row.label}: {row.words}, {row.detail} {row.before}".strip() for row in rows),
        axis=shares.axis(_floor(release.floor)),
        rows=rows,
        table=_table(release, then),
        now_name=years.now(release),
        then_name=then,
    )


def of_groups(release: Release, split: BreakdownRate) -> DotChart | None:
    """One row for each group of a breakdown that may be shown; None where none may."""
    rows = tuple(row for group in split.groups if (row := _group_row(split, group)))
    if not rows:
        return None
    title = texts.breakdown(split)
    return DotChart(
        id=f"rates-{split.breakdown}-{'-'.join(split.bands)}",
        title=title,
        key=_key(years.now(release), ""),
        alt=shares.alt(title, rows),
        axis=shares.axis(_floor(release.floor)),
        rows=rows,
        table=Table((title, _("Took part")), tuple(_group_cells(split, group) for group in split.groups)),
        now_name=years.now(release),
    )


def _group_row(split: BreakdownRate, group: GroupRate) -> Row | None:
    if group.share is None or group.completed is None or group.eligible is None:
        return None
    return Row(
        label=texts.group(split, group),
        words=rates.share(group.share),
        detail=_("%(count)s of %(base)s", count=whole(group.completed), base=whole(group.eligible)),
        now=Dot(Range(group.share, group.share), None),
    )


def _group_cells(split: BreakdownRate, group: GroupRate) -> TableRow:
    row = _group_row(split, group)
    fact = _("%(count)s (%(share)s)", count=row.detail, share=row.words) if row else _("not shown")
    return TableRow(texts.group(split, group), (fact,))


def over_years(release: Release) -> Listing | None:
    """Every band's rate in every survey; None where there is only one survey."""
    reported = {point.year for rate in release.response_rates for point in rate.line if not point.wave}
    waves = [("", year) for year in sorted(reported)]
    waves += [(wave.id, wave.year) for wave in (*release.earlier, release.wave)]
    if len(waves) < 2:
        return None
    head = (_("Age band"), *(str(year) for _wave, year in waves))
    rows = tuple(_years_row(release, rate, waves) for rate in release.response_rates)
    dash = _("A dash means that these ages were not asked together then, or that there is no figure.")
    note = " ".join((dash if any("–" in row.cells for row in rows) else "", lines.reported(sorted(reported)))).strip()
    return Listing("bands-over-years", _("Each age band over the years"), Table(head, rows), note)


def _years_row(release: Release, rate: ResponseRate, waves: Iterable[tuple[str, int]]) -> TableRow:
    known = {(point.wave, point.year): rates.of(point) for point in rate.line}
    return TableRow(label(release, rate), tuple(known.get(wave, "–") for wave in waves))


def _floor(floor: float) -> Tick:
    return Tick(floor, _("%(floor)s%% floor", floor=whole(percent(floor))))


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
