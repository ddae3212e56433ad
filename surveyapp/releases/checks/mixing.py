"""A change with the mix of children taken out: of groups that both releases show, and all others as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from surveyapp.analysis.bounds import Bounded, difference_range, score_difference_interval
from surveyapp.analysis.mantel_haenszel import risk_difference_range
from surveyapp.analysis.proportions import Interval, Proportion, critical
from surveyapp.analysis.standardisation import (
    Stratum,
    kitagawa_range,
    standardised_difference,
    standardised_error,
)
from surveyapp.releases import mixes
from surveyapp.releases.checks.comparable import Compared
from surveyapp.releases.checks.eligible import eligible_of, everybody_of
from surveyapp.releases.model import Check, Method, NotMade, Release
from surveyapp.releases.shown import span

FIRM = 0.99
Pairs = list[tuple[Bounded, Bounded]]


@dataclass(frozen=True, slots=True)
class Strata:
    """The groups of one breakdown in both waves, and how many of this year's eligible each stands for."""

    breakdown: str
    pairs: Pairs
    weights: Sequence[float]


def checks(release: Release, pair: Compared) -> Iterator[Check]:
    """Miettinen and Nurminen's interval, then for each breakdown standardised, split in two, and within strata."""
    firm = score_difference_interval(pair.now, pair.then, confidence=FIRM)
    yield Check(
        Method.MIETTINEN_NURMINEN,
        estimate=span(difference_range(pair.now, pair.then)),
        interval=span(firm),
        now=pair.now.base,
        then=pair.then.base,
    )
    for breakdown in dict.fromkeys(one.breakdown for one in pair.indicator.breakdowns):
        found = strata(release, pair, breakdown)
        if found is None:
            yield Check(Method.STANDARDISED, by=breakdown, why=NotMade.GROUPS_HIDDEN)
        else:
            yield from _of_strata(found, pair)


def strata(release: Release, pair: Compared, breakdown: str) -> Strata | None:
    """The strata of one breakdown; None where both releases show fewer than two alike."""
    here = mixes.split(pair.indicator, pair.result, breakdown)
    there = mixes.split(pair.earlier, pair.result, breakdown)
    both = [group for group in here if group in there]
    pairs = [(here[group], there[group]) for group in both]
    others = mixes.rest(pair.now, [now for now, _ in pairs]), mixes.rest(pair.then, [then for _, then in pairs])
    if (others[0] is None) != (others[1] is None):
        return None
    if others[0] is not None and others[1] is not None:
        pairs.append((others[0], others[1]))
    if len(pairs) < 2 or not both:
        return None
    return Strata(breakdown, pairs, _weights(release, pair, breakdown, both, pairs))


def _weights(release: Release, pair: Compared, breakdown: str, groups: Sequence[str], pairs: Pairs) -> Sequence[float]:
    """This year's eligible of each stratum, as published; where they are not, how many answered."""
    bands = pair.result.bands
    known = [eligible_of(release, bands, breakdown, group) for group in groups]
    given = [n for n in known if n]
    every = everybody_of(release, bands)
    if len(given) < len(groups) or sum(given) > every:
        return [float(now.base) for now, _ in pairs]
    rest = [float(max(every - sum(given), 1))] if len(pairs) > len(groups) else []
    return [*map(float, given), *rest]


def _of_strata(found: Strata, pair: Compared) -> Iterator[Check]:
    bases = pair.now.base, pair.then.base
    change = standardised_difference(
        [Stratum(now, then, weight) for (now, then), weight in zip(found.pairs, found.weights, strict=True)]
    )
    answers, children = kitagawa_range(found.pairs)
    within, limits = risk_difference_range(found.pairs)
    for method, estimate, interval in (
        (Method.STANDARDISED, change, _wald(found, change)),
        (Method.ANSWERS, answers, None),
        (Method.CHILDREN, children, None),
        (Method.MANTEL_HAENSZEL, within, limits),
    ):
        yield Check(
            method,
            by=found.breakdown,
            estimate=span(estimate),
            interval=span(interval) if interval else None,
            now=bases[0],
            then=bases[1],
        )


def _wald(found: Strata, change: Interval) -> Interval:
    """The standardised change with its standard error, largest at the ends of the counts, at 95 %."""
    z = critical(0.95)
    reach = z * sqrt(max(_error(found, end) ** 2 for end in ("low", "high")))
    return Interval(max(-1.0, change.low - reach), min(1.0, change.high + reach))


def _error(found: Strata, end: str) -> float:
    """The standard error where every count is at one end; a count of none or of all is taken one answer off."""
    counts = [
        (_inside(getattr(now, end), now.base), _inside(getattr(then, end), then.base), weight)
        for (now, then), weight in zip(found.pairs, found.weights, strict=True)
    ]
    return standardised_error(counts)


def _inside(positive: int, base: int) -> Proportion:
    return Proportion(min(max(positive, 1), max(base - 1, 1)), base) if base > 1 else Proportion(positive, base)
