"""Whether two waves were answered in the same way: how the questions were put and who helped, as published."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.patterns import matters
from surveyapp.releases import mixes
from surveyapp.releases.model import IndicatorResult, Release, Result
from surveyapp.releases.questions import N_
from surveyapp.releases.shown import bounded, share_then
from surveyapp.releases.source import Source

WAYS = ("mode", "helper")
"""The breakdowns that tell how a child answered."""
OTHER = ""
"""Everybody who is in no group that both waves show."""
WAYS_CHANGED = N_("How children answered, or who helped them, changed a lot. That alone can change answers.")


def ways_apart(source: Source, indicator: IndicatorResult, result: Result) -> str:
    """Why the wave before was answered in another way, where that may matter; "" if it was not, or nothing tells.

    From shown groups alone, bounds where counts are coded, so it gives nothing away that the figures do not.
    """
    for breakdown in WAYS:
        now, then = told(source.before, indicator, result, breakdown)
        if now and then and matters(_pattern(now), _pattern(then), [list(now.values()), list(then.values())]):
            return WAYS_CHANGED
    return ""


Ways = Mapping[str, Bounded]


def told(before: Release | None, indicator: IndicatorResult, result: Result, breakdown: str) -> tuple[Ways, Ways]:
    """The positive answers of each way in both waves; empty where no way is shown in both."""
    earlier = next((one for one in before.indicators if one.id == indicator.id), None) if before else None
    if before is None or earlier is None:
        return {}, {}
    split = mixes.split(indicator, result, breakdown), mixes.split(earlier, result, breakdown)
    whole = bounded(result.now), bounded(share_then(before, indicator.id, result.bands))
    both = [way for way in split[0] if way in split[1]]
    if not both or whole[0] is None or whole[1] is None:
        return {}, {}
    return _with_rest(whole[0], split[0], both), _with_rest(whole[1], split[1], both)


def _with_rest(whole: Bounded, split: Ways, both: list[str]) -> Ways:
    """The ways that both waves show, and all other answers as one."""
    known = {way: split[way] for way in both}
    rest = mixes.rest(whole, list(known.values()))
    return known if rest is None else {**known, OTHER: rest}


def _pattern(ways: Ways) -> Mapping[str, int]:
    return {way: count.base for way, count in ways.items()}
