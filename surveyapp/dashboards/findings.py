"""Choosing what the first screen says: clear changes, strengths and worries by fixed limits, never by taste."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from surveyapp.dashboards.wording.changes import CLEAR
from surveyapp.dashboards.wording.shares import has_percentage
from surveyapp.releases.model import Hidden, IndicatorResult, Label, Release, Result, Share, Why

FIRST_SCREEN = 3
LATTICE, OTHERS = "lattice", "others"
"""Rules as a release names them: one figure for ten answers, and how councils are compared."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a strength or a worry, as shares; the pages say these very numbers."""

    strength_from: float = 0.70
    """The lower end of the interval reaches at least this."""
    worry_to: float = 0.50
    """The upper end of the interval reaches at most this."""
    bad_over: float = 0.20
    """The lower end of the interval of bad answers lies above this."""


LIMITS = Limits()


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


_last: tuple[Release | None, tuple[Finding, ...]] = (None, ())
"""The release read last with its findings: a page asks for them many times."""


def everything(release: Release) -> tuple[Finding, ...]:
    """Every finding in question order."""
    global _last  # noqa: PLW0603  (replaced whole, so that two threads never see half of it)
    known, findings = _last
    if known is not release:
        findings = tuple(found for indicator in release.indicators for found in judged(indicator))
        _last = (release, findings)
    return findings


def asked(release: Release) -> tuple[IndicatorResult, ...]:
    """The indicators that this wave asked."""
    return tuple(indicator for indicator in release.indicators if not indicator.retired)


def retired(release: Release) -> tuple[IndicatorResult, ...]:
    """The indicators that only the wave before asked."""
    return tuple(indicator for indicator in release.indicators if indicator.retired)


def _known(share: object) -> Share | None:
    return share if isinstance(share, Share) and has_percentage(share) else None


def has_share(found: Finding) -> bool:
    """Whether a percentage of positive answers may be told."""
    return _known(found.result.now) is not None


def bad(found: Finding) -> Share | None:
    """The bad answers, where they are certainly too many; else None. Told only beside the positive ones."""
    share = _known(found.result.bad)
    if share is None or not has_share(found):
        return None
    return share if share.interval.low > LIMITS.bad_over else None


def is_strength(found: Finding) -> bool:
    """Whether positive answers are certainly many and bad ones not certainly too many."""
    share = _known(found.result.now)
    return share is not None and share.interval.low >= LIMITS.strength_from and bad(found) is None


def is_worry(found: Finding) -> bool:
    """Whether positive answers are certainly few, or bad ones certainly too many."""
    share = _known(found.result.now)
    return bad(found) is not None or (share is not None and share.interval.high <= LIMITS.worry_to)


def strengths(release: Release) -> tuple[Finding, ...]:
    """All strengths in question order."""
    return tuple(found for found in everything(release) if is_strength(found))


def worries(release: Release) -> tuple[Finding, ...]:
    """All worries in question order."""
    return tuple(found for found in everything(release) if is_worry(found))


def surest_strengths(release: Release) -> tuple[Finding, ...]:
    """The up to three strengths furthest beyond the limit, in question order."""
    return surest(strengths(release))


def surest_worries(release: Release) -> tuple[Finding, ...]:
    """The up to three worries furthest beyond a limit, in question order."""
    return surest(worries(release))


def surest(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The up to three furthest beyond their limits, in the order given."""
    chosen = sorted(found, key=lambda one: _worrying(one) if is_worry(one) else _strong(one), reverse=True)
    return tuple(one for one in found if one in chosen[:FIRST_SCREEN])


def _strong(found: Finding) -> float:
    share = _known(found.result.now)
    return share.interval.low if share else 0.0


def _worrying(found: Finding) -> float:
    share, many = _known(found.result.now), bad(found)
    few = LIMITS.worry_to - share.interval.high if share else 0.0
    return max(few, many.interval.low - LIMITS.bad_over if many else 0.0)


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


def reason(entry: Hidden) -> Why:
    """Why something is not shown; releases from before gave whole breakdowns the reasons of single groups."""
    if entry.rule == LATTICE:
        return Why.FIGURES
    return Why.GROUPS if entry.why is Why.SMALL_BASE and split_of(entry) else entry.why


def split_of(entry: Hidden) -> str:
    """The breakdown that is not shown at all; "" where it is a single group, or all answers to a question."""
    _, *place = entry.what.split()
    return place[1] if len(place) == 2 and ":" not in place[1] and entry.rule != OTHERS else ""


def hidden(release: Release) -> dict[Why, int]:
    """How many things each rule hid."""
    counts = Counter(reason(entry) for entry in release.hidden)
    return {why: counts[why] for why in Why if counts[why] and why is not Why.NOT_ASKED}
