"""What a reader who knows the rules learns from a group of ten and more that is hidden: why else would it be (rule 7).

Five of 44 answered positively, and nothing else is shown. Had any group of twelve not been exactly those five, it would
have been shown; so nobody of the small groups is among them. Hiding must therefore be of use to more councils than need
it: where only few could have come to hide so much, everybody whose page would look the same hides it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.members import Member, known, width
from surveyapp.disclosure.policy import Policy
from surveyapp.disclosure.tables import Hidden, Hiding, Protected

Safe = Callable[[Sequence[Member]], bool]
"""Whether groups shown so give nothing away by their sums alone."""
Sums = tuple[int, int]
"""Fewest and most positive answers of some groups together."""


@dataclass(frozen=True, slots=True)
class _Partition:
    """The groups, what the rest of the rules say of them, and how many children the hidden ones pool."""

    members: Sequence[Member]
    safe: Safe
    policy: Policy
    pool: int


def told_by_omission(members: Sequence[Member], universe: Sums, safe: Safe, policy: Policy) -> bool:
    """Whether councils that had to hide the next smallest groups, or more, would tell of a small group by doing so.

    ``universe`` are the fewest and most positive answers of all groups. The answer is the same for all counts that
    would look the same with those groups hidden, so that it tells nothing itself.
    """
    hidden = [member for member in members if isinstance(member.shown, Hidden) and member.cell.base]
    small = [member for member in hidden if member.mixed or member.cell.base < policy.smallest_base]
    shown = sorted((one for one in members if isinstance(one.shown, Protected)), key=lambda one: one.cell.base)
    partition = _Partition(members, safe, policy, sum(member.cell.base for member in hidden))
    return bool(small) and any(
        _narrow(partition, small, list(_left(partition, shown[:next_], _sums(shown[next_:], universe))))
        for next_ in range(1, len(shown) + 1)
    )


def _sums(shown: Sequence[Member], universe: Sums) -> Sums:
    """What all groups but these have together."""
    ranges = [known(member) for member in shown]
    return universe[0] - sum(high for _, high in ranges), universe[1] - sum(low for low, _ in ranges)


def _left(partition: _Partition, next_: Sequence[Member], together: Sums) -> Iterator[Sums]:
    """What the hidden groups can have in councils where these ``next_`` ones must be hidden too.

    ``together`` is what they and the hidden ones have. The largest is looked at first: what a council shows with all
    but it hidden.
    """
    if not next_:
        low, high = max(0, together[0]), min(partition.pool, together[1])
        yield from [(low, high)] if low <= high else []
        return
    *before, last = next_
    most = partition.pool + sum(member.cell.base for member in before)
    away = [replace(it, shown=Hidden(Hiding.SECONDARY)) if it in before else it for it in partition.members]
    for positive in range(max(0, together[0] - most), min(last.cell.base, together[1]) + 1):
        shown = replace(last, shown=code(positive, last.cell.base, partition.policy))
        if not partition.safe([shown if it is last else it for it in away]):
            members = [shown if it is last else it for it in partition.members]
            yield from _left(
                replace(partition, members=members), before, (together[0] - positive, together[1] - positive)
            )


def _narrow(partition: _Partition, small: Sequence[Member], left: Sequence[Sums]) -> bool:
    """Whether any small group is all but known, also to a child of it, when the hidden ones have one of these sums."""
    if not left:
        return False
    low, high = min(least for least, _ in left), max(most for _, most in left)
    wanted = partition.policy.known_width + 1
    return any(
        width(size, partition.pool, low, high) < min(size, wanted)
        for member in small
        for size in (
            range(1, min(member.cell.base, partition.policy.smallest_base)) if member.mixed else (member.cell.base,)
        )
    )
