"""Composites of a release: of fifty children and more, where the mean takes no joined count of an item apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from surveyapp.analysis.composites import FEWEST, even, feldt
from surveyapp.analysis.scales import Summary, welch_of_summaries
from surveyapp.definition.measures import Score, ScoreItem
from surveyapp.definition.scores import height, made_for
from surveyapp.disclosure.means import Part, leaves_open
from surveyapp.disclosure.policy import Rule
from surveyapp.releases.counting import ALL, Bands
from surveyapp.releases.kept import Scored
from surveyapp.releases.model import (
    IndicatorResult,
    Label,
    NotMade,
    Release,
    Result,
    ScoreResult,
    Share,
    Shown,
    Suppressed,
    Why,
)
from surveyapp.releases.shown import span
from surveyapp.releases.source import Source

ALPHA, OMEGA, SPREAD = "=alpha", "=omega", "=spread"
HUNDREDTH = 0.01
ROUNDED = HUNDREDTH / 2


def scores(source: Source, indicators: Sequence[IndicatorResult]) -> tuple[ScoreResult, ...]:
    """Every score of the bank that this wave asks, in the bank's order; several where it is told of several pools."""
    return tuple(found for score in source.bank.scores.values() for found in _of(source, indicators, score))


def _of(source: Source, indicators: Sequence[IndicatorResult], score: Score) -> Iterator[ScoreResult]:
    for pool in score.pools:
        bands = tuple(band for band in source.instruments if band in pool and made_for(score, source.instruments[band]))
        if bands:
            yield _told(source, indicators, score, bands)


def _told(source: Source, indicators: Sequence[IndicatorResult], score: Score, bands: Bands) -> ScoreResult:
    """One score over some bands."""
    items = tuple(part.item for part in score.items)
    blank = ScoreResult(
        score.id, score.domain, score.title, score.means, bands, items, score.low, score.high, why=NotMade.NO_MEAN
    )
    kept = {
        one.breakdown: one for one in source.scored if one.score == score.id and set(one.bands.split("+")) == set(bands)
    }
    mean = kept.get(ALL)
    if mean is None or mean.n < source.policy.distribution_base:
        return replace(blank, why=NotMade.NO_BARS)
    known = {one.id: one for one in indicators}
    if any(_hides_who_was_asked(known.get(item), bands) for item in items):
        return replace(blank, why=NotMade.ROUTED)
    bars = [_parts(part, known.get(part.item), bands, mean.n) for part in score.items]
    parts = [each for one in bars for each in one]
    total = mean.mean * HUNDREDTH * sum(part.count for part in parts)
    if source.policy.follows(Rule.MEANS) and not leaves_open(total, parts, source.policy):
        return blank
    found = _reliable(replace(blank, why=None), mean, kept, bars)
    return _compared(source.before, found) if _alike(indicators, found) else found


def _hides_who_was_asked(indicator: IndicatorResult | None, bands: Bands) -> bool:
    """Whether an earlier answer decides who is asked, and how many were is not shown: who has a score may tell it."""
    result = _of_bands(indicator, bands)
    return result is not None and isinstance(result.now, Suppressed) and result.now.why is Why.ROUTED


def _of_bands(indicator: IndicatorResult | None, bands: Bands) -> Result | None:
    return next((one for one in indicator.results if set(one.bands) == set(bands)), None) if indicator else None


def _parts(part: ScoreItem, indicator: IndicatorResult | None, bands: Bands, n: int) -> list[Part]:
    """What is shown of one item of the same children; anything at all where nothing is."""
    step = 1 / (len(part.answers) - 1)
    result = _of_bands(indicator, bands)
    if result is None or not isinstance(result.now, Share):
        return [Part(0.0, 1.0, n, step)]
    groups = _groups(result, indicator)
    found = [_part(part, options, count, step) for options, count in groups]
    return [one for one in found if one is not None]


def _groups(result: Result, indicator: IndicatorResult | None) -> list[tuple[Sequence[str], int]]:
    """Options that are shown as one number: bars, or positive answers and the others."""
    if result.distribution:
        return [(one.options, one.count) for one in result.distribution]
    assert isinstance(result.now, Share)
    asked = indicator.questions[-1].options if indicator else ()
    count = result.now.count
    if count.shown is not Shown.EXACT:
        return [([option.id for option in asked], count.base)]
    good = [option.id for option in asked if option.positive]
    others = [option.id for option in asked if not option.positive]
    return [(good, count.low), (others, count.base - count.low)]


def _part(part: ScoreItem, options: Sequence[str], count: int, step: float) -> Part | None:
    heights = [float(height(part, option)) for option in options if option in part.answers]
    return Part(min(heights), max(heights), count, step) if heights else None


def _reliable(
    blank: ScoreResult, mean: Scored, kept: Mapping[str, Scored], bars: Sequence[Sequence[Part]]
) -> ScoreResult:
    """With the mean, the spread, alpha and omega, on the score's own scale.

    How many answered every question is told of nobody: beside all who have a score it is how many left one out or were
    not asked it. So alpha's interval is that of fifty, which is no narrower than that of more.
    """
    width = blank.high - blank.low
    found = replace(blank, base=mean.n, mean=blank.low + width * mean.mean * HUNDREDTH)
    if SPREAD in kept:
        found = replace(found, deviation=width * kept[SPREAD].mean * HUNDREDTH)
    if ALPHA not in kept:
        return found
    alpha, omega = kept[ALPHA], kept.get(OMEGA)
    value = alpha.mean * HUNDREDTH
    limits = feldt(value, items=len(found.items), n=FEWEST) if all(map(_even, bars)) else None
    return replace(
        found,
        alpha=value,
        interval=span(limits) if limits else None,
        omega=omega.mean * HUNDREDTH if omega else None,
    )


def _even(bars: Sequence[Part]) -> bool:
    """Whether an item's answers are all shown one by one, and lie evenly."""
    return all(one.low == one.high for one in bars) and even([(one.low, one.count) for one in bars])


def _compared(before: Release | None, now: ScoreResult) -> ScoreResult:
    """With the change since the release before, where all its items were asked alike and both spreads are known."""
    then = next((one for one in before.scores if (one.id, one.bands) == (now.id, now.bands)), None) if before else None
    if then is None or then.items != now.items or then.mean is None or now.mean is None:
        return now
    if not then.deviation or not now.deviation or then.base is None or now.base is None:
        return now
    slack = ROUNDED * (now.high - now.low)
    here = Summary(now.mean, now.base, (now.deviation + slack) ** 2, slack)
    there = Summary(then.mean, then.base, (then.deviation + slack) ** 2, slack)
    return replace(now, then=then.mean, change=span(welch_of_summaries(here, there).interval))


def _alike(indicators: Sequence[IndicatorResult], found: ScoreResult) -> bool:
    """Whether no question of the score changed since the wave before."""
    changes = {
        result.change.label
        for indicator in indicators
        if indicator.id in found.items
        for result in (*indicator.results, *indicator.by_band)
        if set(result.bands) <= set(found.bands)
    }
    return Label.NOT_COMPARABLE not in changes
