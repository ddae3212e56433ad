"""Other people's figures and those of earlier reports, set beside what is published here: dated context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from surveyapp.definition.measures import Benchmark
from surveyapp.disclosure.cells import code
from surveyapp.disclosure.tables import Coding
from surveyapp.history.model import EVERYBODY, Earlier, Kind
from surveyapp.history.model import Wording as Said
from surveyapp.releases import imported
from surveyapp.releases.counting import Bands
from surveyapp.releases.model import (
    BandFacts,
    ContextFigure,
    IndicatorResult,
    Origin,
    Question,
    Result,
    Share,
    Suppressed,
    Wording,
)
from surveyapp.releases.source import Source
from surveyapp.releases.weighing import labelled

DATED_AFTER = 3
"""A figure is marked as dated when it is more than so many years older than the wave."""
NEARNESS = {Said.SAME: Wording.IDENTICAL, Said.DIFFERENT: Wording.DIFFERENT, Said.UNKNOWN: Wording.DIFFERENT}


@dataclass(frozen=True, slots=True)
class _Ours:
    """What is published here of the answers that a figure counts: of which bands, and the share."""

    bands: Bands
    share: Share | Suppressed


def with_context(
    source: Source, indicators: Sequence[IndicatorResult], facts: Sequence[BandFacts]
) -> tuple[IndicatorResult, ...]:
    """Every indicator with the figures that stand beside it, labelled over all of them together."""
    found = [(*_benchmarks(source, indicator, facts), *_earlier(source, indicator, facts)) for indicator in indicators]
    told = iter(labelled([figure for figures in found for figure in figures]))
    return tuple(
        replace(indicator, context=tuple(next(told) for _ in figures))
        for indicator, figures in zip(indicators, found, strict=True)
    )


def _benchmarks(source: Source, indicator: IndicatorResult, facts: Sequence[BandFacts]) -> Iterator[ContextFigure]:
    """The published figures of the bank."""
    for one in source.bank.benchmarks:
        if one.indicator == indicator.id:
            ours = _ours(source, indicator, one, facts)
            yield ContextFigure(
                origin=Origin.BENCHMARK,
                group=one.group,
                year=one.year,
                ages=one.ages,
                share=one.share,
                base=one.base,
                counted=_texts(indicator.questions, one.answers),
                bad=not one.answers & _positive(indicator.questions),
                wording=Wording(one.wording.value),
                dated=source.wave.year - one.year > DATED_AFTER,
                source=one.source,
                address=one.address,
                bands=ours.bands if ours else (),
                ours=ours.share if ours else None,
            )


def _ours(source: Source, indicator: IndicatorResult, figure: Benchmark, facts: Sequence[BandFacts]) -> _Ours | None:
    """The published share of the same answers, of the bands whose ages are most like the figure's; None without one."""
    ages = {one.id: (one.youngest, one.oldest) for one in facts}
    bad = source.bank.indicators[indicator.id].bad if indicator.id in source.bank.indicators else frozenset[str]()
    found = [
        (_alike([ages[band] for band in result.bands], figure.ages), _Ours(result.bands, share))
        for result in (*indicator.results, *indicator.by_band)
        if all(_overlap(ages[band], figure.ages) for band in result.bands)
        if (share := _same_answers(indicator, result, figure.answers, bad)) is not None
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _same_answers(
    indicator: IndicatorResult, result: Result, answers: frozenset[str], bad: frozenset[str]
) -> Share | Suppressed | None:
    """The result's share of just these answers: its positive ones or its bad ones; None if they are others."""
    asked = [question for question in indicator.questions if question.band in result.bands]
    known = {option.id for question in asked for option in question.options}
    counted = answers & known
    if counted and counted == _positive(asked):
        return result.now
    return result.bad if counted and counted == bad & known else None


def _earlier(source: Source, indicator: IndicatorResult, facts: Sequence[BandFacts]) -> Iterator[ContextFigure]:
    """Figures that were brought in, as far as they are on no line, or may be compared."""
    for one in source.earlier_figures:
        if one.kind is not Kind.RESULT or one.indicator != indicator.id or one.year >= source.wave.year:
            continue
        share = _printed(source, one)
        result = _comparable(source, indicator, one)
        if share is not None and (result is not None or one.context_only or not one.own):
            figure = _figure(source, indicator, one, facts)
            if result is not None:
                figure = replace(figure, bands=result.bands, ours=result.now)
            yield replace(figure, share=share)


def _figure(source: Source, indicator: IndicatorResult, one: Earlier, facts: Sequence[BandFacts]) -> ContextFigure:
    """A figure that was brought in, its share still to come."""
    ages = [age for band in facts if one.band in (EVERYBODY, band.id) for age in (band.youngest, band.oldest)]
    same = one.wording is Said.SAME
    return ContextFigure(
        origin=Origin.EARLIER if one.own else Origin.BENCHMARK,
        group=one.place,
        year=one.year,
        ages=(min(ages), max(ages)) if ages else (),
        share=0.0,
        base=one.base,
        counted=_texts(indicator.questions, _positive(indicator.questions)) if same else "",
        bad=False,
        wording=NEARNESS[one.wording],
        dated=source.wave.year - one.year > DATED_AFTER,
        source=one.source,
    )


def _comparable(source: Source, indicator: IndicatorResult, one: Earlier) -> Result | None:
    """Our result that a figure may be compared with: our words, count and base, and no release of that year."""
    if one.wording is not Said.SAME or one.year in {release.wave.year for release in source.chain}:
        return None
    for result in (*indicator.results, *indicator.by_band):
        known = imported.counted(source, indicator, result)
        if one in known and one.year == max(each.year for each in known):
            return result
    return None


def _printed(source: Source, one: Earlier) -> float | None:
    """The share as it was printed; None where it would tell of a few children, or of all, or is not known."""
    share = one.percent / 100 if one.percent is not None else None
    if one.base:
        positive = one.positive if one.positive is not None else round((share or 0.0) * one.base)
        small = one.base < source.policy.smallest_base
        exact = code(positive, one.base, source.policy).coding is Coding.EXACT
        return positive / one.base if exact and not small else None
    return share if share is not None and 0 < share < 1 else None


def _positive(asked: Sequence[Question]) -> frozenset[str]:
    """The answers that count as positive."""
    return frozenset(option.id for question in asked for option in question.options if option.positive)


def _texts(asked: Sequence[Question], answers: frozenset[str]) -> str:
    """Answers in the words of the last band that has most of them, in their order."""
    found: list[str] = []
    for question in asked:
        texts = [option.text for option in question.options if option.id in answers]
        found = texts if len(texts) >= len(found) else found
    return "; ".join(found)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges of ages share a year."""
    return max(one[0], other[0]) <= min(one[1], other[1])


def _alike(bands: Sequence[tuple[int, int]], ages: tuple[int, int]) -> float:
    """How many of all ages in either are in both."""
    ours = {age for first, last in bands for age in range(first, last + 1)}
    theirs = set(range(ages[0], ages[1] + 1))
    return len(ours & theirs) / len(ours | theirs)
