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

    Positive and other answers are never merged where the total is exact: that would give a small slice away. Where it
    is coded, fewer than five chose any answer of the rarer kind: each stands with the answer before it from the start.
    """
    if not policy.follows(Rule.DISTRIBUTIONS):
        return tuple(options)
    if total.base < policy.distribution_base:
        return ()
    if total.coding is not Coding.EXACT:
        return _merge(_with_rare(options, total.coding is Coding.FEW), policy.smallest_cell)
    merged = [
        found
        for kind in (True, False)
        for found in _merge([option for option in options if option.positive is kind], policy.smallest_cell)
    ]
    order = [option.options[0] for option in options]
    return tuple(sorted(merged, key=lambda found: order.index(found.options[0])))


def _merge(slices: Sequence[Slice], smallest: int) -> tuple[Slice, ...]:
    """Slices joined to the next until none is small, from the first on, and what is left over to the last.

    So an edge tells no more than that fewer than ``smallest`` stood before the last answer of its slice. To join the
    smallest to its smaller neighbour shows more of no question, and the shape alone could tell a count.
    """
    found: list[Slice] = []
    for one in slices:
        if found and found[-1].count < smallest:
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    if len(found) > 1 and found[-1].count < smallest:
        found[-2:] = [_joined(*found[-2:])]
    return tuple(found)


def _with_rare(options: Sequence[Slice], rare: bool) -> list[Slice]:
    """Each option of the rarer kind joined to the one before, the first ones to the one after."""
    found: list[Slice] = []
    for one in options:
        if found and (one.positive is rare or all(option.positive is rare for option in found)):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _joined(first: Slice, second: Slice) -> Slice:
    """Two slices as one."""
    positive = first.positive if first.positive == second.positive else None
    return Slice(first.options + second.options, first.count + second.count, positive)
