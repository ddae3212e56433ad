"""Every figure of a release with its method, unrounded: what the analyst's pages and files are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from surveyapp.dashboards.units import Frame, Unit, unit_of
from surveyapp.releases.model import (
    Check,
    ContextFigure,
    Everybody,
    IndicatorResult,
    Label,
    Raking,
    Range,
    Release,
    Result,
    Share,
)

PROCESS, THIS_YEAR, SILENT = Frame.PROCESS, Frame.THIS_YEAR, Frame.SILENT


@dataclass(frozen=True, slots=True)
class Figure:
    """One number or range: of which indicator, bands, group, by which method, and of how many answers.

    ``estimate`` and ``interval`` are shares, differences of shares, chances, children or scale points (``unit``), as
    ``frame`` says. ``why`` says why there is none.
    """

    indicator: str
    bands: tuple[str, ...]
    method: str
    unit: Unit
    frame: Frame = PROCESS
    by: str = ""
    group: str = ""
    estimate: Range | None = None
    interval: Range | None = None
    level: float | None = None
    p: float | None = None
    q: float | None = None
    now: int | None = None
    then: int | None = None
    effective: float | None = None
    why: str = ""
    said: str = ""


def figures(release: Release) -> Iterator[Figure]:
    """Every figure of every indicator, in question order."""
    for indicator in release.indicators:
        yield from of_indicator(indicator)


def of_indicator(indicator: IndicatorResult) -> Iterator[Figure]:
    """The headlines with all that was made of them, then the bands and the groups."""
    for result in indicator.results:
        yield from of_headline(indicator, result)
    for result in indicator.by_band:
        yield from _of_band(indicator, result)
    for split in indicator.breakdowns:
        for group in split.groups:
            share = Figure(indicator.id, split.bands, "wilson", Unit.SHARE, by=split.breakdown, group=group.value)
            yield _shared(share, group.result)
    for told in indicator.context:
        yield from _beside(indicator, told)


def of_headline(indicator: IndicatorResult, result: Result) -> Iterator[Figure]:
    """One headline: its share, its change, what could be seen, who is silent, its slope, then every check."""
    blank = Figure(indicator.id, result.bands, "wilson", Unit.SHARE)
    yield _shared(blank, result.now)
    yield from _changed(blank, result)
    if result.everybody is not None and isinstance(result.now, Share):
        yield from _open(blank, result.everybody, result.now.count.base)
    if result.trend is not None:
        found = replace(blank, method="slope", unit=Unit.POINTS_A_YEAR, interval=result.trend.per_year, level=0.99)
        yield replace(found, p=result.trend.p, said=f"{result.trend.waves}")
    if result.raked is not None and isinstance(result.now, Share):
        found = replace(blank, method="raked", unit=Unit.SHARE, by="+".join(result.raked.margins))
        base, said = result.now.count.base, f"{result.raked.share.value}, {result.raked.design_effect}"
        yield replace(found, now=base, effective=float(result.raked.effective), said=said)
    if result.mean is not None:
        mean = Range(result.mean.mean, result.mean.mean)
        yield replace(blank, method="mean", unit=Unit.SCALE, estimate=mean, now=result.mean.base)
    yield from (_check(blank, check) for check in result.checks)


def _shared(blank: Figure, share: object) -> Figure:
    if not isinstance(share, Share):
        return replace(blank, why="hidden")
    return replace(blank, estimate=share.point, interval=share.interval, level=0.95, now=share.count.base)


def _changed(blank: Figure, result: Result) -> Iterator[Figure]:
    change, then = result.change, result.then
    if change.label is Label.NOT_COMPARABLE or change.point is None or not isinstance(then, Share):
        return
    bases = _base(result), then.count.base
    told = replace(blank, method="newcombe", unit=Unit.POINTS, estimate=change.point, now=bases[0], then=bases[1])
    yield replace(told, interval=change.interval95, level=0.95, p=change.p, q=change.q, said=change.label.value)
    yield replace(told, interval=change.interval99, level=0.99)
    for method, fall, rise in (
        ("smallest_flagged", change.detectable_fall, change.detectable_rise),
        ("smallest_found", change.caught_fall, change.caught_rise),
    ):
        if fall is not None and rise is not None:
            yield replace(told, method=method, estimate=Range(fall, rise), interval=None)


def _of_band(indicator: IndicatorResult, result: Result) -> Iterator[Figure]:
    blank = Figure(indicator.id, result.bands, "wilson", Unit.SHARE, by="age_band", group="+".join(result.bands))
    yield from _changed(blank, result)


def _open(blank: Figure, found: Everybody, base: int) -> Iterator[Figure]:
    """What the silent leave open, and what is true of this year's children alone; neither is a range of chance."""
    yield replace(
        blank, method="worst_case", frame=SILENT, estimate=Range(found.none, found.all), now=base, then=found.eligible
    )
    if found.needed is not None:
        needed = Range(float(found.needed), float(found.needed))
        yield replace(blank, method="tipping_point", unit=Unit.CHILDREN, frame=SILENT, estimate=needed, now=base)
    yield replace(
        blank,
        method="this_years_children",
        unit=Unit.CHILDREN,
        frame=THIS_YEAR,
        estimate=Range(float(found.fewest), float(found.most)),
        now=base,
    )


def _beside(indicator: IndicatorResult, told: ContextFigure) -> Iterator[Figure]:
    """A published figure that carries a label."""
    if told.difference is None or not isinstance(told.ours, Share):
        return
    found = Figure(indicator.id, told.bands, "published", Unit.POINTS, group=f"{told.group} {told.year}".strip())
    said = told.label.value if told.label else ""
    gap = Range(told.ours.point.low - told.share, told.ours.point.high - told.share)
    if told.bad:
        said = f"{said}, bad answers"
    yield replace(
        found, estimate=gap, interval=told.difference, level=0.95, now=told.ours.count.base, then=told.base, said=said
    )


def _check(blank: Figure, check: Check) -> Figure:
    return replace(
        blank,
        method=check.method.value,
        unit=unit_of(check.method),
        by=check.by,
        group=check.group,
        estimate=check.estimate,
        interval=check.interval,
        level=None if check.interval is None else 0.99 if check.method.value == "miettinen_nurminen" else 0.95,
        p=check.p,
        now=check.now,
        then=check.then,
        effective=check.effective,
        why=check.why.value if check.why else "",
    )


def _base(result: Result) -> int | None:
    return result.now.count.base if isinstance(result.now, Share) else None


def moved_by_weights(result: Result) -> bool:
    """Whether weighting to all who could have answered moves the share by more than three points."""
    return result.raked is not None and result.raked.share is not Raking.NEAR
