"""What two waves of this size could have shown: every possible pair of counts is looked at, nothing is approximated."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from surveyapp.analysis.proportions import Proportion, critical

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

HALVINGS = 14


@lru_cache(maxsize=512)
def flags(base_now: int, base_then: int, confidence: float = 0.99) -> NDArray[bool_]:
    """For each pair of counts (rows now, columns then) whether both intervals of the change exclude 0.

    Newcombe's by its formula, Miettinen and Nurminen's by its statistic at no change (there the pooled share).
    """
    import numpy as np

    z = critical(confidence)
    now, low_now, high_now = _wilson_all(base_now, z)
    then, low_then, high_then = _wilson_all(base_then, z)
    gap = now[:, None] - then[None, :]
    below = np.hypot((now - low_now)[:, None], (high_then - then)[None, :])
    above = np.hypot((high_now - now)[:, None], (then - low_then)[None, :])
    total = base_now + base_then
    pooled = (np.arange(base_now + 1)[:, None] + np.arange(base_then + 1)[None, :]) / total
    variance = pooled * (1 - pooled) * (1 / base_now + 1 / base_then) * total / (total - 1)
    found: NDArray[bool_] = ((gap > below) | (-gap > above)) & (gap**2 > z * z * variance)
    return found


def smallest_flagged(base_now: int, then: Proportion, *, confidence: float = 0.99) -> tuple[float | None, float | None]:
    """The smallest observed rise and fall (a negative number) that would be flagged; None where no count would be."""
    column = flags(base_now, then.base, confidence)[:, then.positive]
    changes = [positive / base_now - then.share for positive in range(base_now + 1) if column[positive]]
    rises, falls = [gap for gap in changes if gap > 0], [gap for gap in changes if gap < 0]
    return (min(rises) if rises else None, max(falls) if falls else None)


def caught_change(
    base_now: int, base_then: int, start: float, *, chance: float = 0.8, confidence: float = 0.99
) -> tuple[float | None, float | None]:
    """Smallest true rise and fall from ``start`` that are flagged, the right way, with this ``chance``; or None."""
    return (
        _caught(base_now, base_then, start, 1.0, chance, confidence),
        _caught(base_now, base_then, start, 0.0, chance, confidence),
    )


def chance_of_flag(base_now: int, base_then: int, share: float, *, confidence: float = 0.99) -> float:
    """How often a change would be flagged, either way, if the share had stayed the same."""
    rows, columns = _binomial(base_now, share), _binomial(base_then, share)
    return float(rows @ flags(base_now, base_then, confidence) @ columns)


def _caught(base_now: int, base_then: int, start: float, end: float, chance: float, confidence: float) -> float | None:
    """The true change towards ``end`` that is flagged in that direction with this chance, by halving."""
    import numpy as np

    gap = np.arange(base_now + 1)[:, None] / base_now - np.arange(base_then + 1)[None, :] / base_then
    rightly = flags(base_now, base_then, confidence) & ((gap > 0) if end > start else (gap < 0))
    seen = rightly @ _binomial(base_then, start)
    if end == start or float(_binomial(base_now, end) @ seen) < chance:
        return None
    near, far = start, end
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        near, far = (near, middle) if float(_binomial(base_now, middle) @ seen) >= chance else (middle, far)
    return far - start


def _wilson_all(base: int, z: float) -> tuple[NDArray[float64], NDArray[float64], NDArray[float64]]:
    """Shares of every count of a base with their Wilson limits."""
    import numpy as np

    share = np.arange(base + 1) / base
    centre = (share + z * z / (2 * base)) / (1 + z * z / base)
    reach = z * np.sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    low, high = centre - reach, centre + reach
    low[0], high[-1] = 0.0, 1.0
    return share, low, high


@lru_cache(maxsize=512)
def _choose(base: int) -> NDArray[float64]:
    """Logarithms of the binomial coefficients."""
    import numpy as np
    from scipy.special import gammaln

    counts = np.arange(base + 1)
    found: NDArray[float64] = gammaln(base + 1) - gammaln(counts + 1) - gammaln(base - counts + 1)
    return found


def _binomial(base: int, share: float) -> NDArray[float64]:
    """The chance of every count of a base."""
    import numpy as np

    counts = np.arange(base + 1)
    if share in (0.0, 1.0):
        return np.asarray(counts == share * base, dtype=float)
    found: NDArray[float64] = np.exp(_choose(base) + counts * np.log(share) + (base - counts) * np.log1p(-share))
    return found
