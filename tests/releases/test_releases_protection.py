"""Nothing in a release is small, nothing hidden can be worked out, and what is hidden leaves no trace."""

from dataclasses import fields, is_dataclass, replace
from random import Random

import pytest
from builders import definition as make
from builders.attacker import GROUPS, Attacker
from builders.council import BANDS, PLACEMENTS, SEXES, TIMES, draw, left, split
from builders.counted import SAFE, instruments, released, yes_and_no

from surveyapp.disclosure.tables import Coding, Hidden, Hiding, Protected, ProtectedPartition, ProtectedTable
from surveyapp.releases.document import encode
from surveyapp.releases.model import Count, Share, Shown, Slice

BANK = make.bank(
    breakdowns=(
        make.breakdown("sex", *SEXES[:-1]),
        make.breakdown("placement", *PLACEMENTS[:-1]),
        make.breakdown("time", *TIMES[:-1]),
    )
)
WHOLE = "4-7+8-11+11-18+leavers"
SPLITS = {"sex": (SEXES, WHOLE), "placement": (PLACEMENTS, "4-7+8-11+11-18"), "time": (TIMES, WHOLE)}
COUNCILS = [(21, 0.5), (45, 0.9), (97, 0.7), (97, 0.93), (200, 0.1)]


def counts(children):
    """What an opening hands over: totals by band, and groups of breakdowns as far as they are large enough."""
    found = [one for group in split(children, "age_band", BANDS) for one in counted(group.id, group.cell, "all all")]
    for by, (values, bands) in SPLITS.items():
        for group in left(split(children, by, values)):
            found += counted(bands, group.cell, f"{by} {group.id}")
    return found


def counted(bands, cell, of):
    return yes_and_no(bands, cell.positive, cell.base, of=of)


def made(children, **more):
    return released(counts(children), instruments=instruments(), bank=BANK, **more)


def parts(value):
    """Everything inside a release."""
    yield value
    inside = [getattr(value, one.name) for one in fields(value)] if is_dataclass(value) else value
    if isinstance(inside, list | tuple):
        for one in inside:
            yield from parts(one)


@pytest.mark.parametrize(("size", "share"), COUNCILS)
def test_no_count_of_a_release_is_small(size, share):
    now = made(draw(size, size=size, share=share), before=made(draw(size + 1, size=size, share=share), year=2024))
    found = list(parts(now))
    for count in (one for one in found if isinstance(one, Count)):
        assert count.base >= 10
        assert (count.low, count.high) == {
            Shown.FEW: (0, 4),
            Shown.NEARLY_ALL: (count.base - 4, count.base),
            Shown.EXACT: (max(count.low, 5), min(count.low, count.base - 5)),
        }[count.shown]
    assert all(one.count >= 5 for one in found if isinstance(one, Slice))
    assert all(one.point.low < one.point.high or 0 < one.point.low < 1 for one in found if isinstance(one, Share))


def as_read(indicator):
    """A release's indicator as the attacker reads it."""
    groups = [
        ProtectedPartition(one.breakdown, tuple((group.value, shown(group.result)) for group in one.groups))
        for one in indicator.breakdowns
    ]
    bands = ProtectedPartition("age_band", tuple((result.bands[0], shown(result.now)) for result in indicator.by_band))
    return ProtectedTable(shown(indicator.results[0].now), bands, tuple(groups))


def shown(result):
    if not isinstance(result, Share):
        return Hidden(Hiding(result.why.value))
    return Protected(Coding(result.count.shown.value), result.count.low, result.count.high, result.count.base)


@pytest.mark.parametrize(("size", "share"), COUNCILS)
def test_nothing_hidden_can_be_worked_out_of_a_release(size, share):
    children = draw(size, size=size, share=share)
    assert Attacker(children, as_read(made(children).indicator(SAFE))).broken(ways=2) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_nothing_hidden_can_be_worked_out_of_many_releases(seed):
    random = Random(seed)
    children = draw(seed, size=random.randint(20, 200), share=random.uniform(0.03, 0.97))
    assert Attacker(children, as_read(made(children).indicator(SAFE))).broken() == []


@pytest.mark.parametrize("seed", range(6))
def test_answers_exchanged_between_small_groups_leave_every_byte_the_same(seed):
    children = draw(seed, size=60, share=0.7)
    before = made(draw(99, size=60, share=0.6), year=2024)
    release = made(children, before=before)
    seen = as_read(release.indicator(SAFE))
    for first, second in exchangeable(children, seen)[:8]:
        exchanged = list(children)
        exchanged[first] = replace(children[first], positive=children[second].positive)
        exchanged[second] = replace(children[second], positive=children[first].positive)
        assert encode(made(exchanged, before=before)) == encode(release)


def exchangeable(children, seen):
    """Pairs of children with different answers who are in the same groups, but for those too small to be shown.

    Larger groups hidden beside small ones have to be the same too: which of them it is depends on how counts are coded.
    """
    small = Hidden(Hiding.SMALL_BASE)
    groups = {(part.id, id) for part in seen.partitions for id, value in part.groups if value != small}

    def places(child):
        return frozenset(groups & {(name, getattr(child, name)) for name in GROUPS})

    def exchange_shows(one, other):
        return one.positive != other.positive and replace(one, positive=other.positive) != other

    return sorted(
        (first, second)
        for first, one in enumerate(children)
        for second, other in enumerate(children[:first])
        if exchange_shows(one, other) and places(one) == places(other)
    )


def test_there_are_children_to_exchange():
    children = draw(0, size=60, share=0.7)
    assert exchangeable(children, as_read(made(children).indicator(SAFE)))
