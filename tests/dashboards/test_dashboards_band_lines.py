"""The lines of single age bands over the years: where they are drawn, and where a sentence stands instead."""

from __future__ import annotations

from dataclasses import replace

from builders.release import release, share

from surveyapp.dashboards import pages
from surveyapp.dashboards.wording import texts
from surveyapp.releases.model import IndicatorResult, Point, Release, Stretch, Suppressed, Why


def told_by_band(told: Release) -> IndicatorResult:
    """A question asked of several bands, each of which has a result of its own."""
    return next(
        one
        for one in told.indicators
        if len(one.by_band) > 1 and one.results[0].bands == tuple(band for each in one.by_band for band in each.bands)
    )


def test_a_band_that_has_more_to_tell_than_two_surveys_has_its_line_and_says_where_it_breaks():
    told = release()
    found = told_by_band(told)
    own = found.by_band[0]
    broken = (Stretch((Point("", 2016, own.now),)), Stretch((Point("w", 2026, own.now),), "The words were others."))
    changed = replace(found, by_band=(replace(own, line=broken), *(replace(one, line=()) for one in found.by_band[1:])))
    others = tuple(changed if one.id == found.id else one for one in told.indicators)
    (pool,) = pages.indicator.compose(replace(told, indicators=others), found.id).pools
    (drawn,) = pool.band_lines
    assert drawn.chart in pool.charts
    assert drawn.breaks == ("A new line starts with 2026. The words were others.",)


def test_a_band_that_is_shown_in_no_year_is_named_in_a_sentence_and_has_no_table():
    told = release()
    found = told_by_band(told)
    hidden = Stretch(tuple(Point("w", year, Suppressed(Why.SMALL_BASE)) for year in (2022, 2024, 2026)))
    seen = replace(hidden, points=(Point("w", 2022, share(20, 30)), *hidden.points[1:]))
    first, second = found.by_band[:2]
    changed = replace(found, by_band=(replace(first, line=(hidden,)), replace(second, line=(seen,))))
    (drawn,) = pages.bands.lines_of(told, changed, 0)
    assert drawn.chart.title == texts.bands(told, second.bands)
    assert pages.bands.lines_hidden(told, changed, 0) == f"Not shown in any year: {texts.bands(told, first.bands)}."
    assert pages.bands.lines_hidden(told, found, 0) == ""
