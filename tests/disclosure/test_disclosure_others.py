"""Other authorities as a comparator: what two that lay their figures side by side can learn of a third."""

from itertools import combinations

import pytest

from surveyapp.disclosure.others import compare_with, far_apart
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.tables import Cell, Hidden, Protected

NAMES = "abcdefghij"


def cells(names=NAMES, base=60, **own):
    return {name: Cell(own.get(name, base) // 2, own.get(name, base), own.get(name, base)) for name in names}


def learned(policy):
    """Of how few authorities two comparators that somebody laid side by side tell the answers together."""
    found = [compare_with(name, cells(), policy) for name in NAMES]
    shown = {one.authorities for one in found if isinstance(one.shown, Protected)}
    return min(len(part) for one, other in combinations(shown, 2) for part in (one - other, other - one) if part)


def test_no_two_comparators_differ_by_one_or_two_authorities():
    assert learned(STANDARD) >= 3


def test_without_the_rule_two_authorities_have_each_others_answers():
    careless = STANDARD.without(Rule.OTHERS)
    assert learned(careless) == 1
    of_a, of_b = (compare_with(name, cells(b=80), careless) for name in "ab")
    assert of_a.shown.low - of_b.shown.low == cells(b=80)["b"].positive - cells()["a"].positive


def test_an_authority_is_never_in_its_own_comparator():
    assert all(name not in compare_with(name, cells(), STANDARD).authorities for name in NAMES)


@pytest.mark.parametrize(("names", "shown"), [("abcdefg", False), ("abcdefgh", True), ("abcdefghij", True)])
def test_five_others_are_needed_and_three_are_left_out(names, shown):
    assert isinstance(compare_with("a", cells(names), STANDARD).shown, Protected) is shown


def test_an_authority_that_did_not_ask_this_is_compared_all_the_same():
    assert isinstance(compare_with("z", cells(), STANDARD).shown, Protected)


def test_no_authority_gives_more_than_half_of_the_answers():
    assert isinstance(compare_with("a", cells(j=400), STANDARD).shown, Hidden)
    assert isinstance(compare_with("a", cells(j=300), STANDARD).shown, Protected)


def test_one_that_joins_later_is_not_told_by_the_comparator_of_before():
    before = compare_with("a", cells(NAMES[:-1]), STANDARD).authorities
    assert isinstance(compare_with("a", cells(), STANDARD, published=[before]).shown, Hidden)
    assert isinstance(compare_with("a", cells(), STANDARD, published=[before | {"j"}]).shown, Protected)


def test_comparators_are_far_apart_when_equal_or_when_each_lacks_three_of_the_other():
    four = frozenset("abcd")
    assert far_apart(four, four, STANDARD)
    assert far_apart(four, four | {"x", "y", "z"}, STANDARD)
    assert not far_apart(four, four | {"x", "y"}, STANDARD)
    assert not far_apart(four | {"x", "y", "z"}, four | {"u"}, STANDARD)
