"""Hiding what would give hidden groups away: secondary suppression within each partition (rules 3 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from surveyapp.disclosure.cells import protect_cell, tells_earlier
from surveyapp.disclosure.members import Beside, Member, derivable, spread, width
from surveyapp.disclosure.omissions import told_by_omission
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import (
    NOBODY,
    TOTAL,
    Cell,
    Coding,
    Hidden,
    Hiding,
    Partition,
    Protected,
    ProtectedPartition,
    ProtectedTable,
    Shown,
    Table,
)

REST = "the rest"


def protect(table: Table, policy: Policy) -> ProtectedTable:
    """The whole table protected: total first, then the bands, then every other partition beside them.

    Of a question that an earlier answer opens all bands are shown or none, and no other partition: which of its groups
    are too small would tell how many of them had given that answer.
    """
    total = protect_cell(table.total, policy, routed=table.routed, reach=table.reach.get(TOTAL))
    if isinstance(total, Hidden):
        hidden = [_all_hidden(partition, total.why) for partition in (table.bands, *table.others)]
        return ProtectedTable(total, hidden[0], tuple(hidden[1:]))
    if table.routed and policy.follows(Rule.DISTRIBUTIONS):
        others = [_all_hidden(other, Hiding.ROUTED) for other in table.others]
        return ProtectedTable(total, _all_or_none(table, total, policy), tuple(others))
    everybody = total.low, total.high
    members = _protect_partition(table, table.bands, Beside(everybody, everybody), policy)
    split = [_protect_partition(table, other, _beside(other, total, members), policy) for other in table.others]
    return ProtectedTable(
        total,
        _published(table.bands, members, policy),
        tuple(_published(other, found, policy) for other, found in zip(table.others, split, strict=True)),
    )


def _all_or_none(table: Table, total: Protected, policy: Policy) -> ProtectedPartition:
    """The bands of a question that an earlier answer opens."""
    cells = ((group, table.reach.get(group.id)) for group in table.bands.groups)
    if any(tells_earlier(group.cell, policy, reach) for group, reach in cells):
        return _all_hidden(table.bands, Hiding.ROUTED)
    everybody = total.low, total.high
    members = _protect_partition(table, table.bands, Beside(everybody, everybody), policy)
    shown = _published(table.bands, members, policy)
    if any(isinstance(value, Hidden) for _, value in shown.groups):
        return _all_hidden(table.bands, Hiding.SECONDARY)
    return shown


def _protect_partition(table: Table, partition: Partition, beside: Beside, policy: Policy) -> list[Member]:
    """Small groups hidden and coded, then the next smallest hidden until nothing can be worked out."""
    members = [Member(group.id, group.cell, protect_cell(group.cell, policy)) for group in partition.groups]
    members += _rest(members, _universe(table, partition), policy)
    safe = partial(_safe, beside=beside, policy=policy)
    while policy.follows(Rule.SECONDARY):
        shown = [member for member in members if isinstance(member.shown, Protected)]
        if not shown or (safe(members) and not told_by_omission(members, beside.universe, safe, policy)):
            break
        least = min(shown, key=lambda member: member.cell.base)
        members[members.index(least)] = replace(least, shown=Hidden(Hiding.SECONDARY))
    return members


def _beside(partition: Partition, total: Protected, bands: Sequence[Member]) -> Beside:
    """What the total and the bands tell of the children a partition splits."""
    if not partition.bands:
        return Beside((total.low, total.high), (total.low, total.high))
    inside = tuple(member for member in bands if member.id in partition.bands)
    outside = tuple(member for member in bands if member.id not in partition.bands)
    (low, high), (beyond_low, beyond_high) = spread(inside), spread(outside)
    universe = max(low, total.low - beyond_high), min(high, total.high - beyond_low)
    return Beside(universe, (total.low, total.high), inside, outside)


def _universe(table: Table, partition: Partition) -> Cell:
    """The children a partition splits."""
    if not partition.bands:
        return table.total
    return sum((group.cell for group in table.bands.groups if group.id in partition.bands), start=NOBODY)


def _rest(own: Sequence[Member], universe: Cell, policy: Policy) -> list[Member]:
    """Those in no group, hidden: missing is a group too."""
    rest = universe - sum((member.cell for member in own), start=NOBODY)
    if rest.base <= 0 or not policy.follows(Rule.LATTICE):
        return []
    return [Member(REST, rest, Hidden(Hiding.SMALL_BASE), mixed=True)]


def _safe(members: Sequence[Member], beside: Beside, policy: Policy) -> bool:
    """Whether hidden groups are several and pool enough, and no hidden or coded count can be worked out."""
    hidden = [member for member in members if isinstance(member.shown, Hidden) and member.cell.base]
    pool = sum(member.cell.base for member in hidden)
    if hidden and (_group_count(hidden, policy) < policy.hidden_groups or pool < policy.hidden_pool):
        return False
    least, most = spread(members)
    return not (
        _any_worked_out(members, *beside.universe, policy)
        or _any_worked_out(beside.inside, least, most, policy)
        or _any_worked_out(beside.outside, beside.total[0] - most, beside.total[1] - least, policy)
    )


def _any_worked_out(members: Sequence[Member], least: int, most: int, policy: Policy) -> bool:
    """Whether adding up to ``least``..``most`` gives a protected count away."""
    found = derivable(members, least, most)
    return any(_worked_out(member, *bounds, policy) for member, bounds in zip(members, found, strict=True))


def _group_count(hidden: Sequence[Member], policy: Policy) -> int:
    """How many groups are hidden; a rest as large as a group that is shown can only be several small ones."""
    return sum(2 if member.mixed and member.cell.base >= policy.smallest_base else 1 for member in hidden)


def _worked_out(member: Member, low: int, high: int, policy: Policy) -> bool:
    """Whether a protected count is all but known, or a group's answer is the same for everybody.

    A hidden group is left one value more, for the child who knows one answer of it already: its own. Of a rest,
    groups of every small size could be part.
    """
    base = member.cell.base
    if base == 0 or (isinstance(member.shown, Protected) and member.shown.coding is Coding.EXACT):
        return False
    if low == base or high == 0:
        return True
    spare = 1 if isinstance(member.shown, Hidden) else 0
    sizes = range(1, min(base, policy.smallest_base)) if member.mixed else (base,)
    return any(width(size, base, low, high) < min(size, policy.left_width + spare) for size in sizes)


def _published(partition: Partition, members: Sequence[Member], policy: Policy) -> ProtectedPartition:
    """What the members show, group by group."""
    shown = {member.id: member.shown for member in members} | _left_out(members, policy)
    return ProtectedPartition(partition.id, tuple((group.id, shown[group.id]) for group in partition.groups))


def _left_out(members: Sequence[Member], policy: Policy) -> dict[str, Shown]:
    """Groups of which nothing was counted are in the rest: all of them small, unless the rest is too large for that."""
    absent = [member.id for member in members if not member.cell.members]
    rest = sum(member.cell.base for member in members if member.mixed)
    why = Hiding.SECONDARY if rest > (policy.smallest_base - 1) * len(absent) else Hiding.SMALL_BASE
    return dict.fromkeys(absent, Hidden(why))


def _all_hidden(partition: Partition, why: Hiding) -> ProtectedPartition:
    """A partition of which nothing is shown."""
    return ProtectedPartition(partition.id, tuple((group.id, Hidden(why)) for group in partition.groups))
