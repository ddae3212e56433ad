"""Somebody who reads the rows beside what is kept of groups lists every way to spread the children over them."""

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import product
from math import floor
from random import Random

from surveyapp.opening.forcing import Spread, free_groups, hundredths

BAND = "8-11"


def _mean(part):
    return floor(100 * Fraction(part[1], part[0]) / 4 + Fraction(1, 2))


def _exact(part):
    return part[1:]


def _sure(spreads, kept, known):  # noqa: C901 - one search, read from top to bottom
    """Every (place, group) of which the reader is sure that all rows there are of the group, or none is.

    The reader has the rows, how many of each group kept are in each band, and ``known(number, sum, sum of squares)``
    of each. Levels are fourths. All ways to spread all children over all groups at once are listed; nothing is
    argued about changes of places.
    """
    rows = sorted(sum(spreads.values(), Spread()).items())
    size = {name: Counter({band: 0 for (band, _), _ in rows}) for name in kept}
    for name in kept:
        for (band, _), n in spreads[name].items():
            size[name][band] += n
    whole = set(kept) == set(spreads)
    told = {name: known(_summed(spreads[name])) for name in kept}

    @cache
    def ways(at, left, summed):
        """The numbers at each place from here on that fit: a set of (place, group, number); None if nothing fits."""
        if at == len(rows):
            fits = not any(map(sum, left)) and all(
                known(part) == told[name] for part, name in zip(summed, kept, strict=True)
            )
            return frozenset() if fits else None
        ((band, level), many) = rows[at]
        found, height = set(), int(level * 4)
        column = bands.index(band)
        for share in product(*(range(min(many, here[column]) + 1) for here in left)):
            if sum(share) > many or (whole and sum(share) < many):
                continue
            less = tuple(
                tuple(n - k * (c == column) for c, n in enumerate(here)) for here, k in zip(left, share, strict=True)
            )
            more = tuple(
                (n + k, total + k * height, squares + k * height**2)
                for (n, total, squares), k in zip(summed, share, strict=True)
            )
            onwards = ways(at + 1, less, more)
            if onwards is not None:
                found |= onwards
                found |= {
                    (at, name, k) for name, k in zip((*kept, "the rest"), (*share, many - sum(share)), strict=True)
                }
        return frozenset(found) or None

    bands = sorted({band for (band, _), _ in rows})
    start = tuple(tuple(size[name][band] for band in bands) for name in kept)
    numbers = {}
    for at, name, k in ways(0, start, ((0, 0, 0),) * len(kept)):
        numbers.setdefault((at, name), set()).add(k)
    return {
        (rows[at][0], name)
        for (at, name), found in numbers.items()
        if len(found) == 1 and found & {0, rows[at][1]} and not (whole and name == "the rest")
    }


def _summed(spread):
    heights = [int(level * 4) for (_, level), n in spread.items() for _ in range(n)]
    return len(heights), sum(heights), sum(it * it for it in heights)


def _councils(how_many, groups, smallest, largest, bands=(BAND,)):
    """Made-up partitions: each group leans its own way over five levels."""
    chance = Random(20240607)
    for _ in range(how_many):
        lean = {name: [chance.random() ** 2 for _ in range(5)] for name in groups}
        yield {
            name: Spread(
                (chance.choice(bands), Fraction(level, 4))
                for level in chance.choices(range(5), lean[name], k=chance.randint(smallest, largest))
            )
            for name in groups
        }


def _found(councils, known, keep):
    """In how many councils something was kept, and in how many the reader is sure of something."""
    kept = [(spreads, sorted(keep(spreads))) for spreads in councils]
    kept = [(spreads, names) for spreads, names in kept if names]
    return len(kept), sum(bool(_sure(spreads, names, known)) for spreads, names in kept)


def test_from_exact_sums_and_squares_of_groups_of_twenty_the_reader_is_sure_of_rows():
    kept, sure = _found(_councils(12, ("girl", "boy"), 20, 22), _exact, set)
    assert (kept, sure > 0) == (12, True), f"the reader is to be able to find something; of {sure}"


def test_from_what_is_kept_of_groups_of_twenty_the_reader_is_sure_of_none():
    kept, sure = _found(_councils(12, ("girl", "boy"), 20, 22), _mean, lambda it: free_groups(it, it))
    assert (kept > 2, sure) == (True, 0), f"kept in {kept}"


def test_nor_where_a_third_group_follows_and_the_children_are_of_two_bands():
    councils = list(_councils(8, ("foster", "kinship", "home"), 4, 5))
    councils += _councils(8, ("foster", "home"), 9, 10, (BAND, "11-18"))
    kept, sure = _found(councils, _mean, lambda it: free_groups(it, it))
    assert (kept > 0, sure) == (True, 0), f"kept in {kept}"
    assert _found(councils, _mean, set)[1] > 2, "small groups give rows away if none is left out"


def _spread(**numbers):
    return {
        name: Spread({(BAND, Fraction(k, 4)): n for k, n in enumerate(many) if n}) for name, many in numbers.items()
    }


def test_groups_of_one_answer_are_left_out():
    spreads = _spread(girl=(0, 0, 0, 0, 20), boy=(25, 0, 0, 0, 0))
    assert free_groups(spreads, spreads) == frozenset()


def test_who_is_everybody_is_left_out():
    spreads = _spread(unsaid=(5, 5, 5, 5, 5))
    assert free_groups(spreads, spreads) == frozenset()


def test_one_that_is_left_out_takes_along_what_would_give_it_away():
    spreads = _spread(girl=(6, 6, 6, 6, 6), boy=(7, 7, 7, 7, 7), other=(0, 0, 0, 0, 21))
    assert free_groups(spreads, ("girl", "boy")) == {"boy"}, "the girls hide the others among the rest"
    assert free_groups({name: spreads[name] for name in ("girl", "other")}, ("girl", "other")) == frozenset()


def test_what_may_not_be_kept_anyway_is_part_of_the_rest():
    spreads = _spread(girl=(6, 6, 6, 6, 6), boy=(5, 5, 5, 5, 5), unsaid=(1, 0, 0, 0, 1))
    assert free_groups(spreads, ("girl",)) == {"girl"}


def test_a_mean_is_rounded_to_the_hundredth_and_a_half_up():
    assert hundredths(Spread({(BAND, Fraction(1, 3)): 20})) == 33
    assert hundredths(Spread({(BAND, Fraction(1, 8)): 20})) == 13
    assert (hundredths(Spread({(BAND, Fraction(0)): 20})), hundredths(Spread({(BAND, Fraction(1)): 20}))) == (0, 100)
