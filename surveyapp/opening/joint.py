"""How many children are in two groups at once, of two partitions: counts of who answered, never of what.

The disclosure audit needs them to know what a reader may know. Both partitions are as coarse as the tallies tell them
apart, and coarser until each crossing is ten children or more and no subtraction leaves fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import combinations

from surveyapp.opening.bands import label
from surveyapp.opening.crossing import Blocks, Crossing, crossed, lay_out
from surveyapp.opening.parts import (
    Bands,
    Told,
    age_blocks,
    everybody,
    group_blocks,
    groups_told,
    sizes_in,
    tallied,
    tallied_themselves,
    told_by,
    within,
)
from surveyapp.opening.subtracting import Reader
from surveyapp.opening.tallies import Contents
from surveyapp.results.handed import Cell, Joint
from surveyapp.results.models import AGE

Pair = tuple[str, str]


def joint_counts(contents: Contents, cells: Collection[Cell]) -> Mapping[Joint, int]:
    """Joint counts of each two partitions, over the most children for whom the tallies count by both."""
    tallies = tallied(cells)
    told = {*tallies, *tallied_themselves(cells, contents), *(Told((band,)) for band in contents.members)}
    found: dict[Joint, int] = {}
    for pair in combinations((AGE, *contents.bank.breakdowns), 2):
        for bands in _scopes(contents, _splits(pair), tallies):
            counted = _counted(contents, bands, (pair, _partitions(contents, bands, pair, tallies)), told)
            told.update(told_by(counted, pair, bands))
            for (one, other), n in counted.items():
                found[Joint(label(bands), pair[0], label(one), pair[1], label(other))] = n
    return found


def _splits(pair: Pair) -> list[str]:
    return [partition for partition in pair if partition != AGE]


def _scopes(contents: Contents, splits: Sequence[str], tallies: Collection[Told]) -> list[Bands]:
    """The bands in which all these breakdowns are tallied, most children first; none twice."""
    by_split = [{one.bands for one in tallies if one.groups[0][0] == split} for split in splits]
    scopes: list[Bands] = []
    for bands in sorted(set.intersection(*by_split), key=lambda bands: (-len(contents.everybody(bands)), bands)):
        if not any(set(bands) & set(other) for other in scopes):
            scopes.append(bands)
    return scopes


def _partitions(contents: Contents, bands: Bands, pair: Pair, tallies: Collection[Told]) -> list[Blocks]:
    """Both partitions as finely as the tallies tell their groups apart."""
    found = []
    for partition in pair:
        if partition == AGE:
            found.append(age_blocks(contents, bands))
        else:
            present = {group for band in bands for group in contents.groups[partition, band]}
            shown = groups_told(tallies, bands, partition)
            found.append(group_blocks(contents.bank.breakdowns[partition], shown, present))
    return found


def _counted(
    contents: Contents, bands: Bands, named: tuple[Pair, Sequence[Blocks]], told: Collection[Told]
) -> Mapping[Crossing, int]:
    """The crossings of two partitions, as far as they may be kept."""
    pair, partitions = named
    splits = _splits(pair)
    sizes = Counter(kind for kind, _ in everybody(contents, splits))
    here = sizes_in(sizes, bands, splits, pair)
    reader = cache(lambda: Reader(sizes, within(told, splits)))

    def gives_away(laid: Sequence[Blocks]) -> bool:
        more = told_by(crossed(here, laid), pair, bands)
        return reader().would_learn(within(more, splits))

    laid = lay_out(here, partitions, refused=gives_away)
    return crossed(here, laid) if laid else {}
