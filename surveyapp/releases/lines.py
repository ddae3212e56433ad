"""One result over all waves: published shares only, in unbroken stretches, and the slope of the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from surveyapp.analysis.trends import FEWEST, largest_trend_p, slope_range
from surveyapp.analysis.verdicts import STANDARD
from surveyapp.definition.lines import followed
from surveyapp.definition.model import Bank
from surveyapp.releases import imported
from surveyapp.releases.contracts import why_apart
from surveyapp.releases.counting import Bands
from surveyapp.releases.model import (
    BandFacts,
    IndicatorResult,
    Label,
    Point,
    Release,
    Result,
    Stretch,
    Trend,
)
from surveyapp.releases.questions import AGES_CHANGED, QUESTION_CHANGED, incomparable
from surveyapp.releases.shown import bounded, share_then, span
from surveyapp.releases.source import Source
from surveyapp.releases.ways import ways_apart

HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Said:
    """What one wave said, of which bands; its release, None for this wave."""

    point: Point
    bands: Bands
    release: Release | None


@dataclass(frozen=True, slots=True)
class _Here:
    """This wave's result and what it takes to compare it with others."""

    source: Source
    indicator: IndicatorResult
    result: Result
    facts: Sequence[BandFacts]


def with_lines(
    source: Source, indicators: Sequence[IndicatorResult], facts: Sequence[BandFacts]
) -> tuple[IndicatorResult, ...]:
    """Every indicator whose results have their lines and trends."""

    def drawn(indicator: IndicatorResult, results: tuple[Result, ...]) -> tuple[Result, ...]:
        return tuple(_drawn(_Here(source, indicator, result, facts)) for result in results)

    return tuple(replace(one, results=drawn(one, one.results), by_band=drawn(one, one.by_band)) for one in indicators)


def _drawn(here: _Here) -> Result:
    """One result with its line; without one where no wave before said anything of it."""
    wave = here.source.wave
    then = [said for release in here.source.chain if (said := _said(here, release))]
    now = _Said(Point(wave.id, wave.year, here.result.now), here.result.bands, None)
    first = then[0].point.year if then else wave.year
    line = (
        *imported.stretches(here.source, here.indicator, here.result, before=first),
        *_stretches(here, [*then, now]),
    )
    line = imported.joined(line)
    if sum(len(stretch.points) for stretch in line) < 2:
        return here.result
    return replace(here.result, line=line, trend=trend(line[-1]))


def _said(here: _Here, release: Release) -> _Said | None:
    """An earlier release's share for these bands, else for the ones most like them; None if none is much like them."""
    bands, bank = here.result.bands, here.source.bank
    found = next((one for one in release.indicators if one.id == here.indicator.id and one.results), None)
    if found is None:
        return None
    share = share_then(release, here.indicator.id, bands)
    if share is not None:
        return _Said(Point(release.wave.id, release.wave.year, share), bands, release)
    alike = max((*found.results, *found.by_band), key=lambda result: _overlap(result.bands, bands, bank))
    if _overlap(alike.bands, bands, bank) < HALF:
        return None
    return _Said(Point(release.wave.id, release.wave.year, alike.now), alike.bands, release)


def _overlap(some: Bands, others: Bands, bank: Bank) -> float:
    """How much of either are the bands that both have; a band counts as the one that it follows."""
    first, second = ({(band, *followed(bank, band))[-1] for band in bands} for bands in (some, others))
    return len(first & second) / len(first | second)


def _stretches(here: _Here, said: Sequence[_Said]) -> tuple[Stretch, ...]:
    """The points in pieces, a new one where the question or the ages changed."""
    pieces = [Stretch((said[0].point,))]
    for before, after in pairwise(said):
        reason = _break(here, before, after)
        if reason:
            pieces.append(Stretch((after.point,), reason))
        else:
            pieces[-1] = replace(pieces[-1], points=(*pieces[-1].points, after.point))
    return tuple(pieces)


def _break(here: _Here, before: _Said, after: _Said) -> str:
    """Why the line breaks between two waves; "" where it goes on."""
    if set(before.bands) != set(after.bands):
        return AGES_CHANGED
    if before.release is None:
        return ""
    if after.release is None:
        apart = why_apart(here.source, here.indicator, after.bands, here.facts, before.release)
        just_before = before.release is here.source.before
        return apart or (ways_apart(here.source, here.indicator, here.result) if just_before else "")
    later = after.release.indicator(here.indicator.id)
    found = incomparable(later, after.bands, after.release.bands, before.release)
    return _as_published(later, after, before) if found in ("", QUESTION_CHANGED) else found


def _as_published(later: IndicatorResult, after: _Said, before: _Said) -> str:
    """The reason that the later release itself gave for not comparing with the one before; else what texts tell."""
    assert after.release is not None
    assert before.release is not None
    for result in (*later.results, *later.by_band):
        if set(result.bands) != set(after.bands):
            continue
        told = [
            stretch.reason for stretch in result.line if stretch.reason and stretch.points[0].wave == after.point.wave
        ]
        compared = after.release.previous == before.release.wave
        if compared and result.change.label is Label.NOT_COMPARABLE:
            told.append(result.change.reason)
        if told:
            return told[0]
    return incomparable(later, after.bands, after.release.bands, before.release)


def trend(stretch: Stretch) -> Trend | None:
    """The slope of a stretch of three or more waves, each with 20 answers or more; None otherwise."""
    counts = [bounded(point.now) for point in stretch.points]
    known = [count for count in counts if count is not None and count.base >= STANDARD.smallest_base]
    years = [float(point.year) for point in stretch.points]
    if len(known) < len(counts) or len(set(years)) < FEWEST:
        return None
    per_year = slope_range(years, known, confidence=STANDARD.flag_confidence)
    return Trend(len(known), span(per_year), largest_trend_p(years, known))
