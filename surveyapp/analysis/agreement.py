"""Whether people who read the same texts apart from each other found the same in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from surveyapp.analysis.proportions import Interval

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Numbers = NDArray[float64]

Value = TypeVar("Value", bound=Hashable)

RELIABLE = 0.800
TENTATIVE = 0.667
"""Krippendorff (2004) Content Analysis, 2nd ed., p. 241: rely on .800 and more, draw only tentative conclusions from
.667 to .800, and none from less."""
FEWEST = 5
"""Of texts in which a reader found a theme, and of texts in which one did not; below, alpha hangs on single texts."""
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one theme: texts read by two or more, in how many anybody found it, or missed it; alpha, its range.

    ``alpha`` and ``interval`` are None where nobody, or everybody, found it everywhere: then nothing could differ.
    """

    texts: int
    found: int
    missed: int
    alpha: float | None
    interval: Interval | None

    @property
    def counts(self) -> bool:
        """Whether the theme may be counted: found, and missed, in enough texts to tell, and alpha is .667 or more."""
        enough = min(self.found, self.missed) >= FEWEST
        return enough and self.alpha is not None and self.alpha >= TENTATIVE

    @property
    def firm(self) -> bool:
        """Whether it may be counted and relied on: alpha is .800 or more."""
        return self.counts and self.alpha is not None and self.alpha >= RELIABLE


def agreement(texts: Sequence[Sequence[bool]]) -> Agreement:
    """What readers said of one theme, text by text: each tells whether it is there. Texts read once do not count."""
    pairable = [tuple(ticks) for ticks in texts if len(ticks) > 1]
    value = alpha(pairable)
    interval = None if value is None else bootstrap(pairable)
    missed = sum(not all(ticks) for ticks in pairable)
    return Agreement(len(pairable), sum(map(any, pairable)), missed, value, interval)


def alpha(units: Sequence[Sequence[Value]], distance: Callable[[Value, Value], float] | None = None) -> float | None:
    """Krippendorff's alpha: units with the values that readers gave, in no order; None where no value varies.

    1 - observed / expected disagreement. Krippendorff (2004), chapter 11; (2011) Computing Krippendorff's
    Alpha-Reliability. Nominal without a ``distance`` from 0 to 1 between two values.
    """
    import numpy as np

    pairable = [tuple(unit) for unit in units if len(unit) > 1]
    values = tuple(dict.fromkeys(value for unit in pairable for value in unit))
    if not pairable:
        return None
    counts = np.array([[unit.count(value) for value in values] for unit in pairable], dtype=float)
    apart = distance or (lambda one, other: float(one != other))
    distances = np.array([[apart(one, other) for other in values] for one in values])
    found = float(_alphas(np.ones((1, len(pairable))), counts, distances)[0])
    return None if np.isnan(found) else found


def masi(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """Distance of two sets, for several themes of one text. Passonneau (2006) LREC, Measuring Agreement on Set-valued
    Items: 1 less Jaccard's share times 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap.
    """
    mine, theirs = set(one), set(other)
    if mine == theirs:
        return 0.0
    shared = len(mine & theirs)
    alike = 2 / 3 if mine <= theirs or theirs <= mine else 1 / 3
    return 1 - alike * shared / len(mine | theirs)


def bootstrap(texts: Sequence[Sequence[bool]], *, confidence: float = 0.95) -> Interval:
    """Interval of a theme's alpha: texts drawn again with replacement, half a text added to each way two can answer.

    Zapf et al. (2016) BMC Med Res Methodol 16:93 for the bootstrap over units; the half texts (Jeffreys' prior) keep it
    from shrinking to a point where readers hardly ever differed. A draw in which nothing varies counts as 0.
    """
    import numpy as np

    seen = Counter((sum(ticks), len(ticks)) for ticks in texts)
    ways: dict[tuple[int, int], float] = {**seen} | {(ticks, 2): seen[ticks, 2] + 0.5 for ticks in range(3)}
    counts = np.array([[ticks, readers - ticks] for ticks, readers in sorted(ways)], dtype=float)
    weights = np.array([ways[way] for way in sorted(ways)])
    drawn = np.random.default_rng(len(texts)).multinomial(len(texts), weights / weights.sum(), size=RESAMPLES)
    found = np.nan_to_num(_alphas(drawn.astype(float), counts, 1 - np.eye(2)))
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def _alphas(weights: Numbers, counts: Numbers, distances: Numbers) -> Numbers:
    """Alpha of each row of weights of units, whose values are counted; not a number where nothing can differ."""
    import numpy as np

    values = counts.sum(axis=1)
    within = (counts @ distances * counts).sum(axis=1) / (values - 1)
    totals, everything = weights @ counts, weights @ values
    expected = (totals @ distances * totals).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Numbers = np.where(expected > 0, 1 - (everything - 1) * (weights @ within) / expected, np.nan)
    return found
