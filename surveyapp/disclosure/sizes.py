"""Sizes of groups whose sum is known: small ones hidden, and never one alone (rules 4 and 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from surveyapp.disclosure.members import remaining
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Hiding

Sizes = Mapping[str, int | Hiding]
"""How many are in each group, or why that is hidden."""


@dataclass(frozen=True, slots=True)
class Size:
    """One group: how many are in it, None where nobody counted them, and the most and fewest that readers know of."""

    id: str
    n: int | None
    most: int
    least: int = 0


def protect_sizes(groups: Sequence[Size], total: int, policy: Policy) -> dict[str, int | Hiding]:
    """What may be shown of each group of a partition with ``total`` members, a group of nobody possible included.

    A reader subtracts what is shown from the total: so several are hidden, they pool enough, and the size of none that
    is small can be narrowed to a few values. Where the numbers contradict each other, nothing is shown.
    """
    known = _completed(groups, total)
    if known is None:
        return {group.id: Hiding.AUDIT for group in groups}
    hidden: dict[str, Hiding] = {}
    if policy.follows(Rule.BASE):
        hidden = {group.id: Hiding.SMALL_BASE for group in known if _is_small(group, policy)}
    hidden |= _uncounted(known, total, policy)
    while policy.follows(Rule.SECONDARY) and not _safe(known, hidden, total, policy):
        shown = [group for group in known if group.id not in hidden and group.most]
        if not shown:
            break
        hidden[min(shown, key=lambda group: group.n or 0).id] = Hiding.SECONDARY
    return {group.id: hidden.get(group.id) or group.n or 0 for group in known}


def possible_sizes(groups: Sequence[Size], shown: Sizes, total: int, policy: Policy) -> dict[str, tuple[int, int]]:
    """The fewest and most that each hidden group can have, for a reader who knows the rules and what is shown.

    Of groups that are not small the smallest is hidden first, and of several the first: none of them has more than a
    group that is shown.
    """
    left = total - sum(n for n in shown.values() if isinstance(n, int))
    hidden = [group for group in groups if isinstance(shown[group.id], Hiding)]
    ranges = [_thinkable(group, shown[group.id], _outdone(groups, shown, group), policy) for group in hidden]
    return {group.id: found for group, found in zip(hidden, remaining(ranges, left, left), strict=True)}


def _completed(groups: Sequence[Size], total: int) -> list[Size] | None:
    """The groups, a single one that nobody counted told by the others; None where they are more than all."""
    rest = total - sum(group.n or 0 for group in groups)
    uncounted = [group for group in groups if group.n is None]
    if rest < 0 or (rest > 0 and not uncounted):
        return None
    return [replace(group, n=rest) if [group] == uncounted else group for group in groups]


def _uncounted(groups: Sequence[Size], total: int, policy: Policy) -> dict[str, Hiding]:
    """Groups that nobody counted: all of them small, unless together they are too many for that."""
    absent = [group.id for group in groups if group.n is None]
    rest = total - sum(group.n or 0 for group in groups)
    why = Hiding.SECONDARY if rest > (policy.smallest_base - 1) * len(absent) else Hiding.SMALL_BASE
    return dict.fromkeys(absent, why)


def _is_small(group: Size, policy: Policy) -> bool:
    """Whether the group's number would show a few children; that nobody is in it is a number like any other."""
    return group.n is not None and group.n < policy.smallest_base and group.most > 0


def _safe(groups: Sequence[Size], hidden: Mapping[str, Hiding], total: int, policy: Policy) -> bool:
    """Whether the hidden groups are several, pool enough, and leave each other room."""
    if not hidden:
        return True
    shown: dict[str, int | Hiding] = {group.id: hidden.get(group.id) or group.n or 0 for group in groups}
    pool = total - sum(group.n or 0 for group in groups if group.id not in hidden)
    if len(hidden) < policy.hidden_groups or pool < policy.hidden_pool:
        return False
    possible = possible_sizes(groups, shown, total, policy)
    return all(
        high - low >= min(policy.left_width, group.most, policy.smallest_base - 1)
        for group in groups
        if hidden.get(group.id) is Hiding.SMALL_BASE
        for low, high in [possible[group.id]]
    )


def _outdone(groups: Sequence[Size], shown: Sizes, hidden: Size) -> int:
    """The most that a group can have which was hidden before all that are shown."""
    place = groups.index(hidden)
    kept = [(at, n) for at, group in enumerate(groups) if isinstance(n := shown[group.id], int) and n]
    return min((n - (at < place) for at, n in kept), default=hidden.most)


def _thinkable(group: Size, why: int | Hiding, outdone: int, policy: Policy) -> tuple[int, int]:
    """The sizes that a group hidden for this reason can have."""
    if group.n is None:
        return group.least, group.most
    if why is Hiding.SMALL_BASE:
        return group.least, min(policy.smallest_base - 1, group.most)
    return min(policy.smallest_base, group.most), min(group.most, outdone)
