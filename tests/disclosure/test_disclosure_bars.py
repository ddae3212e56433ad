"""Which answers were joined to which bar tells no count: every answer in a joined bar keeps five that look the same."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.distributions import Slice, protect_distribution
from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.tables import Coding

HOW_MANY = (False, True, False, False, False)
"""None, one, two, three or more, not sure: one is the positive answer."""


def bars(counts, kinds, policy=STANDARD):
    """What is shown of how often each answer was given: the total, and the bars."""
    total = code(sum(n for n, good in zip(counts, kinds, strict=True) if good), sum(counts), policy)
    options = [Slice((str(at),), n, good) for at, (n, good) in enumerate(zip(counts, kinds, strict=True))]
    return total, tuple((one.options, one.count) for one in protect_distribution(options, total, policy))


def ways(base: int, options: int) -> Iterator[tuple[int, ...]]:
    """Every way to share so many answers among so many options."""
    if options == 1:
        yield (base,)
        return
    for first in range(base + 1):
        yield from ((first, *rest) for rest in ways(base - first, options - 1))


def fewest_values(base: int, kinds: tuple[bool, ...]) -> int:
    """How many counts are left at least to an answer in a joined bar, for a reader who tries all ways to answer."""
    policy = replace(STANDARD, distribution_base=base)
    looks: dict[object, list[tuple[int, ...]]] = {}
    for counts in ways(base, len(kinds)):
        looks.setdefault(bars(counts, kinds, policy), []).append(counts)
    return min(
        len({counts[int(option)] for counts in found})
        for (_, shown), found in looks.items()
        for options, _ in shown
        for option in options
        if len(options) > 1
    )


def mixed(options: int) -> list[tuple[bool, ...]]:
    """Every order of positive and other answers."""
    return [kinds for kinds in product((True, False), repeat=options) if len(set(kinds)) == 2]


def test_of_sixty_asked_how_many_adults_they_trust_no_bar_tells_who_is_not_sure():
    """None 5, two or three 9, not sure 5: only five, five, four and five looked so."""
    seen = bars((5, 41, 5, 4, 5), HOW_MANY)
    steps = [step for step in product(range(-1, 2), repeat=4) if not sum(step)]
    same = [step for step in steps if bars((5 + step[0], 41, 5 + step[1], 4 + step[2], 5 + step[3]), HOW_MANY) == seen]
    assert len(same) > 1


@pytest.mark.parametrize("kinds", mixed(3))
def test_every_answer_in_a_joined_bar_keeps_five_counts(kinds):
    assert fewest_values(14, kinds) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("base", [14, 20])
def test_every_one_of_four_answers_in_a_joined_bar_keeps_five_counts(base):
    assert min(fewest_values(base, kinds) for kinds in mixed(4)) >= 5


def test_the_rarer_answers_of_a_coded_total_stand_with_the_answer_before_from_the_start():
    """Fewer than five were positive: of eight in a bar that ended with them, four at least would be the others."""
    total, shown = bars((28, 3, 29), (False, True, False))
    assert total.coding is Coding.FEW
    assert shown == ((("0", "1"), 31), (("2",), 29))
    assert bars((3, 28, 29), (True, False, False))[1] == ((("0", "1"), 31), (("2",), 29))


def test_answers_are_joined_from_the_first_on_and_what_is_left_over_to_the_last():
    assert bars((2, 4, 30, 10, 3, 11), (True, True, True, False, False, False))[1] == (
        (("0", "1"), 6),
        (("2",), 30),
        (("3",), 10),
        (("4", "5"), 14),
    )
