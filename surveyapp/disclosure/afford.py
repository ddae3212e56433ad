"""How many figures one question may show: each is an equation to somebody who knows every child's groups (rule 3)."""

from __future__ import annotations

from collections.abc import Sequence

from surveyapp.disclosure.information import left_open, rarer, told
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

    The first that would tell more than is left of a share of what the total leaves open is hidden, and all after it: so
    hiding tells hardly more than was to be told. What is left out depends on numbers of answers and on figures that
    could be shown, never on a hidden count.
    """
    if isinstance(shown.total, Hidden) or not policy.follows(Rule.LATTICE):
        return shown
    figures, bits = _limits(shown.total, policy)
    kept: list[ProtectedPartition] = []
    over = False
    for whole, part in zip((table.bands, *table.others), shown.partitions, strict=True):
        asked, tells = _figures(whole, part, shown.total), _tells(whole, part, shown.total)
        over = over or (asked <= figures and tells > bits)
        if over or asked > figures:
            kept.append(_hidden(part))
        else:
            kept.append(part)
            figures, bits = figures - asked, bits - tells
    return ProtectedTable(shown.total, kept[0], tuple(kept[1:]))


def _limits(total: Protected, policy: Policy) -> tuple[int, float]:
    """How many figures may stand beside a total, and how many bits they may tell."""
    many = total.base >= policy.many_answers
    figures = total.base // (policy.answers_per_figure_of_many if many else policy.answers_per_figure) - 1
    return min(figures, rarer(total) // policy.rarer_per_figure), policy.told_share * left_open(total)


def _figures(whole: Partition, part: ProtectedPartition, total: Protected) -> int:
    """How many figures of a partition tell something new; the last of a complete one follows from the total."""
    shown = _shown(part)
    new = sum(1 for value in shown if not _follows(value, total))
    return new - 1 if _complete(whole, shown, total) and new == len(shown) else new


def _tells(whole: Partition, part: ProtectedPartition, total: Protected) -> float:
    """How many bits the figures of a partition tell; of a complete one the figure that tells least follows."""
    bits = sorted(told(value, total) for value in _shown(part))
    return sum(bits[1:] if _complete(whole, _shown(part), total) else bits)


def _shown(part: ProtectedPartition) -> list[Protected]:
    """The counts that are shown of a partition."""
    return [value for _, value in part.groups if isinstance(value, Protected)]


def _complete(whole: Partition, shown: Sequence[Protected], total: Protected) -> bool:
    """Whether everybody is in a group that is shown."""
    return not whole.bands and sum(value.base for value in shown) == total.base


def _follows(value: Protected, total: Protected) -> bool:
    """Whether the total alone says as much of this group."""
    least = max(0, total.low - (total.base - value.base))
    return value.low <= least and value.high >= min(value.base, total.high)


def _hidden(part: ProtectedPartition) -> ProtectedPartition:
    """The partition, every group of it hidden."""
    return ProtectedPartition(part.id, tuple((group, Hidden(Hiding.FIGURES)) for group, _ in part.groups))
