"""From a shown share to what it leaves open about all who could have answered: worst case, tipping point, by lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.finite import this_years_children
from surveyapp.analysis.missing import tipping_point, worst_case
from surveyapp.analysis.verdicts import STANDARD
from surveyapp.releases.model import Everybody, IndicatorResult, Result
from surveyapp.releases.shown import bounded
from surveyapp.releases.source import Source


def with_everybody(source: Source, indicators: Sequence[IndicatorResult]) -> tuple[IndicatorResult, ...]:
    """Every indicator whose headlines say what they leave open, where everybody of one year was asked."""
    if source.members:
        return tuple(indicators)
    return tuple(
        replace(one, results=tuple(replace(result, everybody=_told(source, one, result)) for result in one.results))
        for one in indicators
    )


def _told(source: Source, indicator: IndicatorResult, result: Result) -> Everybody | None:
    """Of one result; None where it is hidden or of few, where only some were asked, or where nobody was silent."""
    routed = any(question.asked_if for question in indicator.questions if question.band in result.bands)
    count = bounded(result.now)
    eligible = sum(one.eligible for one in source.completed if one.band in result.bands)
    if routed or count is None or count.base < STANDARD.smallest_base or eligible <= count.base:
        return None
    return of(count, eligible)


def of(count: Bounded, eligible: int) -> Everybody:
    """What a count leaves open about so many eligible, more than answered."""
    worst, tipping = worst_case(count, eligible=eligible), tipping_point(count, eligible=eligible)
    by_lot = this_years_children(count, eligible=eligible)
    return Everybody(
        silent=tipping.silent,
        eligible=eligible,
        none=worst.none,
        all=worst.all,
        needed=tipping.needed if tipping.open else None,
        fewest=by_lot.fewest,
        most=by_lot.most,
    )
