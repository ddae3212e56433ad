"""The smallest true change that would be found with some chance, of many; in plain Python, as a page needs it.

``power`` says the same of single intervals, for the thousands of figures of a release; here a label's p counts too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, inf, lgamma, log, log1p, sqrt

from surveyapp.analysis.changes import excludes_no_change, score_p
from surveyapp.analysis.proportions import Proportion

HALVINGS = 12
REACH = 9.0
"""Standard deviations beyond which no count is reckoned with: rarer than 1 in 10¹⁵."""
NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Bar:
    """What a label asks for: both intervals exclude no change at this confidence, and p is this at most."""

    confidence: float
    largest_p: float = 1.0

    def passed(self, now: Proportion, then: Proportion) -> bool:
        """Whether a rise is found in these counts.

        p by the score test. Where fewer than five are expected a report asks Boschloo's, which decides much the same.
        """
        risen = now.share > then.share and excludes_no_change(now, then, confidence=self.confidence)
        return risen and score_p(now, then) <= self.largest_p


@dataclass(frozen=True, slots=True)
class Found:
    """The smallest true rise and fall, both positive, that are found with the chance; None where none is."""

    rise: float | None
    fall: float | None

    @property
    def either(self) -> float | None:
        """From how large on a change is found whichever way it goes."""
        return None if self.rise is None or self.fall is None else max(self.rise, self.fall)


@lru_cache(maxsize=2048)
def smallest_found(base_now: int, base_then: int, start: float, *, bar: Bar, chance: float = 0.8) -> Found:
    """The smallest true changes from a share of ``start`` that pass the bar, the right way, with this chance.

    Every count that is at all likely is reckoned with, exactly. A fall is a rise of the other answers.
    """
    rise, fall = (_rise(base_now, base_then, share, bar, chance) for share in (start, 1 - start))
    return Found(rise, fall)


def chance_of_rise(base_now: int, base_then: int, now: float, then: float, *, bar: Bar) -> float:
    """How often a rise passes the bar when these are the true shares."""
    counts, chances = binomial(base_then, then)
    return _found(base_now, now, _fewest(base_now, base_then, counts, bar), chances)


def binomial(base: int, share: float) -> tuple[range, Sequence[float]]:
    """The counts of a base that are at all likely, and the chance of each."""
    if share <= 0 or share >= 1:
        sure = 0 if share <= 0 else base
        return range(sure, sure + 1), [1.0]
    reach = REACH * sqrt(base * share * (1 - share)) + REACH
    counts = range(max(0, int(base * share - reach)), min(base, int(base * share + reach)) + 1)
    return counts, [exp(_log_chance(base, share, count)) for count in counts]


def _rise(base_now: int, base_then: int, start: float, bar: Bar, chance: float) -> float | None:
    """The true rise that is found with this chance, by halving."""
    counts, chances = binomial(base_then, start)
    fewest = _fewest(base_now, base_then, counts, bar)
    if start >= 1 or _found(base_now, 1.0, fewest, chances) < chance:
        return None
    near, far = start, 1.0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        near, far = (near, middle) if _found(base_now, middle, fewest, chances) >= chance else (middle, far)
    return far - start


def _found(base_now: int, now: float, fewest: Sequence[int], chances: Sequence[float]) -> float:
    """The chance that so many are positive now, over every count then."""
    counts, likely = binomial(base_now, now)
    at_least = list(accumulate(reversed(likely), initial=0.0))
    total = 0.0
    for least, weight in zip(fewest, chances, strict=True):
        total += weight * min(1.0, at_least[min(len(counts), max(0, counts.stop - least))])
    return min(1.0, total) if total < 1 - NEARLY else 1.0


def _fewest(base_now: int, base_then: int, counts: range, bar: Bar) -> list[int]:
    """For each count then, the fewest positive now with which a rise passes; one more than the base where none does.

    The more were positive then, the more must be now, and what passes is passed by every larger count: so one walk up.
    """
    found: list[int] = []
    now = counts.start * base_now // base_then
    for then in counts:
        while now <= base_now and not bar.passed(Proportion(now, base_now), Proportion(then, base_then)):
            now += 1
        found.append(now)
    return found


def _log_chance(base: int, share: float, count: int) -> float:
    """The logarithm of a binomial chance."""
    if not 0 <= count <= base:
        return -inf
    choose = lgamma(base + 1) - lgamma(count + 1) - lgamma(base - count + 1)
    return choose + count * log(share) + (base - count) * log1p(-share)
