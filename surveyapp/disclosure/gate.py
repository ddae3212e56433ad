"""Nothing that the audit can break is published: the ladder drops breakdowns until it cannot (rule 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from surveyapp.disclosure.afford import afford
from surveyapp.disclosure.audit import Exposure, exposures
from surveyapp.disclosure.lattice import Joint, Lattice, draw, together
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.revisions import agree
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Hidden, Hiding, Protected, ProtectedPartition, ProtectedTable, Table

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Passed:
    """What may be published of a table, which partitions (or the total) the audit took away, and all that was, by rule.

    ``because`` names the rule for each partition of which nothing is left, and for the total.
    """

    shown: ProtectedTable
    dropped: tuple[str, ...] = ()
    because: Mapping[str, Rule] = field(default_factory=dict)


def release(
    table: Table,
    policy: Policy,
    joint: Mapping[str, Joint] | None = None,
    *,
    earlier: Sequence[ProtectedTable] = (),
) -> Passed:
    """The table protected, and as much of it dropped as the audit asks for; ``earlier`` are its earlier revisions.

    What earlier revisions alone give away cannot be taken back: the table must add nothing to it.
    """
    shown = protect(table, policy)
    afforded = afford(table, shown, policy)
    left, before = _revised(table, afforded, earlier if policy.follows(Rule.FROZEN) else (), policy)
    because = dict.fromkeys(_gone(shown, afforded), Rule.LATTICE) | dict.fromkeys(_gone(afforded, left), Rule.FROZEN)
    if isinstance(left.total, Hidden) or not policy.follows(Rule.GATE):
        return Passed(left, because=because)
    audited = _audited(table, left, [draw(table, one, joint) for one in before], policy, joint)
    return replace(audited, because=because | dict.fromkeys(audited.dropped, Rule.GATE))


def _audited(
    table: Table,
    shown: ProtectedTable,
    earlier: Sequence[Lattice],
    policy: Policy,
    joint: Mapping[str, Joint] | None,
) -> Passed:
    """As much of a protected table as the audit leaves, beside its earlier revisions."""

    def found_in(left: ProtectedTable) -> tuple[Exposure, ...]:
        return exposures(together(draw(table, left, joint), earlier), policy)

    found = found_in(shown)
    if not found:
        return Passed(shown)
    everything = (TOTAL, *_ids(table))
    nothing = drop(shown, everything)
    told_already = _told(found_in(nothing)) if earlier else frozenset()
    for dropped in ((), *_ladder(table, found)):
        left = drop(shown, dropped)
        if _told(found_in(left)) <= told_already:
            return Passed(left, tuple(dropped))
    return Passed(nothing, everything)


def _gone(before: ProtectedTable, after: ProtectedTable) -> list[str]:
    """The partitions of which nothing is left, and the total if it went."""
    pairs = zip(before.partitions, after.partitions, strict=True)
    gone = [old.id for old, new in pairs if _says_something(old) and not _says_something(new)]
    return gone if before.total == after.total else [TOTAL, *gone]


def _says_something(partition: ProtectedPartition) -> bool:
    """Whether any group of it is shown."""
    return any(isinstance(value, Protected) for _, value in partition.groups)


def _told(found: Iterable[Exposure]) -> frozenset[tuple[str, int, int, bool]]:
    """What is known of which groups."""
    return frozenset((each.target.name, each.low, each.high, each.own) for each in found)


def _revised(
    table: Table, shown: ProtectedTable, earlier: Sequence[ProtectedTable], policy: Policy
) -> tuple[ProtectedTable, list[ProtectedTable]]:
    """What may stand beside every earlier revision, and what of them still counts the same."""
    known = []
    for one in earlier:
        agreed = agree(table, shown, one, policy)
        shown = agreed.shown
        known.append(agreed.earlier)
    return shown, known


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
