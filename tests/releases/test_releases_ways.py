"""Years that were answered in another way are not compared, unless what is published shows that it hardly matters."""

from dataclasses import replace

import pytest
from builders import northvale

from surveyapp.releases.assemble import assemble
from surveyapp.releases.comparing import compare
from surveyapp.releases.lines import with_lines
from surveyapp.releases.model import BreakdownResult, Count, Group, IndicatorResult, Label, Release, Shown
from surveyapp.releases.shown import share_of
from surveyapp.releases.ways import WAYS_CHANGED, ways_apart

ITEM = "feels_safe_home"


@pytest.fixture(scope="module")
def waves():
    known = northvale.surveys()
    before = assemble(northvale.source(known, 2024))
    source = northvale.source(known, 2026, before=before)
    return source, before, assemble(source)


def helped(release: Release, alone: tuple[int, int], breakdown: str = "helper") -> IndicatorResult:
    """The item's result with one group of who helped: positive answers of so many whom nobody helped."""
    found = release.indicator(ITEM)
    group = Group("nobody", "Nobody", share_of(Count(Shown.EXACT, alone[0], alone[0], alone[1])))
    told = BreakdownResult(breakdown, "Who helped", found.results[0].bands, (group,))
    others = tuple(one for one in found.breakdowns if one.breakdown not in ("helper", "mode"))
    return replace(found, breakdowns=(*others, told))


def with_item(release: Release, indicator: IndicatorResult) -> Release:
    return replace(release, indicators=tuple(indicator if one.id == ITEM else one for one in release.indicators))


def parted(waves, now, then, breakdown="helper"):
    source, before, release = waves
    source = replace(source, before=with_item(before, helped(before, then, breakdown)))
    return source, helped(release, now, breakdown)


def shares(release, part):
    count = release.indicator(ITEM).results[0].now.count
    base = round(part * count.base)
    return round(base * count.low / count.base), base


@pytest.mark.parametrize("breakdown", ["helper", "mode"])
def test_many_more_were_helped_so_the_years_are_apart(waves, breakdown):
    _, before, release = waves
    source, indicator = parted(waves, shares(release, 0.4), shares(before, 0.8), breakdown)
    assert ways_apart(source, indicator, indicator.results[0]) == WAYS_CHANGED


def test_the_same_ways_as_before_are_no_reason(waves):
    _, before, release = waves
    source, indicator = parted(waves, shares(release, 0.7), shares(before, 0.72))
    assert ways_apart(source, indicator, indicator.results[0]) == ""


def test_where_one_wave_shows_no_ways_nothing_tells(waves):
    source, _, release = waves
    indicator = helped(release, shares(release, 0.4))
    assert ways_apart(source, replace(indicator, breakdowns=()), indicator.results[0]) == ""
    assert ways_apart(replace(source, before=None), indicator, indicator.results[0]) == ""


def test_the_change_gets_the_reason_and_its_line_breaks(waves):
    _, before, release = waves
    source, indicator = parted(waves, shares(release, 0.4), shares(before, 0.8))
    compared = compare(source, [indicator], release.bands).indicators
    assert compared[0].results[0].change.label is Label.NOT_COMPARABLE
    assert compared[0].results[0].change.reason == WAYS_CHANGED
    line = with_lines(source, compared, release.bands)[0].results[0].line
    assert line[-1].reason == WAYS_CHANGED
