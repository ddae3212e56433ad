"""Choosing what the first screen says: clear changes, strengths and worries by fixed limits, never by taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from surveyapp.dashboards.wording.changes import CLEAR
from surveyapp.dashboards.wording.shares import has_percentage
from surveyapp.releases.model import IndicatorResult, Label, Release, Result, Share, Why

STRENGTH_FROM = 0.70
"""The lower end of the interval reaches at least this."""
WORRY_TO = 0.50
"""The upper end of the interval reaches at most this."""
FIRST_SCREEN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What one pool of bands said; it speaks for these bands alone."""

    indicator: IndicatorResult
    result: Result


def judged(indicator: IndicatorResult) -> tuple[Finding, ...]:
    """What each pool said, all on a par; nothing where no answer counts as positive or it was not asked."""
    if not any(option.positive for question in indicator.questions for option in question.options):
        return ()
    return tuple(Finding(indicator, result) for result in indicator.results)


def everything(release: Release) -> tuple[Finding, ...]:
    """Every finding in question order."""
    return tuple(found for indicator in release.indicators for found in judged(indicator))


def _share(found: Finding) -> Share | None:
    now = found.result.now
    return now if isinstance(now, Share) and has_percentage(now) else None


def has_share(found: Finding) -> bool:
    """Whether a percentage of positive answers may be told."""
    return _share(found) is not None


def is_strength(found: Finding) -> bool:
    """Whether positive answers are certainly many."""
    share = _share(found)
    return share is not None and share.interval.low >= STRENGTH_FROM


def is_worry(found: Finding) -> bool:
    """Whether positive answers are certainly few."""
    share = _share(found)
    return share is not None and share.interval.high <= WORRY_TO


def strengths(release: Release) -> tuple[Finding, ...]:
    """All strengths in question order."""
    return tuple(found for found in everything(release) if is_strength(found))


def worries(release: Release) -> tuple[Finding, ...]:
    """All worries in question order."""
    return tuple(found for found in everything(release) if is_worry(found))


def surest_strengths(release: Release) -> tuple[Finding, ...]:
    """The up to three strengths with the highest lower ends, in question order."""
    return _first(strengths(release), by=lambda share: -share.interval.low)


def surest_worries(release: Release) -> tuple[Finding, ...]:
    """The up to three worries with the lowest upper ends, in question order."""
    return _first(worries(release), by=lambda share: share.interval.high)


def _first(found: tuple[Finding, ...], *, by: Callable[[Share], float]) -> tuple[Finding, ...]:
    def place(one: Finding) -> float:
        share = _share(one)
        return by(share) if share else 0.0

    chosen = sorted(found, key=place)[:FIRST_SCREEN]
    return tuple(one for one in found if one in chosen)


def compared(release: Release, *labels: Label) -> tuple[Finding, ...]:
    """The findings whose comparison has one of these labels, in question order."""
    return tuple(found for found in everything(release) if found.result.change.label in labels)


def clear(release: Release) -> tuple[Finding, ...]:
    """What clearly changed, in question order; nothing without an earlier wave."""
    return compared(release, *CLEAR) if release.previous else ()


def shown(release: Release) -> int:
    """How many findings have a percentage."""
    return sum(has_share(found) for found in everything(release))


def mostly_hidden(release: Release) -> bool:
    """Whether too few answered most questions for a percentage."""
    return 2 * shown(release) < len(everything(release))


def hidden(release: Release) -> dict[Why, int]:
    """How many things each rule hid."""
    counts = Counter(entry.why for entry in release.hidden)
    return {why: counts[why] for why in Why if counts[why] and why is not Why.NOT_ASKED}
