"""Whether several items measure one thing well enough to be told as one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveyapp.analysis.proportions import Interval

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Matrix = NDArray[float64]

FEWEST = 50
IDENTIFIED = 3
"""With fewer items a factor's loadings cannot be told from the correlations."""
LEAST_UNIQUE = 0.005
MOST_SKEWED, MOST_PEAKED = 0.5, 0.0
"""Farther from even Feldt's interval is too narrow: see `docs/methods.md` for what it covers then."""


class TooFewForReliability(ValueError):
    """Fewer than 50 children answered every item."""


@dataclass(frozen=True, slots=True)
class Covariances:
    """Covariances of items over the ``n`` children who answered all of them, divided by n - 1."""

    n: int
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Alpha with its 95 % interval, and omega; omega is None with two items, which cannot tell it."""

    n: int
    items: int
    alpha: float
    interval: Interval
    omega: float | None


def reliability(rows: Sequence[Sequence[float]]) -> Reliability:
    """How well the items of ``rows`` (one a child, complete, scored one way round) measure one thing.

    Raises TooFewForReliability below 50 rows.
    """
    if len(rows) < FEWEST:
        raise TooFewForReliability(len(rows))
    found = covariances(rows)
    items, value = len(found.matrix), alpha(found)
    known = omega(found) if items >= IDENTIFIED else None
    return Reliability(found.n, items, value, feldt(value, items=items, n=found.n), known)


def covariances(rows: Sequence[Sequence[float]]) -> Covariances:
    """The covariances of the columns of complete rows."""
    import numpy as np

    found = np.cov(np.asarray(rows, dtype=float), rowvar=False)
    return Covariances(len(rows), tuple(tuple(map(float, row)) for row in found))


def alpha(found: Covariances) -> float:
    """Cronbach (1951) Psychometrika 16:297, of the items as they are scored; 0 where nobody differs from anybody."""
    matrix = found.matrix
    whole, own = sum(map(sum, matrix)), sum(matrix[place][place] for place in range(len(matrix)))
    return len(matrix) / (len(matrix) - 1) * (1 - own / whole) if whole > 0 else 0.0


def feldt(value: float, *, items: int, n: int, confidence: float = 0.95) -> Interval:
    """Interval of alpha, two-sided, where scores are normal or `even`. Feldt (1965) Psychometrika 30:357."""
    from scipy.stats import f

    degrees = n - 1, (n - 1) * (items - 1)
    low, high = (
        1 - (1 - value) * float(f.ppf(tail, *degrees)) for tail in ((1 + confidence) / 2, (1 - confidence) / 2)
    )
    return Interval(low, high)


def even(counts: Sequence[tuple[float, int]]) -> bool:
    """Whether an item's answers, as (height, how many), lie evenly: hardly skewed, no more peaked than a normal law.

    By the third and fourth moments about the mean. False where all gave one answer.
    """
    n = sum(count for _, count in counts)
    mean = sum(height * count for height, count in counts) / n if n else 0.0
    second, third, fourth = (sum(count * (height - mean) ** power for height, count in counts) for power in (2, 3, 4))
    if second <= 0:
        return False
    skewed, peaked = third / n / (second / n) ** 1.5, fourth / n / (second / n) ** 2 - 3
    return abs(skewed) <= MOST_SKEWED and peaked <= MOST_PEAKED


def omega(found: Covariances) -> float:
    """Share of the sum's variance owed to one factor, three items or more. McDonald (1999) Test Theory, chapter 6.

    Loadings by maximum likelihood, Jöreskog (1967) Psychometrika 32:443, uniquenesses at least .005.
    """
    import numpy as np

    matrix = np.array(found.matrix)
    spread = np.sqrt(np.diag(matrix))
    unique = _uniquenesses(matrix / np.outer(spread, spread))
    loadings = _loadings(matrix / np.outer(spread, spread), unique)
    common = float((loadings * spread).sum()) ** 2
    return common / (common + float((unique * spread**2).sum()))


def _uniquenesses(correlations: Matrix) -> Matrix:
    """The uniquenesses of the likeliest model with one factor."""
    import numpy as np
    from scipy.optimize import minimize

    def misfit(unique: Matrix) -> float:
        rest = _values(correlations, unique)[0][:-1]
        return float((rest - np.log(rest) - 1).sum())

    start = (1 - 0.5 / len(correlations)) / np.diag(np.linalg.inv(correlations))
    bounds = [(LEAST_UNIQUE, 1.0)] * len(correlations)
    options = {"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000}
    found: Matrix = minimize(misfit, np.clip(start, 0.1, 0.9), method="L-BFGS-B", bounds=bounds, options=options).x
    return found


def _loadings(correlations: Matrix, unique: Matrix) -> Matrix:
    """The loadings that belong to these uniquenesses, turned so that their sum is not negative."""
    import numpy as np

    values, vectors = _values(correlations, unique)
    found: Matrix = np.sqrt(unique) * vectors[:, -1] * np.sqrt(max(float(values[-1]) - 1, 0.0))
    return -found if found.sum() < 0 else found


def _values(correlations: Matrix, unique: Matrix) -> tuple[Matrix, Matrix]:
    """Eigenvalues in rising order, and eigenvectors, of the correlations in units of the uniquenesses."""
    import numpy as np

    scale = 1 / np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    return np.maximum(values, 1e-12), vectors
