"""A headline beside the same one of the release before, where the two may be compared."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.analysis.bounds import Bounded
from surveyapp.releases.model import IndicatorResult, Label, Release, Result
from surveyapp.releases.shown import bounded

UNCOMPARED = frozenset({Label.NOT_COMPARABLE, Label.TOO_FEW})


@dataclass(frozen=True, slots=True)
class Compared:
    """Both waves' indicator and result, and the counts as far as they are shown."""

    before: Release
    indicator: IndicatorResult
    result: Result
    earlier: IndicatorResult
    earlier_result: Result | None
    now: Bounded
    then: Bounded


def compared(before: Release | None, indicator: IndicatorResult, result: Result) -> Compared | None:
    """The pair; None where the release makes no comparison of this headline."""
    now, then = bounded(result.now), bounded(result.then)
    if before is None or now is None or then is None or result.change.label in UNCOMPARED:
        return None
    earlier = before.indicator(indicator.id)
    same = next((one for one in earlier.results if one.bands == result.bands), None)
    return Compared(before, indicator, result, earlier, same, now, then)
