"""Other authorities as a comparator: enough of them, none most of it, and no two comparators nearly the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveyapp.disclosure.cells import protect_cell
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import NOBODY, Cell, Hidden, Hiding, Protected, Shown


@dataclass(frozen=True, slots=True)
class Others:
    """A comparator: which authorities stand behind it, and what may be shown of their answers together."""

    authorities: frozenset[str]
    shown: Shown


@dataclass(frozen=True, slots=True)
class Together:
    """Published counts of several authorities added up: ``low``..``high`` of ``base``, as some of them are coded."""

    low: int
    high: int
    base: int


def compare_with(
    mine: str, cells: Mapping[str, Cell], policy: Policy, *, published: Collection[frozenset[str]] = ()
) -> Others:
    """The answers of all other authorities but two (rule 8); hidden where they are too few or one is most of them.

    Were each authority shown all others but itself, two that lay their figures side by side would have each other's
    answers. So authorities leave each other out in blocks of three. ``published`` are comparators of the same question
    and wave that somebody may have kept; one that differs from them by one or two authorities is hidden.
    """
    bases = {id: cells[id].base for id in sorted(cells) if cells[id].base}
    behind = _behind(mine, bases, policy)
    whole = sum((cells[id] for id in behind), start=NOBODY)
    if not allowed(behind, bases, policy, published=published):
        return Others(behind, Hidden(Hiding.SMALL_BASE))
    return Others(behind, protect_cell(whole, policy))


def gather(
    mine: str, counts: Mapping[str, Protected], policy: Policy, *, published: Collection[frozenset[str]] = ()
) -> tuple[frozenset[str], Together | None]:
    """The same of published counts, in the order in which authorities joined; None where it may not be told.

    Nothing but what each authority's own readers have is added up. A sum that is small, or nearly everybody, is coded.
    """
    bases = {id: count.base for id, count in counts.items()}
    behind = _behind(mine, bases, policy)
    if not allowed(behind, bases, policy, published=published):
        return behind, None
    parts = [counts[id] for id in behind]
    low, high, base = (sum(getattr(one, part) for one in parts) for part in ("low", "high", "base"))
    few = policy.smallest_cell - 1 if policy.follows(Rule.CELLS) else -1
    if low <= few:
        low, high = 0, max(high, few)
    if high >= base - few:
        low, high = min(low, base - few), base
    return behind, Together(low, high, base)


def allowed(
    behind: frozenset[str], bases: Mapping[str, int], policy: Policy, *, published: Collection[frozenset[str]] = ()
) -> bool:
    """Whether the authorities are enough, none gives more than half of the answers, and nothing can be subtracted."""
    if not policy.follows(Rule.OTHERS):
        return bool(behind)
    if len(behind) < policy.others_least:
        return False
    if max(bases[id] for id in behind) > policy.others_share * sum(bases[id] for id in behind):
        return False
    return all(far_apart(behind, known, policy) for known in published)


def far_apart(one: frozenset[str], other: frozenset[str], policy: Policy) -> bool:
    """Whether two comparators are the same, or differ by so many authorities that neither tells of one of them."""
    return one == other or (_far(one - other, policy) and _far(other - one, policy) and bool(one ^ other))


def _far(more: frozenset[str], policy: Policy) -> bool:
    """Whether what one comparator has more than another is nothing or several authorities."""
    return not more or len(more) >= policy.others_gap


def _behind(mine: str, counted: Iterable[str], policy: Policy) -> frozenset[str]:
    """All authorities that are counted, but those of the block that leaves each other out."""
    ordered = list(counted)
    left_out = _block(mine, ordered, policy) if policy.follows(Rule.OTHERS) else frozenset({mine})
    return frozenset(ordered) - left_out


def _block(mine: str, ordered: Sequence[str], policy: Policy) -> frozenset[str]:
    """The authorities that leave each other out, this one among them; the last block takes those left over.

    One that is not counted itself is shown what the last block is shown: a place of its own in the order would move
    everybody's block for it alone, and its comparator would differ from theirs by a single authority.
    """
    blocks = max(1, len(ordered) // policy.others_gap)
    at = min(ordered.index(mine) // policy.others_gap, blocks - 1) if mine in ordered else blocks - 1
    first = at * policy.others_gap
    return frozenset(ordered[first:] if at == blocks - 1 else ordered[first : first + policy.others_gap])
