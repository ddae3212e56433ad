"""All hidden groups of a partition as one: what is shown of the others and of everybody tells it already."""

from __future__ import annotations

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.policy import Policy
from surveyapp.disclosure.tables import Hidden, Partition, Protected, ProtectedTable, Table


def remainder(table: Table, partition: Partition, shown: ProtectedTable, policy: Policy) -> Protected | None:
    """The hidden groups of a partition counted together, as anybody can who subtracts; None where that gives no count.

    Nothing new is told: the count is worked out from published figures alone. Where those are coded, it is said only if
    every count that they allow would be said in the same words.
    """
    parts = [value for part in shown.others if part.id == partition.id for _, value in part.groups]
    told = [value for value in parts if isinstance(value, Protected)]
    whole = _universe(partition, shown)
    if table.routed or whole is None or not told or len(told) == len(parts):
        return None
    base = whole.base - sum(value.base for value in told)
    low = max(0, whole.low - sum(value.high for value in told))
    high = min(base, whole.high - sum(value.low for value in told))
    if base < policy.smallest_base:
        return None
    least, most = code(low, base, policy), code(high, base, policy)
    return least if least == most else None


def _universe(partition: Partition, shown: ProtectedTable) -> Protected | None:
    """What is shown of the children whom a partition splits; None where that is not all shown."""
    if not partition.bands:
        return shown.total if isinstance(shown.total, Protected) else None
    bands = [value for id, value in shown.bands.groups if id in partition.bands]
    if any(isinstance(value, Hidden) for value in bands) or not bands:
        return None
    known = [value for value in bands if isinstance(value, Protected)]
    low, high, base = (sum(getattr(value, part) for value in known) for part in ("low", "high", "base"))
    return Protected(known[0].coding, low, high, base)
