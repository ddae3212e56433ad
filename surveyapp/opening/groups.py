"""Which groups are large enough to be counted, decided before anything is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from surveyapp.disclosure.policy import Policy

POLICY = Policy()
THRESHOLD = POLICY.smallest_base
"""A group of fewer is a handful of children, and what is counted of them is their answer sheet."""

Part = tuple[str, str]
"""The children of one total (a band, or bands laid together) who are in one group."""


def large_enough(sizes: Mapping[str, int], *, policy: Policy = POLICY) -> frozenset[str]:
    """The groups of one partition that may be counted (rules 4 and 7 of disclosure control), beside one total.

    ``sizes`` has the groups with a child in them, and how many of it answered: none is a size too.
    """
    return large_enough_across({("", name): size for name, size in sizes.items()}, policy=policy)


def large_enough_across(parts: Mapping[Part, int], *, policy: Policy = POLICY) -> frozenset[str]:
    """The groups that may be counted over several totals, each of which is kept as well.

    Small ones are left out. So that totals do not give them away, those left out are several groups and pool enough
    children, and no group that lies in some totals, nor total that lies in some groups, leaves a few children when one
    is taken from the other; else the next smallest is left out too.
    """
    sizes: Counter[str] = Counter()
    for (_, group), size in parts.items():
        sizes[group] += size
    shown = sorted((group for group in sizes if sizes[group] >= policy.smallest_base), key=lambda it: (sizes[it], it))
    while shown and not (
        _hide_each_other([size for group, size in sizes.items() if group not in shown], policy)
        and _leave_no_few(parts, frozenset(shown), policy)
    ):
        shown.pop(0)
    return frozenset(shown)


def _hide_each_other(sizes: list[int], policy: Policy) -> bool:
    return not sizes or (len(sizes) >= policy.hidden_groups and sum(sizes) >= policy.hidden_pool)


def _leave_no_few(parts: Mapping[Part, int], shown: frozenset[str], policy: Policy) -> bool:
    for left in _differences(parts, shown):
        whole = {total for total, _ in left}
        if sum(parts[part] for part in left) < policy.hidden_pool and left != {it for it in parts if it[0] in whole}:
            return False
    return True


def _differences(parts: Iterable[Part], shown: frozenset[str]) -> Iterator[set[Part]]:
    """For any totals: they without all groups that lie in them, and the fewest groups they lie in without them."""
    every = sorted({total for total, _ in parts})
    for totals in (set(some) for size in range(1, len(every) + 1) for some in combinations(every, size)):
        inside = {part for part in parts if part[0] in totals}
        outside = {group for total, group in parts if total not in totals}
        yield {(total, group) for total, group in inside if group in outside or group not in shown}
        touched = {group for _, group in inside}
        if touched <= shown:
            yield {(total, group) for total, group in parts if group in touched and total not in totals}
