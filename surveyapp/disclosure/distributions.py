"""Full distributions: for a large total only, neighbours merged until no slice is small (rule 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Coding, Protected


@dataclass(frozen=True, slots=True)
class Slice:
    """Neighbouring options counted together; ``positive`` is None where they are of both kinds."""

    options: tuple[str, ...]
    count: int
    positive: bool | None


def protect_distribution(options: Sequence[Slice], total: Protected, policy: Policy) -> tuple[Slice, ...]:
    """Slices in the order of the options, or none at all for a small base.

    Positive and other answers are never merged where the total is exact: that would give a small slice away.
    """
    if not policy.follows(Rule.DISTRIBUTIONS):
        return tuple(options)
    if total.base < policy.distribution_base:
        return ()
    if total.coding is not Coding.EXACT:
        return _merge(options, policy.smallest_cell)
    merged = [
        found
        for kind in (True, False)
        for found in _merge([option for option in options if option.positive is kind], policy.smallest_cell)
    ]
    order = [option.options[0] for option in options]
    return tuple(sorted(merged, key=lambda found: order.index(found.options[0])))


def _merge(slices: Sequence[Slice], smallest: int) -> tuple[Slice, ...]:
    """The smallest slice joined to its smaller neighbour until none is small."""
    found = list(slices)
    while len(found) > 1 and min(each.count for each in found) < smallest:
        place = min(range(len(found)), key=lambda at: found[at].count)
        beside = min((at for at in (place - 1, place + 1) if 0 <= at < len(found)), key=lambda at: found[at].count)
        first = min(place, beside)
        found[first : first + 2] = [_joined(found[first], found[first + 1])]
    return tuple(found)


def _joined(first: Slice, second: Slice) -> Slice:
    """Two slices as one."""
    positive = first.positive if first.positive == second.positive else None
    return Slice(first.options + second.options, first.count + second.count, positive)
