"""This wave's results beside other authorities', where a programme's comparators pass the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from surveyapp.analysis import funnels
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.multiple import benjamini_hochberg
from surveyapp.analysis.proportions import Interval
from surveyapp.analysis.verdicts import STANDARD
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.history import comparators
from surveyapp.history.comparators import Round, too_near
from surveyapp.releases.asked import wording
from surveyapp.releases.model import (
    BandFacts,
    Comparator,
    Elsewhere,
    Hidden,
    IndicatorResult,
    Limits,
    Release,
    Result,
    Standing,
    Why,
)
from surveyapp.releases.shown import bounded, span

LADDER = (20, 30, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000)
"""Numbers of answers at which the funnel is drawn, up to twice ours."""


@dataclass(slots=True)
class _Pair:
    """One result of ours and the others' in the same words."""

    result: Result
    headline: bool
    found: comparators.Elsewhere
    theirs: funnels.Elsewhere
    q: float = 1.0

    @property
    def ours(self) -> Bounded | None:
        """Our count if a label is made of it."""
        known = bounded(self.result.now)
        return known if known and known.base >= STANDARD.smallest_base else None


def with_others(release: Release, rounds: Sequence[Round], policy: Policy) -> Release:
    """The release with its results beside others', labels adjusted as for changes: headlines, then bands.

    The newest round of the wave's year that is not set aside stands; a figure that may not stand beside those of other
    rounds is kept out.
    """
    fitting = [one for one in rounds if one.set_aside_on is None and _speaks_of(one, release.wave.year)]
    if not fitting or release.members:
        return release
    newest = fitting[-1]
    earlier = [figure for one in rounds if one is not newest for figure in one.comparators.figures]
    kept_out = [one for one, _ in too_near(newest.comparators.figures, earlier, policy)]
    pairs = _all_pairs(release, newest, kept_out)
    _adjust([pair for found in pairs.values() for pair in found])
    compared = sum(pair.headline for found in pairs.values() for pair in found)
    return replace(
        release,
        indicators=tuple(replace(one, elsewhere=tuple(map(_told, pairs[one.id]))) for one in release.indicators),
        comparator=_comparator(newest, compared),
        hidden=(*release.hidden, *map(_hidden, kept_out)),
    )


def _speaks_of(one: Round, year: int) -> bool:
    return one.comparators.first_year <= year <= one.comparators.last_year


def _all_pairs(
    release: Release, newest: Round, kept_out: Sequence[comparators.Elsewhere]
) -> Mapping[str, Sequence[_Pair]]:
    """By indicator, every result that others were asked in the same words."""
    left_out = {id(one) for one in kept_out}
    known = {
        (one.indicator, one.bands, one.wording): one for one in newest.comparators.figures if id(one) not in left_out
    }
    return {one.id: list(_pairs(known, one, release.bands)) for one in release.indicators}


def _comparator(newest: Round, compared: int) -> Comparator:
    """What the release says of the round."""
    told = newest.comparators
    return Comparator(
        programme=told.programme,
        number=told.number,
        made_on=told.made_on,
        first_year=told.first_year,
        last_year=told.last_year,
        digest=newest.digest,
        compared=compared,
        made_up=told.made_up,
    )


def _hidden(one: comparators.Elsewhere) -> Hidden:
    """A figure that the gate kept out, for the record."""
    return Hidden(f"{one.indicator} {'+'.join(one.bands)} others", Why.AUDIT, Rule.OTHERS)


def _pairs(
    known: Mapping[tuple[str, tuple[str, ...], str], comparators.Elsewhere],
    indicator: IndicatorResult,
    facts: Sequence[BandFacts],
) -> Iterator[_Pair]:
    """Every result that is shown and that others were asked in the same words."""
    for place, result in enumerate((*indicator.results, *indicator.by_band)):
        bands = tuple(sorted(result.bands))
        found = known.get((indicator.id, bands, wording(indicator, bands, facts)))
        if found is not None and bounded(result.now) is not None:
            theirs = funnels.Elsewhere(Bounded(found.low, found.high, found.base), found.usual, found.outer)
            yield _Pair(result, place < len(indicator.results), found, theirs)


def _adjust(pairs: Sequence[_Pair]) -> None:
    """Give every pair its q, within the headline family and, apart from it, within all others."""
    for headline in (True, False):
        family = [pair for pair in pairs if pair.headline is headline and pair.ours]
        found = benjamini_hochberg([funnels.beyond_p(pair.ours, pair.theirs) for pair in family if pair.ours])
        for pair, q in zip(family, found, strict=True):
            pair.q = q


def _told(pair: _Pair) -> Elsewhere:
    """What the release says of one pair; of few answers only the others."""
    ours, theirs, found = pair.ours, pair.theirs, pair.found
    about = Elsewhere(
        bands=pair.result.bands,
        authorities=len(found.behind),
        low=found.low,
        high=found.high,
        base=found.base,
        standing=Standing.TOO_FEW,
    )
    if ours is None:
        return about
    return replace(
        about,
        standing=Standing(funnels.standing(ours, theirs, q=pair.q).value),
        here=_limits(theirs, ours.base),
        funnel=tuple(_limits(theirs, base) for base in _bases(ours.base)),
        point=span(funnels.gap(ours, theirs)),
        difference=span(funnels.difference(ours, theirs)),
        p=funnels.beyond_p(ours, theirs),
        q=pair.q,
    )


def _bases(ours: int) -> list[int]:
    """Where the funnel is drawn: up to the first step that is twice ours, and at ours."""
    beyond = next((base for base in LADDER if base >= 2 * ours), 2 * ours)
    return sorted({*(base for base in LADDER if base < beyond), ours, beyond})


def _limits(theirs: funnels.Elsewhere, base: int) -> Limits:
    """Both limits at one number of answers."""
    usual, outer = (funnels.limits(theirs, base, confidence=one) for one in (funnels.USUAL, funnels.OUTER))
    return Limits(base, span(usual), span(Interval(min(outer.low, usual.low), max(outer.high, usual.high))))
