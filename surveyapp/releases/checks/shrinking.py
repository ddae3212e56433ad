"""What is likely of small groups' shares when the groups beside them are looked at too."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.analysis.proportions import Proportion
from surveyapp.analysis.shrinkage import shrunk
from surveyapp.releases import mixes
from surveyapp.releases.model import BreakdownResult, Check, IndicatorResult, Method, Range, Result
from surveyapp.releases.shown import bounded, span

SMALL = 50
"""Groups of fewer answers are drawn to their like."""
FEWEST_LIKE = 2
OTHERS, LEAST = "", 10
"""All who are in none of the groups shown stand beside them as one more, if they are so many."""


def checks(indicator: IndicatorResult, result: Result) -> Iterator[Check]:
    """One for each small group whose count is exact, beside two others at least whose counts are."""
    for split in indicator.breakdowns:
        if split.bands == result.bands:
            yield from _of(indicator, result, split)


def _of(indicator: IndicatorResult, result: Result, split: BreakdownResult) -> Iterator[Check]:
    groups = mixes.split(indicator, result, split.breakdown)
    whole = bounded(result.now)
    others = mixes.rest(whole, list(groups.values())) if whole else None
    beside = {**groups, OTHERS: others} if others and others.base >= LEAST else groups
    exact = {id: Proportion(one.low, one.base) for id, one in beside.items() if one.low == one.high}
    for group, count in groups.items():
        if count.base >= SMALL:
            continue
        like = [other for id, other in exact.items() if id != group]
        if group not in exact or len(like) < FEWEST_LIKE:
            continue
        found = shrunk(exact[group], like)
        yield Check(
            Method.SHRUNK,
            by=split.breakdown,
            group=group,
            estimate=Range(found.likely, found.likely),
            interval=span(found.range),
            now=count.base,
        )
