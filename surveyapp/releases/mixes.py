"""The change under the same mix of children in both waves, from published shares alone.

Standardised by age band and, apart from it, by sex. Only what both releases show is used, bounds where counts are coded
and the groups not shown in both taken together; so a label gives nothing away that the figures do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Interval
from surveyapp.analysis.standardisation import Stratum, standardised_difference
from surveyapp.releases.counting import AGE
from surveyapp.releases.model import IndicatorResult, Result, Share, Suppressed
from surveyapp.releases.shown import bounded
from surveyapp.releases.source import Source

SEX = "sex"


def standardised(source: Source, indicator: IndicatorResult, result: Result) -> tuple[Interval, ...]:
    """The change standardised by age and by sex, for each of which both releases show enough."""
    found = (_by(source, indicator, result, breakdown) for breakdown in (AGE, SEX))
    return tuple(interval for interval in found if interval is not None)


def _by(source: Source, indicator: IndicatorResult, result: Result, breakdown: str) -> Interval | None:
    """The change standardised by one breakdown; None where it leaves fewer than two strata."""
    earlier = source.before.indicator(indicator.id) if source.before else None
    if earlier is None:
        return None
    whole = bounded(result.now), bounded(_same(earlier, result))
    groups = split(indicator, result, breakdown), split(earlier, result, breakdown)
    if whole[0] is None or whole[1] is None:
        return None
    both = [group for group in groups[0] if group in groups[1]]
    pairs = [(groups[0][group], groups[1][group]) for group in both]
    others = rest(whole[0], [now for now, _ in pairs]), rest(whole[1], [then for _, then in pairs])
    if others[0] is not None and others[1] is not None:
        pairs.append((others[0], others[1]))
    elif others != (None, None):
        return None
    weights = _weights(source, result, breakdown, both, [now.base for now, _ in pairs])
    strata = [Stratum(now, then, weight) for (now, then), weight in zip(pairs, weights, strict=True)]
    return standardised_difference(strata) if len(strata) > 1 else None


def _same(earlier: IndicatorResult, result: Result) -> Share | Suppressed | None:
    """The earlier wave's share for the same pool."""
    return next((one.now for one in earlier.results if one.bands == result.bands), None)


def split(indicator: IndicatorResult, result: Result, breakdown: str) -> Mapping[str, Bounded]:
    """The groups of a breakdown that are shown for the result's bands; several as one only of ages."""
    found = (one for one in indicator.breakdowns if (one.breakdown, one.bands) == (breakdown, result.bands))
    groups = (group for one in found for group in one.groups if breakdown == AGE or "+" not in group.value)
    known = ((group.value, bounded(group.result)) for group in groups)
    return {value: count for value, count in known if count is not None}


def rest(whole: Bounded, parts: Sequence[Bounded]) -> Bounded | None:
    """Everybody who is in none of the groups used; None if nobody is."""
    base = whole.base - sum(part.base for part in parts)
    if base <= 0:
        return None
    low = max(0, whole.low - sum(part.high for part in parts))
    return Bounded(min(low, base), max(0, min(base, whole.high - sum(part.low for part in parts))), base)


def _weights(
    source: Source, result: Result, breakdown: str, groups: Sequence[str], bases: Sequence[int]
) -> Sequence[float]:
    """How many of this year's eligible each stratum stands for; where nobody counted them, how many answered."""
    every = sum(one.eligible for one in source.completed if one.band in result.bands)
    counted = [_eligible(source, result, breakdown, group) for group in groups]
    known = [n for n in counted if n is not None]
    if len(known) < len(groups) or not all(known) or sum(known) > every:
        return [float(base) for base in bases]
    rest = [float(max(every - sum(known), 1))] if len(bases) > len(groups) else []
    return [*map(float, known), *rest]


def _eligible(source: Source, result: Result, breakdown: str, group: str) -> int | None:
    """The eligible of one group; None where they were not given for every band."""
    if breakdown == AGE:
        return sum(one.eligible for one in source.completed if one.band in group.split("+"))
    given = [source.eligible.get((band, breakdown, group)) for band in result.bands]
    return None if None in given else sum(n for n in given if n is not None)
