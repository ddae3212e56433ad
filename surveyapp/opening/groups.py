"""Which groups are large enough to be counted, decided before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.disclosure.policy import Policy

POLICY = Policy()
THRESHOLD = POLICY.smallest_base
"""A group of fewer is a handful of children, and what is counted of them is their answer sheet."""


def large_enough(sizes: Mapping[str, int], *, policy: Policy = POLICY) -> frozenset[str]:
    """The groups of one partition that may be counted (rules 4 and 7 of disclosure control).

    Small ones are left out. So that a total does not give them away, those left out are several groups and pool enough
    children, or the next smallest is left out too. Groups without a child do not matter.
    """
    waiting = sorted((size, name) for name, size in sizes.items() if size > 0)
    shown = [(size, name) for size, name in waiting if size >= policy.smallest_base]
    hidden = [(size, name) for size, name in waiting if size < policy.smallest_base]
    while hidden and shown and not _hide_each_other([size for size, _ in hidden], policy):
        hidden.append(shown.pop(0))
    return frozenset(name for _, name in shown)


def _hide_each_other(sizes: list[int], policy: Policy) -> bool:
    return len(sizes) >= policy.hidden_groups and sum(sizes) >= policy.hidden_pool
