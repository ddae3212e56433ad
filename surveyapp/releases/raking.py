"""Whether a headline would be another one if answers were weighted to all who could have answered; never the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveyapp.analysis.weights import Weighted
from surveyapp.releases.counting import AGE, Bands
from surveyapp.releases.kept import Sums
from surveyapp.releases.model import IndicatorResult, Raked, Raking, Result, Share, Shown
from surveyapp.releases.source import Source

FAR = 0.03
"""A weighted share that differs by more is said to differ."""


def with_raked(source: Source, indicators: Sequence[IndicatorResult]) -> tuple[IndicatorResult, ...]:
    """Every indicator whose headlines say how far weighting moves them, where that gives nothing away."""
    kept = {(one.item, frozenset(one.bands.split("+"))): one for one in source.raked}

    def told(indicator: IndicatorResult, result: Result) -> Result:
        found = kept.get((indicator.id, frozenset(result.bands)))
        return replace(result, raked=_raked(indicator, result, found)) if found else result

    return tuple(replace(one, results=tuple(told(one, result) for result in one.results)) for one in indicators)


def _raked(indicator: IndicatorResult, result: Result, sums: Sums) -> Raked | None:
    """None where the share is coded, or groups that the weights are made of are shown nowhere."""
    share, margins = result.now, tuple(sums.margins.split("+"))
    if not isinstance(share, Share) or share.count.shown is not Shown.EXACT or share.count.base != sums.n:
        return None
    if not all(margin == AGE or _is_shown(indicator, result.bands, margin) for margin in margins):
        return None
    known = Weighted(sums.n, sums.weights, sums.squares)
    moved = sums.positive / sums.weights - share.count.low / share.count.base
    where = Raking.NEAR if abs(moved) <= FAR else Raking.HIGHER if moved > 0 else Raking.LOWER
    return Raked(margins, round(known.design_effect, 2), round(known.effective), where)


def _is_shown(indicator: IndicatorResult, bands: Bands, breakdown: str) -> bool:
    """Whether the release shows a group of this breakdown of the same children."""
    same = (one for one in indicator.breakdowns if one.breakdown == breakdown and one.bands == bands)
    return any(isinstance(group.result, Share) for one in same for group in one.groups)
