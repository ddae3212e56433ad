"""Means: for 20 answers or more only, to one decimal (rule 6)."""

from __future__ import annotations

from collections.abc import Mapping
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
