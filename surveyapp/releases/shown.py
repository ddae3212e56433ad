"""From protected counts to what a release shows: everything here is computed from the protected counts alone."""

from __future__ import annotations

from collections.abc import Sequence

from surveyapp.analysis.bounds import Bounded, share_interval
from surveyapp.analysis.proportions import Interval
from surveyapp.disclosure import tables
from surveyapp.releases.counting import Bands
from surveyapp.releases.model import Count, Range, Release, Share, Shown, Suppressed, Why


def share(shown: tables.Shown) -> Share | Suppressed:
    """A protected count as a share with its interval, or why it is hidden."""
    if isinstance(shown, tables.Hidden):
        return Suppressed(Why(shown.why.value))
    return share_of(Count(Shown(shown.coding.value), shown.low, shown.high, shown.base))


def share_of(count: Count) -> Share:
    """A count's share, and Wilson's interval over every value it may have."""
    known = Bounded(count.low, count.high, count.base)
    return Share(count, span(known.share), span(share_interval(known)))


def span(interval: Interval) -> Range:
    """An interval as a release has it."""
    return Range(interval.low, interval.high)


def bounded(result: Share | Suppressed | None) -> Bounded | None:
    """What is known of a share's count; None where it is hidden."""
    if not isinstance(result, Share):
        return None
    return Bounded(result.count.low, result.count.high, result.count.base)


def together(parts: Sequence[Share | Suppressed]) -> Share | Suppressed:
    """The share of several disjoint groups, if all of them are shown in the same way; hidden otherwise."""
    counts = [part.count for part in parts if isinstance(part, Share)]
    ways = {part.count.shown if isinstance(part, Share) else part.why for part in parts}
    if len(ways) != 1 or not counts:
        return Suppressed(Why.SECONDARY)
    low, high, base = (sum(values) for values in zip(*((c.low, c.high, c.base) for c in counts), strict=True))
    return share_of(Count(counts[0].shown, low, high, base))


def share_then(release: Release, indicator: str, bands: Bands) -> Share | Suppressed | None:
    """A release's share for these bands, as published or added up from its parts; None if neither."""
    found = release.indicator(indicator)
    for result in (*found.results, *found.by_band):
        if set(result.bands) == set(bands):
            return result.now
    parts = [result for result in found.by_band if set(result.bands) <= set(bands)]
    if parts and {band for part in parts for band in part.bands} == set(bands):
        return together([part.now for part in parts])
    return None
