"""Nothing that the audit can break is published: the ladder drops breakdowns until it cannot (rule 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from surveyapp.disclosure.audit import Exposure, exposures
from surveyapp.disclosure.lattice import Joint, draw
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Hidden, Hiding, ProtectedPartition, ProtectedTable, Table

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Passed:
    """What may be published of a table, and which partitions (or the total) the audit took away."""

    shown: ProtectedTable
    dropped: tuple[str, ...] = ()


def release(table: Table, policy: Policy, joint: Mapping[str, Joint] | None = None) -> Passed:
    """The table protected, and as much of it dropped as the audit asks for."""
    shown = protect(table, policy)
    if isinstance(shown.total, Hidden) or not policy.follows(Rule.GATE):
        return Passed(shown)
    found = exposures(draw(table, shown, joint), policy)
    if not found:
        return Passed(shown)
    for dropped in _ladder(table, found):
        left = drop(shown, dropped)
        if not exposures(draw(table, left, joint), policy):
            return Passed(left, tuple(dropped))
    everything = (TOTAL, *_ids(table))
    return Passed(drop(shown, everything), everything)


def drop(shown: ProtectedTable, dropped: Collection[str]) -> ProtectedTable:
    """The table without these partitions, or without its total."""
    return ProtectedTable(
        Hidden(Hiding.AUDIT) if TOTAL in dropped else shown.total,
        _without(shown.bands, dropped),
        tuple(_without(other, dropped) for other in shown.others),
    )


def _ladder(table: Table, found: tuple[Exposure, ...]) -> Iterator[tuple[str, ...]]:
    """What to drop, rung by rung: the worst breakdown, then all but age, then all but the total."""
    exposed = Counter(id for each in found for id in each.target.partitions if id != table.bands.id)
    for id, _ in exposed.most_common(1):
        yield (id,)
    yield _ids(table)[1:]
    yield _ids(table)


def _ids(table: Table) -> tuple[str, ...]:
    """Every partition, bands first."""
    return (table.bands.id, *(other.id for other in table.others))


def _without(partition: ProtectedPartition, dropped: Collection[str]) -> ProtectedPartition:
    """The partition, hidden if it was dropped."""
    if partition.id not in dropped:
        return partition
    return ProtectedPartition(partition.id, tuple((group, Hidden(Hiding.AUDIT)) for group, _ in partition.groups))
