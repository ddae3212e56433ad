"""How many are in each group: small ones are hidden, never one alone, and what is shown does not tell them."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.sizes import Size, possible_sizes, protect_sizes
from surveyapp.disclosure.tables import Hiding

SMALL, SECONDARY = Hiding.SMALL_BASE, Hiding.SECONDARY


def protected(total=None, policy=STANDARD, /, **sizes):
    groups = [Size(name, n, most) for name, (n, most) in sizes.items()]
    everybody = sum(group.n or 0 for group in groups) if total is None else total
    return protect_sizes(groups, everybody, policy)


def test_large_groups_are_shown():
    assert protected(girl=(41, 70), boy=(46, 106), unsaid=(10, 97)) == {"girl": 41, "boy": 46, "unsaid": 10}


def test_nobody_who_did_not_say_is_no_group():
    assert protected(girl=(41, 70), boy=(46, 106), unsaid=(0, 0)) == {"girl": 41, "boy": 46, "unsaid": 0}


def test_a_small_group_is_never_hidden_alone():
    assert protected(foster=(38, 62), kin=(14, 26), home=(4, 12)) == {"foster": 38, "kin": SECONDARY, "home": SMALL}


def test_nobody_in_a_group_that_has_eligible_children_looks_like_a_few():
    assert protected(foster=(38, 62), kin=(14, 26), home=(0, 4))["home"] == SMALL
    assert protected(foster=(38, 62), kin=(14, 26), home=(0, 4))["kin"] == SECONDARY


def test_a_hidden_group_beside_one_that_only_just_counts_takes_another():
    found = protected(foster=(38, 62), kin=(10, 26), other=(25, 60), home=(1, 12))
    assert found == {"foster": 38, "kin": SECONDARY, "other": SECONDARY, "home": SMALL}


def test_groups_that_nobody_counted_are_hidden_and_a_single_one_is_told_by_the_others():
    assert protected(60, a=(25, 40), b=(None, 30), c=(None, 30)) == {"a": 25, "b": SECONDARY, "c": SECONDARY}
    assert protected(60, a=(25, 40), b=(20, 30), c=(None, 30)) == {"a": 25, "b": 20, "c": 15}


def test_numbers_that_contradict_each_other_show_nothing():
    assert set(protected(30, a=(25, 40), b=(20, 30)).values()) == {Hiding.AUDIT}


def draw(seed):
    random = Random(seed)
    count = random.randint(2, 6)
    groups = []
    for at in range(count):
        eligible = random.choice((3, 12, 30, 80))
        n = random.randint(0, eligible)
        groups.append(Size(f"g{at}", n if random.random() > 0.1 else None, eligible))
    unsaid = random.choice((0, 0, 2, 7, 15))
    sizes = [group.n if group.n is not None else random.randint(0, group.most) for group in groups]
    total = sum(sizes) + unsaid
    return [*groups, Size("unsaid", unsaid, total if unsaid else 0, least=min(unsaid, 1))], total


def thinkable(group, why, smallest_shown):
    """The sizes a reader who knows the rules thinks possible for a hidden group beside those that are shown."""
    if group.n is None:
        return set(range(group.most + 1))
    small = set(range(min(9, group.most) + 1))
    return small if why is SMALL else set(range(min(group.most, smallest_shown) + 1)) - small


def sums(ranges):
    """Every sum of one number of each set."""
    found = {0}
    for numbers in ranges:
        found = {one + other for one in found for other in numbers}
    return found


@pytest.mark.parametrize("seed", range(300))
def test_no_hidden_size_of_a_random_council_can_be_worked_out(seed):
    groups, total = draw(seed)
    shown = protect_sizes(groups, total, STANDARD)
    assert all(shown[it.id] >= 10 or not it.most for it in groups if isinstance(shown[it.id], int))
    hidden = [it for it in groups if isinstance(shown[it.id], Hiding)]
    if len(hidden) in (0, sum(1 for it in groups if it.most)):
        return
    left = total - sum(n for n in shown.values() if isinstance(n, int))
    assert len(hidden) >= 2
    assert left >= 10
    smallest = min(n for n in shown.values() if isinstance(n, int) and n)
    for group in hidden:
        if shown[group.id] is SMALL:
            others = sums(thinkable(it, shown[it.id], smallest) for it in hidden if it is not group)
            sizes = {size for size in thinkable(group, SMALL, smallest) if left - size in others}
            assert max(sizes) - min(sizes) >= min(3, group.most)


def pages(eligible: tuple[int, ...], totals: range) -> Iterator[list[tuple[int, ...]]]:
    """Of all ways to answer, those that look the same, page by page on which something is shown."""
    found: dict[object, list[tuple[int, ...]]] = {}
    for counts in product(*[range(most + 1) for most in eligible]):
        if sum(counts) in totals:
            groups = [Size(f"g{at}", n, most) for at, (n, most) in enumerate(zip(counts, eligible, strict=True))]
            shown = tuple(protect_sizes(groups, sum(counts), STANDARD).values())
            if any(isinstance(n, int) for n in shown):
                found.setdefault((sum(counts), tuple(map(str, shown))), []).append(counts)
    yield from found.values()


def fewest_values(eligible: tuple[int, ...], totals: range) -> int:
    """How many sizes are left to a small group at least, for a reader who tries all ways to answer."""
    return min(
        len(set(sizes)) for ways in pages(eligible, totals) for sizes in zip(*ways, strict=True) if max(sizes) < 10
    )


def test_a_group_hidden_beside_a_small_one_has_no_more_than_those_shown_and_a_reader_knows_that():
    """Of 23 answers ten shown, fewer than ten, and ten or more beside them: only three, ten and ten look so."""
    assert fewest_values((14, 11, 4), range(23, 24)) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("eligible", [(30, 20, 12), (20, 14, 12), (25, 15, 10), (18, 13, 9), (14, 12, 5, 11)])
def test_whatever_groups_answer_a_small_one_keeps_three_sizes(eligible):
    assert fewest_values(eligible, range(10, sum(eligible))) >= 3


def test_of_two_groups_that_are_as_large_the_first_is_hidden_and_a_reader_knows_that():
    groups = [Size("first", 12, 20), Size("few", 4, 20), Size("second", 11, 20)]
    shown = {"first": 12, "few": SMALL, "second": SECONDARY}
    assert possible_sizes(groups, shown, 27, STANDARD) == {"few": (4, 5), "second": (10, 11)}


def test_that_some_did_not_say_is_known_where_nobody_would_be_shown():
    groups = [Size("girl", 20, 40), Size("boy", 11, 40), Size("unsaid", 3, 34, least=1)]
    shown = {"girl": 20, "boy": SECONDARY, "unsaid": SMALL}
    assert possible_sizes(groups, shown, 34, STANDARD)["unsaid"] == (1, 4)


def test_without_the_rule_of_several_a_small_group_is_told_by_the_total():
    found = protected(None, STANDARD.without(Rule.SECONDARY), foster=(38, 62), kin=(14, 26), home=(4, 12))
    assert [name for name, n in found.items() if isinstance(n, Hiding)] == ["home"]
    assert 56 - sum(n for n in found.values() if not isinstance(n, Hiding)) == 4
