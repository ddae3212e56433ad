"""A release from its source: a pure function, so that every rule is tested without a database."""

from __future__ import annotations

from collections.abc import Collection

from surveyapp.releases import (
    beside,
    checks,
    comparing,
    elsewhere,
    everybody,
    group_rates,
    lines,
    raking,
    rates,
    results,
    retired,
    scores,
)
from surveyapp.releases.counting import tallies
from surveyapp.releases.model import BandFacts, DomainFacts, IndicatorResult, LeftOut, Release
from surveyapp.releases.questions import asking
from surveyapp.releases.quotes import quotes
from surveyapp.releases.source import Source
from surveyapp.releases.themes import themes


def assemble(source: Source) -> Release:
    """The whole release: protected first, then compared by what is shown alone."""
    counted = tallies(source.counts)
    made = [
        results.indicator(source, indicator, counted)
        for indicator in source.bank.indicators.values()
        if asking(source.instruments, indicator) and (indicator.id in counted or not source.members)
    ]
    bands = _bands(source)
    compared = comparing.compare(source, [one.result for one in made], bands)
    lined = lines.with_lines(source, compared.indicators, bands)
    whole = raking.with_raked(source, everybody.with_everybody(source, lined))
    indicators = (*beside.with_context(source, whole, bands), *retired.retired(source, compared.indicators))
    made_of_answers = Release(
        authority=source.authority,
        authority_title=source.authority_title,
        wave=source.wave,
        previous=source.before.wave if source.before else None,
        bands=bands,
        domains=_domains(source, indicators),
        response_rates=rates.response_rates(source),
        indicators=indicators,
        comparisons=compared.comparisons,
        by_chance=compared.by_chance,
        policy=source.policy.record(),
        hidden=tuple(hidden for one in made for hidden in one.hidden),
        earlier=tuple(release.wave for release in source.chain),
        rates_by_group=group_rates.rates_by_group(source, counted),
        floor=source.floor,
        words=source.words,
        members=source.members,
        left_out=_left_out(source, counted),
        waiting=source.waiting,
        scores=scores.scores(source, compared.indicators),
        themes=themes(source),
        quotes=quotes(source),
    )
    compared_elsewhere = elsewhere.with_others(made_of_answers, source.rounds, source.policy)
    return checks.with_checks(compared_elsewhere, source.before, source.bank)


def _left_out(source: Source, counted: Collection[str]) -> tuple[LeftOut, ...]:
    """What some of the waves that are counted together asked, but not all of them in the same words."""
    return tuple(
        LeftOut(one.id, one.domain, one.title)
        for one in source.bank.indicators.values()
        if source.members and one.id in source.asked and one.id not in counted
    )


def _bands(source: Source) -> tuple[BandFacts, ...]:
    """The wave's bands."""
    return tuple(
        BandFacts(
            id=band,
            title=instrument.band.title,
            instrument=instrument.fingerprint,
            version=instrument.version,
            youngest=instrument.band.youngest,
            oldest=instrument.band.oldest,
        )
        for band, instrument in source.instruments.items()
    )


def _domains(source: Source, indicators: tuple[IndicatorResult, ...]) -> tuple[DomainFacts, ...]:
    """Every domain with its indicators in question order."""
    return tuple(
        DomainFacts(domain.id, domain.title, tuple(one.id for one in indicators if one.domain == domain.id))
        for domain in source.bank.domains
    )
