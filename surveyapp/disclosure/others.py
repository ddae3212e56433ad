"""Other authorities as a comparator: enough of them, none most of it, and no two comparators nearly the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from surveyapp.disclosure.cells import protect_cell
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import NOBODY, Cell, Hidden, Hiding, Shown


@dataclass(frozen=True, slots=True)
class Others:
    """A comparator: which authorities stand behind it, and what may be shown of their answers together."""

    authorities: frozenset[str]
    shown: Shown


def compare_with(
    mine: str, cells: Mapping[str, Cell], policy: Policy, *, published: Collection[frozenset[str]] = ()
) -> Others:
    """The answers of all other authorities but two (rule 8); hidden where they are too few or one is most of them.

    Were each authority shown all others but itself, two that lay their figures side by side would have each other's
    answers. So authorities leave each other out in blocks of three. ``published`` are comparators of the same question
    and wave that somebody may have kept; one that differs from them by one or two authorities is hidden.
    """
    counted = {id: cell for id, cell in cells.items() if cell.base}
    left_out = _block(mine, [*counted, mine], policy) if policy.follows(Rule.OTHERS) else frozenset({mine})
    behind = frozenset(counted) - left_out
    whole = sum((counted[id] for id in behind), start=NOBODY)
    if policy.follows(Rule.OTHERS) and not _many(behind, counted, whole, published, policy):
        return Others(behind, Hidden(Hiding.SMALL_BASE))
    return Others(behind, protect_cell(whole, policy))


def far_apart(one: frozenset[str], other: frozenset[str], policy: Policy) -> bool:
    """Whether two comparators are the same, or differ by so many authorities that neither tells of one of them."""
    return one == other or (_far(one - other, policy) and _far(other - one, policy) and bool(one ^ other))


def _far(more: frozenset[str], policy: Policy) -> bool:
    """Whether what one comparator has more than another is nothing or several authorities."""
    return not more or len(more) >= policy.others_gap


def _many(
    behind: frozenset[str],
    cells: Mapping[str, Cell],
    whole: Cell,
    published: Collection[frozenset[str]],
    policy: Policy,
) -> bool:
    """Whether the authorities are enough, none gives more than half of the answers, and nothing can be subtracted."""
    if len(behind) < policy.others_least:
        return False
    if max(cells[id].base for id in behind) > policy.others_share * whole.base:
        return False
    return all(far_apart(behind, known, policy) for known in published)


def _block(mine: str, authorities: Iterable[str], policy: Policy) -> frozenset[str]:
    """The authorities that leave each other out, this one among them; the last block takes those left over."""
    ordered = sorted(set(authorities))
    blocks = max(1, len(ordered) // policy.others_gap)
    at = min(ordered.index(mine) // policy.others_gap, blocks - 1)
    first = at * policy.others_gap
    return frozenset(ordered[first:] if at == blocks - 1 else ordered[first : first + policy.others_gap])
