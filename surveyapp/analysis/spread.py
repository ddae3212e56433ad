"""How far places differ in truth: a beta-binomial law fitted to the counts of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from surveyapp.analysis.proportions import Proportion

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Floats = NDArray[float64]

FEWEST = 2
LEAST, MOST = 1e-6, 0.999
"""The correlations that are tried: below the least a beta law is a point for every purpose."""
INSIDE = 1e-6
MEANS, SPREADS, WIDEST, REACH, NEGLIGIBLE = 41, 24, 0.5, 5.0, 1e-6
"""How fine the grid of laws is, the largest correlation on it, and how unlikely a law is left out."""
UNHEARD = 1e-9
"""How unlikely a law is left out once a count was seen, beside the likeliest."""
TELLING = 1e-6
"""What a likelihood must gain for more than rounding to have made it."""


class TooFewPlaces(ValueError):
    """One place does not tell how far places differ."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Places' true shares follow a beta law of this mean; two children of one place are this much alike (0 to 1)."""

    mean: float
    correlation: float

    @property
    def shapes(self) -> tuple[float, float]:
        """The two shapes of the beta law; both are very large where places hardly differ."""
        strength = 1 / max(self.correlation, LEAST) - 1
        return self.mean * strength, (1 - self.mean) * strength

    def variance(self, base: int) -> float:
        """Variance of an observed share of ``base`` answers, chance and the spread of places together."""
        return self.mean * (1 - self.mean) * (1 + (base - 1) * self.correlation) / base


def fit(counts: Sequence[Proportion]) -> Spread:
    """The likeliest beta-binomial law behind the counts of several places. Griffiths (1973) Biometrics 29:637.

    By maximum likelihood in mean and correlation. Where places differ no more than chance makes them, correlation is
    0 and the mean is the pooled share. Raises TooFewPlaces.
    """
    if len(counts) < FEWEST:
        raise TooFewPlaces(len(counts))
    pooled = sum(one.positive for one in counts) / sum(one.base for one in counts)
    if pooled in (0.0, 1.0):
        return Spread(pooled, 0.0)
    found = _likeliest(counts, pooled)
    surely = log_likelihood(counts, found) > log_likelihood(counts, Spread(pooled, LEAST)) + TELLING
    return found if surely else Spread(pooled, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Laws:
    """The laws that may be behind some counts: shapes of each, and how likely it is, over all 1."""

    first: Floats
    second: Floats
    weights: Floats

    def chances(self, base: int) -> Floats:
        """How likely each count from 0 to ``base`` is in one more place like these."""
        import numpy as np
        from scipy.special import betaln, gammaln

        found = np.arange(base + 1.0)[:, None]
        ways = gammaln(base + 1) - gammaln(found + 1) - gammaln(base - found + 1)
        each = betaln(found + self.first, base - found + self.second) - betaln(self.first, self.second)
        chances: Floats = np.exp(ways + each) @ self.weights
        return chances

    def seen(self, own: Proportion) -> Laws:
        """The same for one place alone, once its own count is known."""
        import numpy as np
        from scipy.special import betaln

        a, b = self.first + own.positive, self.second + own.base - own.positive
        heard = betaln(a, b) - betaln(self.first, self.second)
        weights = self.weights * np.exp(heard - heard.max())
        kept = weights > UNHEARD * weights.max()
        return Laws(a[kept], b[kept], weights[kept] / weights[kept].sum())


def laws(counts: Sequence[Proportion], *, lean: float = 0.0) -> Laws:
    """Every law on a fine grid, weighted by the counts' likelihood; flat in the mean and in the spread's own size.

    Few places hardly tell how far places differ, so limits are taken over all laws that fit: Gelman (2006) Bayesian
    Anal 1:515. ``lean`` leans towards places that differ: at .5 the weights are flat in the correlation instead.
    Raises TooFewPlaces.
    """
    import numpy as np

    if len(counts) < FEWEST:
        raise TooFewPlaces(len(counts))
    positive, base = _arrays(counts)
    pooled = (positive.sum() + 1) / (base.sum() + 2)
    reach = REACH * sqrt(pooled * (1 - pooled) * (1 / base.sum() + WIDEST / 4 / len(counts)))
    means = np.linspace(max(1e-3, pooled - reach), min(1 - 1e-3, pooled + reach), MEANS)
    correlations = ((np.arange(SPREADS) + 0.5) / SPREADS) ** 2 * WIDEST
    strength = 1 / correlations - 1
    first, second = np.outer(means, strength).ravel(), np.outer(1 - means, strength).ravel()
    likely: Floats = np.sum([_told(x, n, first, second) for x, n in zip(positive, base, strict=True)], axis=0)
    weights = np.exp(likely - likely.max()) * np.tile(correlations**lean, MEANS)
    kept = weights > NEGLIGIBLE * weights.max()
    return Laws(first[kept], second[kept], weights[kept] / weights[kept].sum())


def _told(positive: float, base: float, first: Floats, second: Floats) -> Floats:
    """Logarithm of the chance of one place's count under each law, but for what all laws share."""
    from scipy.special import betaln

    found: Floats = betaln(positive + first, base - positive + second) - betaln(first, second)
    return found


def log_likelihood(counts: Sequence[Proportion], spread: Spread) -> float:
    """Logarithm of the chance of the counts, their binomial coefficients included."""
    from scipy.special import gammaln

    positive, base = _arrays(counts)
    ways = gammaln(base + 1) - gammaln(positive + 1) - gammaln(base - positive + 1)
    return float(ways.sum()) + _kernel(positive, base, spread)


def _kernel(positive: Floats, base: Floats, spread: Spread) -> float:
    """What of the likelihood depends on the law."""
    from scipy.special import betaln

    a, b = spread.shapes
    return float((betaln(positive + a, base - positive + b) - betaln(a, b)).sum())


def _likeliest(counts: Sequence[Proportion], pooled: float) -> Spread:
    """The best mean and correlation, sought on their logits from several starts."""
    import numpy as np
    from scipy.optimize import minimize

    def spread_at(place: Floats) -> Spread:
        mean, correlation = (1 / (1 + exp(-min(max(float(each), -30.0), 30.0))) for each in place)
        return Spread(min(max(mean, INSIDE), 1 - INSIDE), min(max(correlation, LEAST), MOST))

    positive, base = _arrays(counts)
    starts = [np.array([_logit(pooled), _logit(correlation)]) for correlation in (0.005, 0.1)]
    options = {"xatol": 1e-7, "fatol": 1e-9, "maxiter": 2_000}
    tried = [
        minimize(lambda x: -_kernel(positive, base, spread_at(x)), start, method="Nelder-Mead", options=options)
        for start in starts
    ]
    return spread_at(min(tried, key=lambda one: float(one.fun)).x)


def _arrays(counts: Sequence[Proportion]) -> tuple[Floats, Floats]:
    import numpy as np

    return (
        np.array([float(one.positive) for one in counts]),
        np.array([float(one.base) for one in counts]),
    )


def _logit(share: float) -> float:
    return log(share / (1 - share))
