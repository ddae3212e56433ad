"""How many figures one question may show: each is an equation to somebody who knows every child's groups (rule 3)."""

from __future__ import annotations

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import (
    Hidden,
    Hiding,
    Partition,
    Protected,
    ProtectedPartition,
    ProtectedTable,
    Table,
)


def afford(table: Table, shown: ProtectedTable, policy: Policy) -> ProtectedTable:
    """The total, then partitions in their declared order as long as enough answers stand behind all figures together.

    What is left out depends on numbers of answers and on codes, never on a hidden count.
    """
    if isinstance(shown.total, Hidden) or not policy.follows(Rule.LATTICE):
        return shown
    many = shown.total.base >= policy.many_answers
    left = shown.total.base // (policy.answers_per_figure_of_many if many else policy.answers_per_figure) - 1
    left = min(left, _rarer(shown.total) // policy.rarer_per_figure)
    kept: list[ProtectedPartition] = []
    for whole, part in zip((table.bands, *table.others), shown.partitions, strict=True):
        asked = _figures(whole, part, shown.total)
        kept.append(part if asked <= left else _hidden(part))
        left -= asked if asked <= left else 0
    return ProtectedTable(shown.total, kept[0], tuple(kept[1:]))


def _rarer(total: Protected) -> int:
    """How many gave the rarer kind of answer, at most, as the total tells: about few of them few figures say much."""
    return min(total.high, total.base - total.low)


def _figures(whole: Partition, part: ProtectedPartition, total: Protected) -> int:
    """How many figures of a partition tell something new; the last of a complete one follows from the total."""
    told = [value for _, value in part.groups if isinstance(value, Protected)]
    complete = not whole.bands and sum(value.base for value in told) == total.base
    new = sum(1 for value in told if not _follows(value, total))
    return new - 1 if complete and new == len(told) else new


def _follows(value: Protected, total: Protected) -> bool:
    """Whether the total alone says as much of this group."""
    least = max(0, total.low - (total.base - value.base))
    return value.low <= least and value.high >= min(value.base, total.high)


def _hidden(part: ProtectedPartition) -> ProtectedPartition:
    """The partition, every group of it hidden."""
    return ProtectedPartition(part.id, tuple((group, Hidden(Hiding.AUDIT)) for group, _ in part.groups))
