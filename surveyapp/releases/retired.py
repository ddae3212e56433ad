"""What the release before asked and this wave does not: the question as it was last asked, and why it is no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from surveyapp.releases.contracts import why_retired
from surveyapp.releases.model import IndicatorResult
from surveyapp.releases.source import Source


def retired(source: Source, indicators: Sequence[IndicatorResult]) -> Iterator[IndicatorResult]:
    """Each indicator that only the release before has results or questions of, without results."""
    if source.before is None:
        return
    asked = {one.id for one in indicators}
    for one in source.before.indicators:
        if one.id not in asked and not one.retired:
            bands = tuple(question.band for question in one.questions)
            reason = why_retired(source, one.id, bands, source.before)
            yield replace(one, results=(), by_band=(), breakdowns=(), context=(), retired=reason)
