"""Beside joined bars an exact sum is told only where no joined answer is left with a single count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from surveyapp.disclosure.cells import code
from surveyapp.disclosure.distributions import Slice, protect_distribution
from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.sums import Bar, fewest_left
from surveyapp.disclosure.tables import Coding

SMALLEST = STANDARD.smallest_cell


def bars_of(slices):
    last = {one.positive: place for place, one in enumerate(slices)}
    return [
        Bar(tuple(map(int, one.options)), one.count, last[one.positive] == place) for place, one in enumerate(slices)
    ]


def lying(answers, count):
    """Every way in which ``count`` lie in so many answers."""
    if answers == 1:
        yield (count,)
        return
    for first in range(count + 1):
        for rest in lying(answers - 1, count - first):
            yield (first, *rest)


@pytest.mark.parametrize(("answers", "positive", "count"), [(3, 1, 15), (3, 2, 15), (4, 2, 11)])
def test_it_is_what_is_left_by_listing_everything_that_looks_so(answers, positive, count):
    policy = replace(STANDARD, distribution_base=count)
    alike = defaultdict(list)
    for counts in lying(answers, count):
        total = code(sum(counts[-positive:]), count, policy)
        if total.coding is not Coding.EXACT:
            continue
        options = [Slice((str(at),), n, at >= answers - positive) for at, n in enumerate(counts)]
        slices = protect_distribution(options, total, policy)
        alike[total, slices, sum(at * n for at, n in enumerate(counts))].append(counts)
    for (_, slices, worth), known in alike.items():
        joined = [int(option) for one in slices if len(one.options) > 1 for option in one.options]
        left = [len({counts[at] for counts in known}) for at in joined]
        assert fewest_left(worth, bars_of(slices), SMALLEST) == min(left, default=None)


def test_of_three_answers_joined_the_sum_may_tell_one():
    """Of 9 who chose 0, 1 or 2, fewer than five chose 0 or 1: four less than two for each can be four who chose 0 only
    where nobody chose 1; eight less are four who chose 0."""
    beside = [Bar((5,), 30, last=True)]
    assert fewest_left(18 - 8 + 150, [Bar((0, 1, 2), 9, last=False), *beside], SMALLEST) == 1
    assert fewest_left(18 - 4 + 150, [Bar((0, 1, 2), 9, last=False), *beside], SMALLEST) == 3
    assert fewest_left(150, beside, SMALLEST) is None
