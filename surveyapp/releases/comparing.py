"""This wave against the one before: intervals, p values over two families, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from surveyapp.analysis.bounds import Bounded, difference_interval, difference_range, largest_p
from surveyapp.analysis.multiple import benjamini_hochberg
from surveyapp.analysis.power import caught_change, chance_of_flag, smallest_flagged
from surveyapp.analysis.verdicts import STANDARD, Evidence, verdict
from surveyapp.releases import mixes
from surveyapp.releases.contracts import why_apart
from surveyapp.releases.model import (
    BandFacts,
    Change,
    IndicatorResult,
    Label,
    Result,
    Share,
    Suppressed,
)
from surveyapp.releases.questions import AGES_CHANGED, NEVER_COMPARED, NO_EARLIER_WAVE
from surveyapp.releases.shown import bounded, share_then, span
from surveyapp.releases.source import Source
from surveyapp.releases.ways import ways_apart


@dataclass(frozen=True, slots=True)
class Compared:
    """Indicators with their changes; how many headline comparisons, and how many chance alone would flag."""

    indicators: tuple[IndicatorResult, ...]
    comparisons: int
    by_chance: float


@dataclass(slots=True)
class _Pair:
    """One result of this wave and what is known of the same in the wave before."""

    indicator: IndicatorResult
    result: Result
    headline: bool
    then: Share | Suppressed | None = None
    reason: str = ""
    q: float = 1.0

    @property
    def evidence(self) -> tuple[Bounded | None, Bounded | None]:
        """The two counts as far as they are known."""
        return bounded(self.result.now), bounded(self.then)

    @property
    def counted(self) -> tuple[Bounded, Bounded] | None:
        """The two counts if a label is made of them."""
        now, then = self.evidence
        if self.reason or now is None or then is None or min(now.base, then.base) < STANDARD.smallest_base:
            return None
        return now, then


def compare(source: Source, indicators: Sequence[IndicatorResult], bands: Sequence[BandFacts]) -> Compared:
    """Every indicator with its changes, adjusted within the headline family and, apart from it, within all others."""
    pairs = [pair for indicator in indicators for pair in _pairs(source, indicator, bands)]
    headlines = [pair for pair in pairs if pair.headline and pair.counted]
    for family in (headlines, [pair for pair in pairs if not pair.headline and pair.counted]):
        found = benjamini_hochberg([largest_p(*pair.counted) for pair in family if pair.counted])
        for pair, q in zip(family, found, strict=True):
            pair.q = q
    changed = {id(pair.result): _changed(source, pair) for pair in pairs}
    compared = tuple(
        replace(
            indicator,
            results=tuple(changed[id(result)] for result in indicator.results),
            by_band=tuple(changed[id(result)] for result in indicator.by_band),
        )
        for indicator in indicators
    )
    return Compared(compared, len(headlines), sum(map(_chance, headlines)))


def _pairs(source: Source, indicator: IndicatorResult, bands: Sequence[BandFacts]) -> Iterator[_Pair]:
    """Every result of an indicator beside its earlier one."""
    for place, result in enumerate((*indicator.results, *indicator.by_band)):
        pair = _Pair(indicator, result, headline=place < len(indicator.results))
        if source.before is None:
            pair.reason = NEVER_COMPARED if source.members else NO_EARLIER_WAVE
        else:
            pair.reason = why_apart(source, indicator, result.bands, bands, source.before)
            pair.then = None if pair.reason else share_then(source.before, indicator.id, result.bands)
            if pair.then is None and not pair.reason:
                pair.reason = AGES_CHANGED
            pair.reason = pair.reason or ways_apart(source, indicator, result)
        yield pair


def _changed(source: Source, pair: _Pair) -> Result:
    """The result with its earlier share and its change."""
    now, then = pair.evidence
    if pair.reason:
        return replace(pair.result, then=None, change=Change(Label.NOT_COMPARABLE, reason=pair.reason))
    standardised = mixes.standardised(source, pair.indicator, pair.result) if pair.counted else ()
    label = Label(verdict(Evidence(now, then, pair.q, standardised)).value)
    change = Change(label)
    if now is not None and then is not None:
        change = _figures(label, now, then)
    if pair.counted:
        change = replace(change, p=largest_p(*pair.counted), q=pair.q)
    return replace(pair.result, then=pair.then, change=change)


def _figures(label: Label, now: Bounded, then: Bounded) -> Change:
    """The change, its intervals, and what could have been seen: the widest over all values inside."""
    seen = [smallest_flagged(now.base, each, confidence=STANDARD.flag_confidence) for each in then]
    ends = {then.low, then.high}
    caught = [caught_change(now.base, then.base, end / then.base, confidence=STANDARD.flag_confidence) for end in ends]
    return Change(
        label,
        point=span(difference_range(now, then)),
        interval95=span(difference_interval(now, then, confidence=0.95)),
        interval99=span(difference_interval(now, then, confidence=STANDARD.flag_confidence)),
        detectable_rise=_farthest((rise for rise, _ in seen), max),
        detectable_fall=_farthest((fall for _, fall in seen), min),
        caught_rise=_farthest((rise for rise, _ in caught), max),
        caught_fall=_farthest((fall for _, fall in caught), min),
    )


def _farthest(found: Iterable[float | None], pick: Callable[[list[float]], float]) -> float | None:
    """The farthest of several; None if one of them has none."""
    values = list(found)
    known = [value for value in values if value is not None]
    return pick(known) if known and len(known) == len(values) else None


def _chance(pair: _Pair) -> float:
    """How often this comparison would be flagged if nothing had changed."""
    now, then = pair.counted or (None, None)
    if now is None or then is None:
        return 0.0
    middle = (now.low + now.high + then.low + then.high) / 2 / (now.base + then.base)
    return chance_of_flag(now.base, then.base, middle, confidence=STANDARD.flag_confidence)
