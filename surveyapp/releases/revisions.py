"""What earlier revisions of a wave published of a table, as disclosure control takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveyapp.disclosure.tables import Coding, Hidden, Hiding, Protected, ProtectedPartition, ProtectedTable, Table
from surveyapp.disclosure.tables import Shown as Value
from surveyapp.releases.counting import Bands, label
from surveyapp.releases.model import BreakdownRate, IndicatorResult, Mean, Release, Result, Share, Slice, Suppressed

ABSENT = Hidden(Hiding.AUDIT)


def published(revisions: Sequence[Release], indicator: str, pool: Bands, table: Table) -> tuple[ProtectedTable, ...]:
    """The table as each earlier revision showed it, whose groups have the same names; the rest is as if hidden."""
    found = (one for release in revisions for one in release.indicators if one.id == indicator)
    return tuple(_table(one, pool, table) for one in found if one.results)


def same_cuts(
    revisions: Sequence[Release], indicator: str, pool: Bands, slices: tuple[Slice, ...], least: int
) -> tuple[Slice, ...]:
    """The distribution, if every earlier one was cut at the same answers, and no slice moved by fewer than ``least``.

    Two cuts of the same answers give a small slice by subtraction.
    """
    for result in _headlines(revisions, indicator, pool):
        if not slices or not result:
            continue
        moved = [abs(now.count - then.count) for now, then in zip(slices, result, strict=False)]
        if [now.options for now in slices] != [then.options for then in result] or set(moved) & set(range(1, least)):
            return ()
    return slices


def same_mean(revisions: Sequence[Release], indicator: str, pool: Bands, mean: Mean | None) -> Mean | None:
    """The mean, if every earlier revision that had this headline showed the same one: two sums tell of few."""
    earlier = [result.mean for result in _results(revisions, indicator, pool)]
    return mean if all(then == mean for then in earlier) else None


def same_groups(revisions: Sequence[Release], rate: BreakdownRate) -> bool:
    """Whether every earlier revision showed the same groups' numbers, or none of this breakdown."""
    earlier = (one for release in revisions for one in release.rates_by_group if one.breakdown == rate.breakdown)
    return all((one.groups, one.unsaid) == (rate.groups, rate.unsaid) for one in earlier)


def _headlines(revisions: Sequence[Release], indicator: str, pool: Bands) -> Iterator[tuple[Slice, ...]]:
    """The distributions of the same pool in earlier revisions."""
    yield from (result.distribution for result in _results(revisions, indicator, pool))


def _results(revisions: Sequence[Release], indicator: str, pool: Bands) -> Iterator[Result]:
    """The same headline in earlier revisions."""
    for release in revisions:
        for one in release.indicators:
            if one.id == indicator:
                yield from (result for result in one.results if set(result.bands) == set(pool))


def _table(one: IndicatorResult, pool: Bands, table: Table) -> ProtectedTable:
    """One revision's table."""
    total = next((result.now for result in one.results if set(result.bands) == set(pool)), None)
    bands = {label(result.bands): _value(result.now) for result in one.by_band}
    if len(table.bands.groups) == 1:
        bands |= {table.bands.groups[0].id: _value(total)}
    groups = {
        (split.breakdown, group.value): _value(group.result)
        for split in one.breakdowns
        if set(split.bands) == set(pool)
        for group in split.groups
    }
    others = tuple(
        ProtectedPartition(
            other.id, tuple((group.id, groups.get((other.id, group.id), ABSENT)) for group in other.groups)
        )
        for other in table.others
    )
    own = ProtectedPartition(
        table.bands.id, tuple((group.id, bands.get(group.id, ABSENT)) for group in table.bands.groups)
    )
    return ProtectedTable(_value(total), own, others)


def _value(share: Share | Suppressed | None) -> Value:
    """A published share as a protected count."""
    if not isinstance(share, Share):
        return ABSENT
    count = share.count
    return Protected(Coding(count.shown.value), count.low, count.high, count.base)
