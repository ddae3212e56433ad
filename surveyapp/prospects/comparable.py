"""Which results of a wave could stand beside the one before: the same words, the same ages, and both shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyapp.definition.model import Bank, Indicator, Instrument
from surveyapp.opening.bands import Unit
from surveyapp.prospects.assumed import Given
from surveyapp.releases import questions
from surveyapp.releases.contracts import why_apart
from surveyapp.releases.counting import Bands
from surveyapp.releases.model import BandFacts, IndicatorResult, Release, Share, WaveFacts
from surveyapp.releases.shown import share_then
from surveyapp.releases.source import Source


@dataclass(frozen=True, slots=True)
class Pair:
    """One result and how many answered the same the time before; None where there was no time before."""

    bands: Bands
    headline: bool
    then: int | None


def pairs(given: Given, units: Sequence[Unit]) -> tuple[Pair, ...]:
    """Every headline, and every unit of bands under one, that a release of these units would compare."""
    instruments = given.plan.instruments
    counted = [band for unit in units for band in unit.bands]
    found: list[Pair] = []
    for indicator in given.plan.bank.indicators.values():
        for pool in questions.pools(indicator, questions.asking(instruments, indicator)):
            if questions.measure(indicator, instruments, pool).judged:
                inside = tuple(band for band in pool if band in counted)
                parts = [tuple(band for band in unit.bands if band in pool) for unit in units]
                found += _pairs(given, indicator, inside, [part for part in parts if part])
    return tuple(found)


def _pairs(given: Given, indicator: Indicator, pool: Bands, parts: Sequence[Bands]) -> Iterator[Pair]:
    """A pool, and its parts where there are several."""
    results = [(pool, True)] if pool else []
    results += [(part, False) for part in parts] if len(parts) > 1 else []
    for bands, headline in results:
        then = _then(given, indicator, bands)
        if then is not None or given.before is None:
            yield Pair(bands, headline, then)


def _then(given: Given, indicator: Indicator, bands: Bands) -> int | None:
    """How many answered the same the time before; None where the two are not compared, or it is not shown."""
    before, instruments = given.before, given.plan.instruments
    if before is None:
        return None
    now = IndicatorResult(
        id=indicator.id,
        domain=indicator.domain,
        title=indicator.title,
        means=indicator.means,
        knowable=False,
        questions=questions.questions(indicator, instruments, questions.asking(instruments, indicator)),
        results=(),
        by_band=(),
        breakdowns=(),
    )
    if why_apart(_source(given.plan.bank, instruments, before), now, bands, _facts(instruments), before):
        return None
    share = share_then(before, indicator.id, bands)
    return share.count.base if isinstance(share, Share) else None


def _source(bank: Bank, instruments: Mapping[str, Instrument], before: Release) -> Source:
    """A wave of which nothing is known but what it will ask."""
    nobody = WaveFacts("", "", 0, "", "")
    return Source("", "", nobody, bank, instruments, counts=(), completed=(), floor=0.0, before=before)


def _facts(instruments: Mapping[str, Instrument]) -> tuple[BandFacts, ...]:
    return tuple(
        BandFacts(band, one.band.title, one.fingerprint, one.version, one.band.youngest, one.band.oldest)
        for band, one in instruments.items()
    )
