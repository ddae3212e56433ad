"""How often an interval covers the truth where there are too many answers to reckon with all: seeded draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from builders.covering import SLACK, Covered, summed
from numpy.random import Generator, default_rng
from scipy.stats import beta, betabinom, binom, norm

from surveyapp.analysis import mantel_haenszel, trends
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.composites import alpha, covariances, feldt
from surveyapp.analysis.funnels import USUAL, Elsewhere, difference, limits, step
from surveyapp.analysis.ordinal import superiority
from surveyapp.analysis.proportions import Interval, Proportion, critical
from surveyapp.analysis.scales import welch
from surveyapp.analysis.shrinkage import shrunk
from surveyapp.analysis.spread import Spread

LINES = ((0.05, 0.0), (0.1, 0.0), (0.2, 0.03), (0.3, -0.04), (0.5, 0.0), (0.5, 0.1), (0.7, -0.05), (0.8, 0.03),
         (0.95, 0.0))  # fmt: skip
"""Share in the middle wave and change a year."""
STRATA = ((0.1, 0.2, 0.3), (0.3, 0.5, 0.7), (0.55, 0.7, 0.85), (0.15, 0.5, 0.85))
CHANGES = (-0.05, 0.0, 0.1)
FELT = (2.0, 0.0), (1.0, 0.6), (3.0, -0.8)
"""Spread and shift of what two waves feel, told on a scale from 0 to 10 around 6.5."""
LAWS = (Spread(0.3, 0.01), Spread(0.7, 0.01), Spread(0.7, 0.04), Spread(0.85, 0.02))
SPREADS = (*LAWS, Spread(0.5, 0.1))
"""Laws of councils, the last of places that are far apart."""
PLACES, ELSEWHERE = 8, 97
"""Councils beside ours, and how many answered in each."""
QUANTILES, LIKELY = 200, 1e-7
"""How many shares stand for all that ours may have, and how unlikely a count is left out."""


def of_slope(n: int, draws: int, seed: int) -> Covered:
    """The score interval of a slope over three waves two years apart."""
    z, found = critical(0.95), []
    for place, (middle, slope) in enumerate(LINES):
        rng = default_rng([seed, n, place])
        shares = middle + slope * np.array([-2, 0, 2]) / 2
        counts = rng.binomial(n, shares, size=(draws, 3))
        seen, often = np.unique(counts, axis=0, return_counts=True)
        inside = [abs(trends.score_statistic(_waves(one, n), slope / 2)) <= z for one in seen]
        found.append((float(often @ np.array(inside)) / draws, f"{middle:.2f}, {100 * slope / 2:+.1f} points a year"))
    return summed(found, draws)


def of_mantel_haenszel(n: int, draws: int, seed: int) -> Covered:
    """The stratified score interval, three strata of a third each in both waves, one true change in all of them."""
    z, found = critical(0.95), []
    for place, (strata, change) in enumerate((strata, change) for strata in STRATA for change in CHANGES):
        rng = default_rng([seed, n, place])
        now, then = (rng.binomial(n // 3, np.array(strata) + moved, size=(draws, 3)) for moved in (change, 0.0))
        seen, often = np.unique(np.hstack([now, then]), axis=0, return_counts=True)
        inside = [abs(mantel_haenszel.score_statistic(_strata(one, n // 3), shift=change)) <= z for one in seen]
        found.append((float(often @ np.array(inside)) / draws, f"{strata} {change:+.2f}"))
    return summed(found, draws)


def of_others(sizes: Sequence[int], councils: int, seed: int) -> dict[int, tuple[Covered, Covered]]:
    """Ours minus one more council like eight others, and the funnel, both made of the others' sum and their step.

    Only the eight are drawn, so many times for each law; ours and the one more are reckoned with exactly.
    """
    seen: dict[int, list[list[tuple[float, str, float]]]] = {n: [[], []] for n in sizes}
    for place, law in enumerate(SPREADS):
        rng = default_rng([seed, place])
        known = [_told_of(rng.binomial(ELSEWHERE, rng.beta(*law.shapes, size=PLACES))) for _ in range(councils)]
        name = f"mean {law.mean}, correlation {law.correlation}"
        for n in sizes:
            held = np.array([_one_council(law, n, *one) for one in known])
            noise = held.std(axis=0) / np.sqrt(councils)
            for kept, share, error in zip(seen[n], held.mean(axis=0), noise, strict=True):
                kept.append((float(share), name, float(error)))
    return {n: (_noisy(gaps), _noisy(funnels)) for n, (gaps, funnels) in seen.items()}


def _noisy(found: Sequence[tuple[float, str, float]]) -> Covered:
    """The average and the least, with the standard error that was seen where the least is."""
    least = min(found)
    return replace(summed([(share, name) for share, name, _ in found]), noise=least[2])


def of_shrinkage(n: int, draws: int, seed: int) -> Covered:
    """A group of ``n`` drawn towards ten places of 100, their law fitted: over groups that follow the same law."""
    found = []
    for place, law in enumerate(LAWS):
        rng, held = default_rng([seed, n, place]), 0
        for _ in range(draws):
            truth = rng.beta(*law.shapes, size=11)
            like = [Proportion(int(x), 100) for x in rng.binomial(100, truth[1:])]
            around = shrunk(Proportion(int(rng.binomial(n, truth[0])), n), like).range
            held += around.low <= truth[0] <= around.high
        found.append((held / draws, f"mean {law.mean}, correlation {law.correlation}"))
    return summed(found, draws)


def of_scale(n: int, draws: int, seed: int) -> tuple[Covered, Covered]:
    """Welch's interval of a change of the mean, and the interval of the chance of a higher answer, on 0 to 10."""
    means, chances = [], []
    last = _told(1.6, 0.0)
    for place, (spread, moved) in enumerate(FELT):
        this, values = _told(spread, moved), np.arange(11)
        gap = float((this - last) @ values)
        higher = float(this @ (np.cumsum(last) - last / 2))
        rng, held = default_rng([seed, n, place]), []
        for _ in range(draws):
            now, then = (rng.choice(values, n, p=chance).tolist() for chance in (this, last))
            held.append((_inside(welch(now, then).interval, gap), _inside(superiority(now, then).interval, higher)))
        for kept, at in ((means, 0), (chances, 1)):
            kept.append((sum(one[at] for one in held) / draws, f"spread {spread}, moved {moved:+.1f}"))
    return summed(means, draws), summed(chances, draws)


def of_alpha(n: int, draws: int, seed: int, *, parts: Sequence[float]) -> Covered:
    """Feldt's interval, four items alike, of normal scores or answers in these parts; truth from a very large draw."""
    found = []
    for place, alike in enumerate((0.2, 0.4, 0.6)):
        rng = default_rng([seed, n, place])
        truth = alpha(covariances(_scores(rng, 400_000, alike, parts)))
        intervals = (feldt(alpha(covariances(_scores(rng, n, alike, parts))), items=4, n=n) for _ in range(draws))
        found.append((sum(_inside(one, truth) for one in intervals) / draws, f"correlation {alike}"))
    return summed(found, draws)


def _told_of(counts: Sequence[int]) -> tuple[int, float]:
    """The sum of the others' counts and their step, which is all that is told of them."""
    each, total = [Bounded(int(x), int(x), ELSEWHERE) for x in counts], int(sum(counts))
    return total, step(each, Bounded(total, total, PLACES * ELSEWHERE), confidence=USUAL)


def _one_council(law: Spread, n: int, total: int, known: float) -> tuple[float, float]:
    """How likely the difference covers ours minus one more council's, and ours lies in the funnel."""
    usual = _limits(total, known, n)
    counts = np.arange(n + 1)
    chances = betabinom.pmf(counts, n, *law.shapes)
    inside = (counts >= usual.low * n - SLACK) & (counts <= usual.high * n + SLACK)
    likely = counts[chances > LIKELY]
    ours = beta.ppf((np.arange(QUANTILES) + 0.5) / QUANTILES, *law.shapes)[:, None]
    found = [_difference(total, known, n, int(x)) for x in likely]
    low, high = (np.array([getattr(one, end) for one in found]) for end in ("low", "high"))
    covers = beta.cdf(ours - low, *law.shapes) - beta.cdf(ours - high, *law.shapes)
    return float((binom.pmf(likely, n, ours) * covers).sum() / QUANTILES), float(chances @ inside)


@lru_cache(maxsize=20_000)
def _limits(total: int, known: float, n: int) -> Interval:
    return limits(_theirs(total, known), n)


@lru_cache(maxsize=200_000)
def _difference(total: int, known: float, n: int, seen: int) -> Interval:
    return difference(Bounded(seen, seen, n), _theirs(total, known))


def _theirs(total: int, known: float) -> Elsewhere:
    return Elsewhere(Bounded(total, total, PLACES * ELSEWHERE), known, known)


def _told(spread: float, moved: float) -> np.ndarray:
    """How often each of 0 to 10 is told where what is felt is normal around 6.5."""
    edges = [-np.inf, *(np.arange(10) + 0.5), np.inf]
    return np.array([norm.cdf(b, 6.5 + moved, spread) - norm.cdf(a, 6.5 + moved, spread) for a, b in pairwise(edges)])


def _scores(rng: Generator, n: int, alike: float, parts: Sequence[float]) -> Sequence[Sequence[float]]:
    felt = np.sqrt(alike) * rng.normal(size=(n, 1)) + np.sqrt(1 - alike) * rng.normal(size=(n, 4))
    return np.digitize(felt, norm.ppf(np.cumsum(parts)[:-1])).astype(float) if parts else felt


def _waves(counts: Sequence[int], n: int) -> list[trends.Wave]:
    return [trends.Wave(2 * at, Proportion(int(x), n)) for at, x in enumerate(counts)]


def _strata(counts: Sequence[int], n: int) -> list[tuple[Proportion, Proportion]]:
    made = [Proportion(int(x), n) for x in counts]
    return list(zip(made[:3], made[3:], strict=True))


def _inside(interval: object, truth: float) -> bool:
    return bool(interval.low <= truth <= interval.high)
