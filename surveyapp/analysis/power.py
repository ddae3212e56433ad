"""What two waves of this size could have shown: every possible pair of counts is reckoned with, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from surveyapp.analysis.proportions import Proportion, critical

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

    Shares = NDArray[float64]
    Counts = NDArray[int64]

HALVINGS = 14
NEGLIGIBLE = 1e-15


@dataclass(frozen=True, slots=True)
class Edges:
    """For each count then, the fewest positive now that are flagged as a rise and the most that are flagged as a fall.

    One more than the base, or -1, where no count is flagged.
    """

    rise: Counts
    fall: Counts


@lru_cache(maxsize=512)
def edges(base_now: int, base_then: int, confidence: float = 0.99) -> Edges:
    """Where both intervals begin to exclude 0, found by halving: the more positive now, the surer a rise."""
    rise = _fewest(base_now, base_then, confidence)
    return Edges(rise, base_now - rise[::-1])


def smallest_flagged(base_now: int, then: Proportion, *, confidence: float = 0.99) -> tuple[float | None, float | None]:
    """The smallest observed rise and fall (a negative number) that would be flagged; None where no count would be."""
    found = edges(base_now, then.base, confidence)
    rise, fall = int(found.rise[then.positive]), int(found.fall[then.positive])
    return (
        rise / base_now - then.share if rise <= base_now else None,
        fall / base_now - then.share if fall >= 0 else None,
    )


def caught_change(
    base_now: int, base_then: int, start: float, *, chance: float = 0.8, confidence: float = 0.99
) -> tuple[float | None, float | None]:
    """Smallest true rise and fall from ``start`` that are flagged, the right way, with this ``chance``; or None."""
    return (
        _caught_rise(base_now, base_then, start, chance, confidence),
        _negative(_caught_rise(base_now, base_then, 1 - start, chance, confidence)),
    )


def chance_of_flag(base_now: int, base_then: int, share: float, *, confidence: float = 0.99) -> float:
    """How often a change would be flagged, either way, if the share had stayed the same."""
    return sum(chance_of_rise(base_now, base_then, p, p, confidence) for p in (share, 1 - share))


def chance_of_rise(base_now: int, base_then: int, now: float, then: float, confidence: float = 0.99) -> float:
    """How often a rise is flagged when these are the true shares. A fall is a rise of the other answers."""
    from scipy.special import bdtrc

    likely, chances = _binomial(base_then, then)
    rise = edges(base_now, base_then, confidence).rise[likely]
    reached = bdtrc(rise - 1.0, base_now, now)
    reached[rise == 0] = 1.0
    return float(chances @ reached)


def _caught_rise(base_now: int, base_then: int, start: float, chance: float, confidence: float) -> float | None:
    """The true rise that is flagged as one with this chance, by halving. A fall is a rise of the other answers."""
    if start >= 1 or chance_of_rise(base_now, base_then, 1.0, start, confidence) < chance:
        return None
    near, far = start, 1.0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        enough = chance_of_rise(base_now, base_then, middle, start, confidence) >= chance
        near, far = (near, middle) if enough else (middle, far)
    return far - start


def _fewest(base_now: int, base_then: int, confidence: float) -> Counts:
    """For each count then, the fewest positive now at which a rise is flagged."""
    import numpy as np

    then = np.arange(base_then + 1)
    low, high = np.zeros(base_then + 1, dtype=np.int64), np.full(base_then + 1, base_now + 1, dtype=np.int64)
    for _ in range(base_now.bit_length() + 1):
        middle = (low + high) // 2
        flagged = (middle <= base_now) & _rises(np.minimum(middle, base_now), base_now, then, base_then, confidence)
        low, high = np.where(flagged | (low >= high), low, middle + 1), np.where(flagged, middle, high)
    return high


def _rises(now: Counts, base_now: int, then: Counts, base_then: int, confidence: float) -> NDArray[bool_]:
    """Whether both intervals lie above 0: Newcombe's, and Miettinen and Nurminen's by its statistic at no change."""
    import numpy as np

    z, total = critical(confidence), base_now + base_then
    share_now, share_then = now / base_now, then / base_then
    gap = share_now - share_then
    below = np.hypot(share_now - _wilson(now, base_now, -z), _wilson(then, base_then, z) - share_then)
    pooled = (now + then) / total
    variance = pooled * (1 - pooled) * (1 / base_now + 1 / base_then) * total / (total - 1)
    found: NDArray[bool_] = (gap > below) & (gap**2 > z * z * variance)
    return found


def _wilson(positive: Counts, base: int, z: float) -> Shares:
    """Wilson's upper limits for z > 0, lower limits for z < 0."""
    import numpy as np

    share = positive / base
    reach = z * np.sqrt(share * (1 - share) / base + z * z / (4 * base * base))
    found: Shares = np.clip((share + z * z / (2 * base) + reach) / (1 + z * z / base), 0, 1)
    return found


@lru_cache(maxsize=512)
def _binomial(base: int, share: float) -> tuple[Counts, Shares]:
    """The counts of a base that are at all likely, with their chances."""
    import numpy as np
    from scipy.special import gammaln, xlog1py, xlogy

    counts = np.arange(base + 1)
    choose = gammaln(base + 1) - gammaln(counts + 1) - gammaln(base - counts + 1)
    chances: Shares = np.exp(choose + xlogy(counts, share) + xlog1py(base - counts, -share))
    likely = np.flatnonzero(chances > NEGLIGIBLE)
    return likely, chances[likely]


def _negative(rise: float | None) -> float | None:
    """A rise of the other answers as a fall."""
    return None if rise is None else -rise
