"""Means: for 20 answers or more only, to one decimal (rule 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Hidden, Hiding


@dataclass(frozen=True, slots=True)
class ProtectedMean:
    """A mean in scale points and its base. An audit takes it for an exact sum: rounding is no protection."""

    mean: float
    base: int


def protect_mean(counts: Mapping[int, int], policy: Policy) -> ProtectedMean | Hidden:
    """The mean of a number scale, from how often each value was given."""
    base = sum(counts.values())
    if base == 0 or (policy.follows(Rule.MEANS) and base < policy.mean_base):
        return Hidden(Hiding.SMALL_BASE)
    mean = sum(value * count for value, count in counts.items()) / base
    return ProtectedMean(round(mean, 1) if policy.follows(Rule.MEANS) else mean, base)


@dataclass(frozen=True, slots=True)
class Part:
    """Answers shown as one number: ``count`` of them, each worth ``low`` to ``high``, in steps of ``step``."""

    low: float
    high: float
    count: int
    step: float = 1.0

    @property
    def least(self) -> float:
        """The smallest sum there can be."""
        return self.low * self.count

    @property
    def most(self) -> float:
        """The largest sum there can be."""
        return self.high * self.count


def leaves_open(total: float, parts: Sequence[Part], policy: Policy) -> bool:
    """Whether an exact sum beside counts that were joined takes none of them apart.

    A sum less all that the other parts can be leaves a range for each part. If it lay within four steps of the part's
    end, all but a few answers would be at that end, which no count would have shown.
    """
    least, most = sum(part.least for part in parts), sum(part.most for part in parts)
    for part in parts:
        if part.low == part.high:
            continue
        lowest = max(part.least, total - (most - part.most))
        highest = min(part.most, total - (least - part.least))
        room = policy.smallest_cell * part.step
        if part.most - lowest < room - 1e-9 or highest - part.least < room - 1e-9:
            return False
    return True
