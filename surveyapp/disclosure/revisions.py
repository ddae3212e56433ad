"""What a reader can subtract who kept an earlier revision of the same table (rule 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.disclosure.policy import Policy
from surveyapp.disclosure.tables import (
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


@dataclass(frozen=True, slots=True)
class Agreed:
    """What of a table may stand beside an earlier revision, and what of the earlier one still counts the same."""

    shown: ProtectedTable
    earlier: ProtectedTable


@dataclass(frozen=True, slots=True)
class _Moved:
    """By how much a group's answers and its positive ones can have changed from one revision to the next."""

    low: int
    high: int
    base: int
    of: int


def agree(table: Table, shown: ProtectedTable, earlier: ProtectedTable, policy: Policy) -> Agreed:
    """The table without what tells of a few children when the earlier revision is subtracted from it.

    A correction of code or wording may change a count. Then the difference is a published count like any other: of
    five answers or more, and of all but five at most; of ten children or more, where they are others. What counts the
    same as before is left to the audit, which takes both revisions together.
    """
    if not _apart([_moved(shown.total, earlier.total)], policy):
        everything = {table.bands.id, *(other.id for other in table.others)}
        gone = _without(shown, everything)
        return Agreed(ProtectedTable(Hidden(Hiding.AUDIT), gone.bands, gone.others), _fitting(table, earlier))
    told = {part.id for part in shown.partitions if not _apart(_differences(part, shown, earlier), policy)}
    told |= {whole.id for whole in (table.bands, *table.others) if _uncounted(whole, shown, earlier)}
    return Agreed(_without(shown, told), _fitting(table, earlier))


def _differences(part: ProtectedPartition, shown: ProtectedTable, earlier: ProtectedTable) -> Iterator[_Moved | None]:
    """What changed in each group of a partition, and in all others together."""
    before = dict(next((old.groups for old in earlier.partitions if old.id == part.id), ()))
    found = [_moved(value, before.get(id, Hidden(Hiding.AUDIT))) for id, value in part.groups]
    yield from found
    whole, exact = _moved(shown.total, earlier.total), [one for one in found if one and one.low == one.high]
    if whole is not None:
        low, high, base, of = (sum(getattr(one, part) for one in exact) for part in ("low", "high", "base", "of"))
        yield _Moved(whole.low - high, whole.high - low, whole.base - base, whole.of - of)


def _uncounted(whole: Partition, shown: ProtectedTable, earlier: ProtectedTable) -> bool:
    """Whether a group was shown that nobody counts any more, and another is shown now: no audit could add that up."""
    before = dict(next((old.groups for old in earlier.partitions if old.id == whole.id), ()))
    now = dict(next(part.groups for part in shown.partitions if part.id == whole.id))
    gone = {group.id for group in whole.groups if not group.cell.members}
    told = {id for id, value in before.items() if isinstance(value, Protected)}
    return bool(gone & told) and any(isinstance(value, Protected) for id, value in now.items() if id not in told)


def _moved(now: Shown, then: Shown) -> _Moved | None:
    """The change of one group; None where one revision hides it or both say the same of it."""
    if isinstance(now, Hidden) or isinstance(then, Hidden):
        return None
    if now == then and now.coding is not Coding.EXACT:
        return None
    return _Moved(now.low - then.high, now.high - then.low, now.base - then.base, max(now.base, then.base))


def _apart(moved: Iterator[_Moved | None] | list[_Moved | None], policy: Policy) -> bool:
    """Whether every change is none at all, or one of many children."""
    return all(one is None or _of_many(one, policy) for one in moved)


def _of_many(moved: _Moved, policy: Policy) -> bool:
    """Whether a change tells of no few children."""
    if 0 < abs(moved.base) < policy.changed_records:
        return False
    if moved.low <= 0 <= moved.high:
        return moved.low == moved.high or moved.high - moved.low >= policy.smallest_cell - 1
    least, most = sorted((abs(moved.low), abs(moved.high)))
    return moved.base != 0 or (least >= policy.smallest_cell and most <= moved.of - policy.smallest_cell)


def _fitting(table: Table, earlier: ProtectedTable) -> ProtectedTable:
    """The earlier revision, without the figures that do not count what the table counts."""
    before = {part.id: dict(part.groups) for part in earlier.partitions}
    parts = [_fitting_part(part, before.get(part.id, {})) for part in (table.bands, *table.others)]
    return ProtectedTable(_if_it_fits(table.total, earlier.total), parts[0], tuple(parts[1:]))


def _fitting_part(partition: Partition, before: dict[str, Shown]) -> ProtectedPartition:
    """The same of one partition."""
    absent = Hidden(Hiding.AUDIT)
    groups = ((group.id, _if_it_fits(group.cell, before.get(group.id, absent))) for group in partition.groups)
    return ProtectedPartition(partition.id, tuple(groups))


def _if_it_fits(cell: Cell, shown: Shown) -> Shown:
    """A figure that is true of the group as it is counted now; hidden otherwise."""
    if isinstance(shown, Protected) and shown.base == cell.base and shown.low <= cell.positive <= shown.high:
        return shown
    return Hidden(Hiding.AUDIT)


def _without(shown: ProtectedTable, told: set[str]) -> ProtectedTable:
    """The table without these partitions."""

    def kept(part: ProtectedPartition) -> ProtectedPartition:
        if part.id not in told:
            return part
        return ProtectedPartition(part.id, tuple((id, Hidden(Hiding.AUDIT)) for id, _ in part.groups))

    return ProtectedTable(shown.total, kept(shown.bands), tuple(map(kept, shown.others)))
