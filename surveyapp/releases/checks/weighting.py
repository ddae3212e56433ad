"""This year's share with the make-up of everybody who could have answered, by each breakdown that is shown whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Interval, wilson_weighted
from surveyapp.analysis.weights import CannotBeRaked, Kind, rake, weighted
from surveyapp.releases import mixes
from surveyapp.releases.checks.eligible import eligible_of, everybody_of
from surveyapp.releases.counting import AGE, UNSAID
from surveyapp.releases.model import BreakdownResult, Check, IndicatorResult, Method, NotMade, Release, Result
from surveyapp.releases.shown import bounded, span


def checks(release: Release, indicator: IndicatorResult, result: Result) -> Iterator[Check]:
    """One for each breakdown of the headline's bands."""
    whole = bounded(result.now)
    if whole is None:
        return
    for split in indicator.breakdowns:
        if split.bands == result.bands:
            yield _by(release, indicator, result, split, whole)


def _by(release: Release, indicator: IndicatorResult, result: Result, split: BreakdownResult, whole: Bounded) -> Check:
    groups = dict(mixes.split(indicator, result, split.breakdown))
    declared = {one.value for one in split.groups if split.breakdown == AGE or "+" not in one.value} - {UNSAID}
    wanted = {group: eligible_of(release, result.bands, split.breakdown, group) for group in declared}
    known = {group: float(n) for group, n in wanted.items() if n}
    if not declared <= groups.keys() or len(known) < len(declared) or len(declared) < 2:
        return Check(Method.WEIGHTED, by=split.breakdown, why=NotMade.GROUPS_HIDDEN)
    told = {group: groups[group] for group in sorted(declared)}
    unsaid = mixes.rest(whole, list(told.values()))
    if unsaid is not None:
        told[UNSAID] = unsaid
        known = _beside_unsaid(known, unsaid.base / whole.base, everybody_of(release, result.bands))
    return _weighted(split.breakdown, told, known, whole.base)


def _beside_unsaid(known: Mapping[str, float], share: float, every: int) -> dict[str, float]:
    """The eligible of each group; those who did not say which is theirs keep the share they have."""
    said = sum(known.values())
    return {**{group: n * every * (1 - share) / said for group, n in known.items()}, UNSAID: every * share}


def _weighted(breakdown: str, told: Mapping[str, Bounded], wanted: Mapping[str, float], base: int) -> Check:
    children: dict[Kind, int] = {(group,): count.base for group, count in told.items()}
    try:
        weights = rake(children, [wanted])
    except CannotBeRaked:
        return Check(Method.WEIGHTED, by=breakdown, why=NotMade.GROUPS_HIDDEN)
    sums = weighted(children, weights)
    low, high = (
        min(1.0, sum(weights[group,] * getattr(count, end) for group, count in told.items()) / sums.weights)
        for end in ("low", "high")
    )
    interval = Interval(wilson_weighted(low, sums.effective).low, wilson_weighted(high, sums.effective).high)
    return Check(
        Method.WEIGHTED,
        by=breakdown,
        estimate=span(Interval(low, high)),
        interval=span(interval),
        now=base,
        effective=sums.effective,
    )
