"""How far the ways of answering shifted since the wave before, and by how much that can have moved the share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.patterns import most_moved, pattern_p, shift
from surveyapp.releases.checks.comparable import Compared
from surveyapp.releases.model import Check, Method, NotMade, Range
from surveyapp.releases.ways import WAYS, told


def checks(pair: Compared | None) -> Iterator[Check]:
    """Two for each of mode and help that both releases show."""
    if pair is None:
        return
    for breakdown in WAYS:
        now, then = told(pair.before, pair.indicator, pair.result, breakdown)
        if not now or not then:
            yield Check(Method.SHIFT, by=breakdown, why=NotMade.GROUPS_HIDDEN)
            continue
        bases = pair.now.base, pair.then.base
        moved = shift(_pattern(now), _pattern(then))
        most = min(most_moved(moved, list(wave.values())) for wave in (now, then))
        p = pattern_p(_pattern(now), _pattern(then))
        yield Check(Method.SHIFT, by=breakdown, estimate=Range(moved, moved), p=p, now=bases[0], then=bases[1])
        yield Check(Method.MOVED, by=breakdown, estimate=Range(0.0, most), now=bases[0], then=bases[1])


def _pattern(ways: Mapping[str, Bounded]) -> Mapping[str, int]:
    return {way: count.base for way, count in ways.items()}
