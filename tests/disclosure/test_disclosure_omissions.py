"""From which groups are hidden, a reader who knows the rules finds out no small one: all councils alike are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Group, Hidden, Partition, ProtectedTable, Table

Council = tuple[int, ...]
"""How many answered positively: of all small groups together, then of each larger one."""


def published(small: Sequence[int], large: Sequence[int], council: Council) -> ProtectedTable:
    """What is shown of a partition of so many children beside its total."""
    groups, left = [], council[0]
    for at, n in enumerate(small):
        groups.append(Group(f"small {at}", Cell(min(n, left), n, n)))
        left -= min(n, left)
    groups += [Group(f"large {at}", Cell(x, n, n)) for at, (n, x) in enumerate(zip(large, council[1:], strict=True))]
    total = sum((group.cell for group in groups), start=Cell(0, 0, 0))
    return protect(
        Table(total, Partition("age_band", (Group("all", total),)), (Partition("p", tuple(groups)),)), STANDARD
    )


def councils(small: Sequence[int], large: Sequence[int], totals: Sequence[int]) -> Iterator[Council]:
    for rest in product(*(range(n + 1) for n in large)):
        yield from ((total - sum(rest), *rest) for total in totals if 0 <= total - sum(rest) <= sum(small))


def found_out(small: Sequence[int], large: Sequence[int], totals: Sequence[int]) -> list[tuple[int, int, int]]:
    """Size, fewest and most of each small group that is all but known in some set of councils that look the same."""
    alike: dict[ProtectedTable, set[int]] = defaultdict(set)
    for council in councils(small, large, totals):
        alike[published(small, large, council)].add(council[0])
    pool = sum(small)
    ends = [
        (n, max(0, min(sums) - (pool - n)), min(n, max(sums))) for sums in alike.values() for n in small
    ]  # fmt: skip
    assert len(alike) > 1
    return [(n, low, high) for n, low, high in ends if high - low < min(n, 2)]


def large_found_out(small: Sequence[int], large: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Size and possible counts of each group of ten and more, hidden, that hiding tells too much of."""
    alike: dict[ProtectedTable, list[Council]] = defaultdict(list)
    for council in councils(small, large, range(sum(small) + sum(large) + 1)):
        alike[published(small, large, council)].append(council)
    hidden = [
        (n, sorted({council[at] for council in ways}))
        for shown, ways in alike.items()
        for at, n in enumerate(large, start=1)
        if isinstance(shown.others[0][f"large {at - 1}"], Hidden)
    ]
    assert hidden
    return [(n, left) for n, left in hidden if len(left) < 4 or left[-1] == 0 or left[0] == n]


SHAPES = [((5, 7), (12, 20)), ((3, 9), (10, 25)), ((6,), (15, 30)), ((4, 8), (20,)), ((3,), (10, 12, 14))]


@pytest.mark.parametrize(("small", "large"), SHAPES)
def test_of_few_or_nearly_all_positive_answers_no_small_group_is_found_out(small, large):
    """Such totals are exact; what was hidden beside them told that nobody, or everybody, of the small groups did."""
    everybody = sum(small) + sum(large)
    assert found_out(small, large, (5, everybody - 6)) == []


@pytest.mark.parametrize(("small", "large"), [((4, 8), (20,))])
def test_that_a_group_of_ten_is_hidden_leaves_it_four_counts_and_more(small, large):
    assert large_found_out(small, large) == []


@pytest.mark.slow
@pytest.mark.parametrize(("small", "large"), [SHAPES[0], SHAPES[2]])
def test_that_one_of_two_groups_of_ten_is_hidden_leaves_it_four_counts_and_more(small, large):
    assert large_found_out(small, large) == []


@pytest.mark.slow
@pytest.mark.parametrize(("small", "large"), [*SHAPES, ((9, 9), (18, 25)), ((2, 8), (11, 11, 13))])
def test_of_no_total_is_a_small_group_found_out(small, large):
    assert found_out(small, large, range(sum(small) + sum(large) + 1)) == []
