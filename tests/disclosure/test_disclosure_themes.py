"""Themes of the same comments: nobody works out a small one from the others."""

import random
from collections import defaultdict
from itertools import product

import pytest

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.tables import Coding, Hidden, Hiding, Protected
from surveyapp.disclosure.themes import protect_themes, told

OPEN = STANDARD.without(Rule.SECONDARY)


def singly(counts, base):
    return [code(count, base, STANDARD) for count in counts]


def exact(shown):
    return [one.low if isinstance(one, Protected) and one.coding is Coding.EXACT else None for one in shown]


def attacked(shown, base):
    """What remains of each theme when every comment is of one alone, found by trying every way."""
    ranges = [range(one.low, one.high + 1) if isinstance(one, Protected) else range(base + 1) for one in shown]
    fitting = [way for way in product(*ranges) if sum(way) == base]
    return [(min(column), max(column)) for column in zip(*fitting, strict=True)]


def test_a_small_theme_is_not_what_the_others_leave():
    shown = singly([20, 15, 3], 38)
    assert attacked(shown, 38)[2] == (3, 3)
    assert protect_themes(shown, 38, STANDARD) == (Hidden(Hiding.SECONDARY),) * 3
    assert protect_themes(shown, 38, OPEN) == tuple(shown)


def test_several_small_themes_are_not_what_all_others_leave():
    shown = singly([32, 4, 4], 40)
    assert attacked(shown, 40)[1:] == [(4, 4), (4, 4)]
    assert exact(protect_themes(shown, 40, STANDARD)) == [None, None, None]


def test_comments_of_several_themes_or_of_none_hide_nothing():
    several = singly([30, 25, 3], 46)
    assert protect_themes(several, 46, STANDARD) == tuple(several)
    none = singly([8, 7, 2], 46)
    assert protect_themes(none, 46, STANDARD) == tuple(none)


def test_a_theme_that_is_not_counted_is_not_worked_out_either():
    shown = [*singly([20, 22], 44), Hidden(Hiding.AUDIT)]
    assert attacked(shown, 44)[2] == (2, 2)
    assert exact(protect_themes(shown, 44, STANDARD)) == [None, None, None]
    large = [*singly([10, 12], 44), Hidden(Hiding.AUDIT)]
    assert exact(protect_themes(large, 44, STANDARD)) == [10, 12, None], "22 of 44 could be shown"


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_themes_nobody_works_out_a_small_one(seed):
    draw = random.Random(seed)
    base = draw.randint(10, 24)
    cuts = sorted(draw.choices(range(base + 1), k=2))
    counts = [cuts[0], cuts[1] - cuts[0], base - cuts[1]]
    shown = [Hidden(Hiding.AUDIT) if draw.random() < 0.2 else one for one in singly(counts, base)]
    protected = protect_themes(shown, base, STANDARD)
    for one, (low, high) in zip(protected, attacked(protected, base), strict=True):
        if not (isinstance(one, Protected) and one.coding is Coding.EXACT):
            assert high - low >= 3 or (low >= 5 and high <= base - 5), (counts, protected)


@pytest.mark.parametrize(("themes", "base"), [(2, 20), (3, 12), (3, 16), (4, 11)])
@pytest.mark.parametrize("uncounted", [0, 1])
def test_what_is_hidden_tells_of_no_small_theme_either(themes, base, uncounted):
    """Every way in which comments can be coded, for readers of four suppositions; those that look the same together."""
    alike = defaultdict(list)
    for counts in product(range(base + 1), repeat=themes):
        shown = [*singly(counts[uncounted:], base), *[Hidden(Hiding.AUDIT)] * uncounted]
        alike[protect_themes(shown, base, STANDARD)].append((*counts[uncounted:], *counts[:uncounted]))
    supposed = {
        "each is of one theme": lambda total: total == base,
        "each is of one at least": lambda total: total >= base,
        "each is of one at most": lambda total: total <= base,
        "nothing": lambda total: True,
    }
    assert {what: found_out(alike, base, fits) for what, fits in supposed.items()} == {key: [] for key in supposed}


def found_out(alike, base, fits):
    """What is shown, and the possible counts of a theme of it that can have only few, all small or nearly all."""
    return [
        (shown, sorted(left))
        for shown, ways in alike.items()
        for one, column in zip(shown, zip(*filter(lambda way: fits(sum(way)), ways), strict=True), strict=False)
        if not (isinstance(one, Protected) and one.coding is Coding.EXACT)
        for left in [set(column)]
        if not (min(left) >= 5 and max(left) <= base - 5)
        if len(left) <= (3 if isinstance(one, Hidden) else 2) or max(left) == 0 or min(left) == base
    ]


def test_without_the_rule_the_same_attack_succeeds():
    found = 0
    for seed in range(40):
        draw = random.Random(seed)
        cuts = sorted(draw.choices(range(31), k=2))
        shown = singly([cuts[0], cuts[1] - cuts[0], 30 - cuts[1]], 30)
        found += bool(told(protect_themes(shown, 30, OPEN), 30, STANDARD))
        assert not told(protect_themes(shown, 30, STANDARD), 30, STANDARD)
    assert found > 10
