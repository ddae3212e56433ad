"""Choosing what the first screen says: clear changes, strengths and worries by fixed limits, never by taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from surveyapp.dashboards.wording.changes import CLEAR
from surveyapp.dashboards.wording.shares import has_percentage
from surveyapp.releases.model import IndicatorResult, Label, Release, Result, Share, Why

STRENGTH_FROM = 0.70
"""The lower end of the interval reaches at least this."""
WORRY_TO = 0.50
"""The upper end of the interval reaches at most this."""
FIRST_SCREEN = 3


def headline(indicator: IndicatorResult) -> Result | None:
    """The result that stands for the indicator; None where no answer counts as positive or it was not asked."""
    judged = any(option.positive for question in indicator.questions for option in question.options)
    return indicator.results[0] if judged and indicator.results else None


def _share(indicator: IndicatorResult) -> Share | None:
    result = headline(indicator)
    return result.now if result and isinstance(result.now, Share) and has_percentage(result.now) else None


def is_strength(indicator: IndicatorResult) -> bool:
    """Whether positive answers are certainly many."""
    share = _share(indicator)
    return share is not None and share.interval.low >= STRENGTH_FROM


def is_worry(indicator: IndicatorResult) -> bool:
    """Whether positive answers are certainly few."""
    share = _share(indicator)
    return share is not None and share.interval.high <= WORRY_TO


def strengths(release: Release) -> tuple[IndicatorResult, ...]:
    """All strengths in question order."""
    return tuple(indicator for indicator in release.indicators if is_strength(indicator))


def worries(release: Release) -> tuple[IndicatorResult, ...]:
    """All worries in question order."""
    return tuple(indicator for indicator in release.indicators if is_worry(indicator))


def surest_strengths(release: Release) -> tuple[IndicatorResult, ...]:
    """The up to three strengths with the highest lower ends, in question order."""
    return _first(strengths(release), by=lambda share: -share.interval.low)


def surest_worries(release: Release) -> tuple[IndicatorResult, ...]:
    """The up to three worries with the lowest upper ends, in question order."""
    return _first(worries(release), by=lambda share: share.interval.high)


def _first(found: tuple[IndicatorResult, ...], *, by: Callable[[Share], float]) -> tuple[IndicatorResult, ...]:
    def place(indicator: IndicatorResult) -> float:
        share = _share(indicator)
        return by(share) if share else 0.0

    chosen = sorted(found, key=place)[:FIRST_SCREEN]
    return tuple(indicator for indicator in found if indicator in chosen)


def compared(release: Release, *labels: Label) -> tuple[IndicatorResult, ...]:
    """The indicators whose headline comparison has one of these labels, in question order."""
    return tuple(
        indicator
        for indicator in release.indicators
        if (result := headline(indicator)) is not None and result.change.label in labels
    )


def clear(release: Release) -> tuple[IndicatorResult, ...]:
    """The indicators that clearly changed, in question order; none without an earlier wave."""
    return compared(release, *CLEAR) if release.previous else ()


def hidden(release: Release) -> dict[Why, int]:
    """How many things each rule hid."""
    counts = Counter(entry.why for entry in release.hidden)
    return {why: counts[why] for why in Why if counts[why] and why is not Why.NOT_ASKED}
