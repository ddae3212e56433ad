"""What each part of a release may be told with, rounded by rules of the tests' own."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, combinations

from surveyapp.releases.model import Change, IndicatorResult, Label, Range, Result, Share, Slice, Suppressed
from surveyapp.releases.read import Published

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def near(value: float, scale: int = 100) -> str:
    """The nearest whole number without its sign."""
    return str(abs(Decimal(str(round(value * scale, 9))).quantize(Decimal(1), ROUND_HALF_UP)))


def percent(share: float) -> str:
    """Like ``near``, but only nobody is 0 % and only everybody 100 %."""
    return near(share) if share in (0.0, 1.0) else str(min(99, max(1, int(near(share)))))


def of_share(value: Share | Suppressed | None) -> set[str]:
    """What a share may be told with. Under 20 answers there is no percentage."""
    if not isinstance(value, Share):
        return {"10"}
    count = value.count
    told = {str(count.low), str(count.high + 1), str(count.base)} if count.low != count.high else set()
    told |= {str(count.low), str(count.base)}
    if count.base >= 20:
        ends = (value.point.low, value.point.high, value.interval.low, value.interval.high)
        told |= {percent(end) for end in ends} | {near(value.point.low, 10), "9", "10"}
    return told


def of_range(span: Range | None) -> set[str]:
    """The ends in whole points; only nothing is 0."""
    return {str(max(1, int(near(end)))) if end else "0" for end in (span.low, span.high)} if span else set()


def of_change(change: Change) -> set[str]:
    """What a change may be told with."""
    caught = {near(end) for end in (change.caught_rise, change.caught_fall) if end is not None}
    caught |= {"5"} if change.label is Label.NEARLY_ALL else set()
    points = {near(end) for end in (change.point.low, change.point.high)} if change.point else set()
    return of_range(change.interval99) | points | caught


def of_slices(slices: tuple[Slice, ...]) -> set[str]:
    """Counts and shares of the parts, and of neighbours joined."""
    counts = [0, *accumulate(piece.count for piece in slices)]
    base = counts[-1]
    joined = {later - earlier for earlier, later in combinations(counts, 2)}
    return {str(count) for count in joined} | {percent(count / base) for count in joined}


def of_result(result: Result) -> set[str]:
    """Everything that may be said of one result."""
    told = of_share(result.now) | of_share(result.then) | of_change(result.change) | of_slices(result.distribution)
    skipped = {str(result.skipped.high + 1), str(result.skipped.base)} if result.skipped else set()
    return told | skipped | of_share(result.bad) | {str(result.asked)}


def of_line(result: Result) -> dict[str, set[str]]:
    """What may be told of each year on a line."""
    told: dict[str, set[str]] = {}
    for point in (point for stretch in result.line for point in stretch.points):
        told[str(point.year)] = told.get(str(point.year), set()) | of_share(point.now)
    return told


def of_years(result: Result) -> set[str]:
    """All of a line, its years, and its slope."""
    slope = of_range(result.trend.per_year) if result.trend else set()
    return {number for year, told in of_line(result).items() for number in {year, *told}} | slope


def of_context(indicator: IndicatorResult) -> set[str]:
    """Figures of others: their share, base, year and ages."""
    told: set[str] = set()
    for one in indicator.context:
        told |= {str(one.year), percent(one.share), *map(str, one.ages)} | of_range(one.difference)
        told |= ({str(one.base)} if one.base else set()) | set(NUMBER.findall(one.counted)) | {"3"}
        told |= of_share(one.ours) | set(NUMBER.findall(one.source + one.address))
    return told


def of_frame(published: Published) -> set[str]:
    """What stands on every page: the whole wave's numbers, years, days, revision."""
    release = published.release
    told = {str(release.wave.year), str(published.revision), str(release.comparisons), near(release.by_chance, 1)}
    if release.previous:
        told.add(str(release.previous.year))
    days = (release.wave.opened_on, release.wave.closed_on, published.published_on)
    told |= {str(int(day[8:])) for day in days} | {day[:4] for day in days}
    everybody = release.response_rates[0]
    told.add(str(sum(result.trend is not None for one in release.indicators for result in one.results)))
    return told | {str(everybody.completed), str(everybody.eligible), percent(everybody.share)}
