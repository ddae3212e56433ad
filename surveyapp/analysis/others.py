"""Other authorities beside this one: this one left out, as a funnel and never as a league table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.changes import score_p
from surveyapp.analysis.proportions import Interval, Proportion, wilson, wilson_weighted
from surveyapp.analysis.spread import LEAST, Spread, fit
from surveyapp.analysis.verdicts import STANDARD as LIMITS
from surveyapp.analysis.verdicts import Limits

FEWEST_OTHERS = 5
LARGEST_PART = 0.5


class TooFewOthers(ValueError):
    """Fewer than five other authorities asked the same of the same ages."""


class OneOutweighs(ValueError):
    """One of the other authorities has more than half of their answers."""


class Standing(StrEnum):
    """How an authority stands to the others; never both of the first two."""

    BRIGHT_SPOT = "bright_spot"
    BEHIND = "behind"
    AS_OTHERS = "as_others"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Others:
    """The answers of all other authorities together, and how far authorities differ in truth."""

    pooled: Proportion
    spread: Spread
    effective: float
    """How many answers of one place would tell as much as those of places that differ like these."""


def others(counts: Mapping[str, Proportion], *, this: str) -> Others:
    """All authorities but this one. Raises TooFewOthers, OneOutweighs."""
    rest = tuple(count for authority, count in counts.items() if authority != this)
    if len(rest) < FEWEST_OTHERS:
        raise TooFewOthers(len(rest))
    base = sum(one.base for one in rest)
    if max(one.base for one in rest) > LARGEST_PART * base:
        raise OneOutweighs
    spread = fit(rest)
    larger = sum(one.base * (1 + (one.base - 1) * spread.correlation) for one in rest)
    return Others(Proportion(sum(one.positive for one in rest), base), spread, base * base / larger)


def difference(ours: Bounded, theirs: Others, *, confidence: float = 0.95) -> Interval:
    """Ours minus the others' share, widest over the values inside: Newcombe's hybrid, theirs at the effective number.

    Newcombe (1998) Stat Med 17:873, method 10; MOVER with another variance, Donner & Zou (2012) SMMR 21:347.
    """
    share = theirs.pooled.share
    around = wilson_weighted(share, theirs.effective, confidence=confidence)
    lowest, highest = Proportion(ours.low, ours.base), Proportion(ours.high, ours.base)
    low, high = wilson(lowest, confidence=confidence).low, wilson(highest, confidence=confidence).high
    return Interval(
        max(-1.0, lowest.share - share - hypot(lowest.share - low, around.high - share)),
        min(1.0, highest.share - share + hypot(high - highest.share, share - around.low)),
    )


def funnel(theirs: Others, base: int, *, confidence: float = 0.95) -> Interval:
    """Where the share of ``base`` answers lies for an authority like the others, chance and their spread together.

    Exact beta-binomial quantiles. Spiegelhalter (2005) Stat Med 24:1185.
    """
    law = _law(theirs.spread, base)
    low, high = (float(law.ppf(tail)) for tail in ((1 - confidence) / 2, (1 + confidence) / 2))
    return Interval(low / base, high / base)


def beyond_p(ours: Bounded, theirs: Others) -> float:
    """The largest two-sided p, over the values inside, of being one of the others and of having their share.

    A doubled beta-binomial tail for the first, the score test for the second: both must be small.
    """
    law = _law(theirs.spread, ours.base)
    found = []
    for each in ours:
        tail = min(float(law.cdf(each.positive)), float(law.sf(each.positive - 1)))
        found.append(max(min(1.0, 2 * tail), score_p(each, theirs.pooled)))
    return max(found) if _one_sided(ours, theirs) else 1.0


def standing(ours: Bounded, theirs: Others, *, q: float, limits: Limits = LIMITS) -> Standing:
    """Bright spot: more than the others, surely for every value inside, q over all such labels at most .05.

    Both the difference must exclude none and our share lie outside the funnel; 20 answers of ours or more.
    """
    if ours.base < limits.smallest_base:
        return Standing.TOO_FEW
    gap, usual = difference(ours, theirs), funnel(theirs, ours.base)
    if q > limits.false_finds or not gap.excludes_zero:
        return Standing.AS_OTHERS
    if gap.low > 0 and ours.share.low > usual.high:
        return Standing.BRIGHT_SPOT
    if gap.high < 0 and ours.share.high < usual.low:
        return Standing.BEHIND
    return Standing.AS_OTHERS


def _one_sided(ours: Bounded, theirs: Others) -> bool:
    """Whether every value inside lies on one side of the others' share."""
    share = theirs.pooled.share
    return ours.share.low > share or ours.share.high < share or ours.low == ours.high


def _law(spread: Spread, base: int):  # type: ignore[no-untyped-def]  # scipy's frozen laws have no public type
    from scipy.stats import betabinom, binom

    if spread.correlation < LEAST or spread.mean in (0.0, 1.0):
        return binom(base, spread.mean)
    return betabinom(base, *spread.shapes)
