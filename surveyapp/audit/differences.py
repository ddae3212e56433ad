"""The sizes of groups that are kept, added up and subtracted in every way: whether a few children come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sqlalchemy import Connection, text

from surveyapp.results.models import AGE, TOTAL

FEWEST = 10
PRIME = 2**61 - 1
"""Sums are followed modulo this prime: exact for whole numbers."""
BY_ANSWER = (
    "SELECT wave, bands, breakdown, value, sum(n) FROM tally WHERE breakdown NOT IN ('all', 'age_band') "
    "AND item <> '=people' AND value <> 'all' GROUP BY wave, bands, breakdown, value, item "
    "HAVING sum(CASE WHEN answer = 'answered' THEN 1 ELSE 0 END) = 0"
)
PEOPLE = "SELECT wave, bands, breakdown, value, n FROM tally WHERE item = '=people'"
JOINT = "SELECT wave, bands, breakdown, groups, beside, beside_groups, n FROM joint_count"

Place = tuple[frozenset[str], frozenset[str]]
"""Children of any of these bands and any of these groups."""
Sizes = dict[Place, int]
Split = tuple[str, str]
"""A wave and a breakdown."""


def small_sizes(connection: Connection) -> list[str]:
    """The groups of one to nine children whose number, though not kept, follows from what is kept of each breakdown.

    Every count of answers by group says how many the group has, those who left the question out among them.
    """
    found = []
    for (wave, breakdown), sizes in sorted(_kept(connection).items()):
        found += [f"{wave}, {breakdown} = {group} of {bands}: {n}" for bands, group, n in _solved(sizes)]
    return found


def _kept(connection: Connection) -> Mapping[Split, Sizes]:
    found: dict[Split, Sizes] = defaultdict(dict)
    for asked in (PEOPLE, BY_ANSWER):
        for wave, bands, breakdown, value, n in connection.execute(text(asked)):
            found[wave, breakdown][_names(bands), frozenset({value})] = int(n)
    for (wave, breakdown), place, n in _margins(connection):
        found[wave, breakdown][place] = n
    return found


def _margins(connection: Connection) -> Iterator[tuple[Split, Place, int]]:
    """Of joint counts each group alone, summed over what stands beside it; age is a partition of the bands."""
    sums: dict[tuple[Split, Place, str], int] = defaultdict(int)
    for wave, bands, breakdown, groups, beside, beside_groups, n in connection.execute(text(JOINT)):
        if breakdown == AGE:
            sums[(wave, beside), (_names(groups), _names(beside_groups)), groups] += n
            continue
        sums[(wave, breakdown), (_names(bands), _names(groups)), beside] += n
        sums[(wave, beside), (_names(bands), _names(beside_groups)), breakdown] += n
    yield from ((split, place, n) for (split, place, _), n in sums.items())


def _solved(sizes: Sizes) -> Iterator[tuple[str, str, int]]:
    """Every group of some bands whose size is one to nine in every way to make up what is kept."""
    bands, groups = (sorted(set().union(*(place[side] for place in sizes))) for side in (0, 1))
    unknown = [(band, group) for band in bands for group in groups if group != TOTAL]
    known: dict[int, list[int]] = {}
    for place, n in sizes.items():
        _add(known, [*_row(unknown, place), n])
    some = [chosen for size in range(1, len(bands) + 1) for chosen in combinations(bands, size)]
    for group in groups:
        for chosen in some:
            *left, n = _reduced(known, [*_row(unknown, (frozenset(chosen), frozenset({group}))), 0])
            if not any(left) and 0 < -n % PRIME < FEWEST:
                yield "+".join(chosen), group, -n % PRIME


def _row(unknown: Sequence[tuple[str, str]], place: Place) -> list[int]:
    return [int(band in place[0] and group in place[1]) for band, group in unknown]


def _reduced(known: Mapping[int, Sequence[int]], row: list[int]) -> list[int]:
    """What is left of an equation when the known ones are taken from it."""
    for place, mine in known.items():
        if factor := row[place]:
            row = [(one - factor * other) % PRIME for one, other in zip(row, mine, strict=True)]
    return row


def _add(known: dict[int, list[int]], row: list[int]) -> None:
    """Know one equation more, solved for an unknown that no other has."""
    row = _reduced(known, row)
    first = next((place for place, one in enumerate(row[:-1]) if one), None)
    if first is None:
        return
    scale = pow(row[first], -1, PRIME)
    solved = [one * scale % PRIME for one in row]
    for place, mine in known.items():
        known[place] = _reduced({first: solved}, list(mine))
    known[first] = solved


def _names(label: str) -> frozenset[str]:
    return frozenset(label.split("+"))
