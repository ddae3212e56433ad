"""Classes of children with one weight: by as many margins as leave each of them ten who answered, or more.

Somebody who knows the weights could work out from one exact sum what each class answered. So a class is never a few,
and no subtraction of classes from the tallies of the item leaves fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from surveyapp.definition.model import Answer, Missing
from surveyapp.opening.bands import label
from surveyapp.opening.crossing import Blocks, Kind, crossed, lay_out
from surveyapp.opening.partitions import merged
from surveyapp.opening.parts import (
    Bands,
    Told,
    age_blocks,
    everybody,
    group_blocks,
    groups_told,
    sizes_in,
    told_by,
    within,
)
from surveyapp.opening.subtracting import Reader
from surveyapp.opening.tallies import Contents
from surveyapp.results.models import AGE, UNSAID


@dataclass(frozen=True, slots=True)
class Eligible:
    """How many may answer: in each band, and by band, breakdown and value as far as it was given."""

    bands: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    def given(self, bands: Bands, breakdown: str) -> bool:
        """Whether somebody said, for every one of the bands, how its eligible divide."""
        return all(any(key[:2] == (band, breakdown) and n for key, n in self.groups.items()) for band in bands)


@dataclass(frozen=True, slots=True)
class Asked:
    """An item in some bands: who answered it, of which kind they are, and who of them positively."""

    contents: Contents
    eligible: Eligible
    item: str
    bands: Bands
    positive: Callable[[Answer], bool]
    told: Collection[Told]


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes by some margins, and how many of each finest kind answered, and answered positively."""

    margins: tuple[str, ...]
    blocks: tuple[Blocks, ...]
    sizes: Mapping[Kind, int]
    positive: Mapping[Kind, int]
    wanted: tuple[Mapping[str, float], ...]
    """Of each margin, how many eligible each of its blocks stands for."""


def classes(asked: Asked, margins: Sequence[str]) -> Classes | None:
    """The classes by just these margins, or None."""
    splits = [margin for margin in margins if margin != AGE]
    sizes, good = _answers(asked, splits)
    here = sizes_in(sizes, asked.bands, splits, margins)
    partitions = [_partition(asked, margin, {kind[at] for kind in here}) for at, margin in enumerate(margins)]
    totals = {asked.contents.total_of(band, asked.item) for band in asked.bands}
    known = {*asked.told, *(Told(tuple(total.split("+"))) for total in totals)}
    reader = cache(lambda: Reader(sizes, within(known, splits)))

    def refused(laid: Sequence[Blocks]) -> bool:
        more = told_by(crossed(here, laid), margins, asked.bands)
        wanted = [n for margin in _wanted(asked, margins, laid, here) for n in margin.values()]
        return not all(wanted) or reader().would_learn(within(more, splits))

    laid = lay_out(here, partitions, refused=refused)
    if laid is None:
        return None
    positive = sizes_in(good, asked.bands, splits, margins)
    return Classes(tuple(margins), laid, here, positive, tuple(_wanted(asked, margins, laid, here)))


def _answers(asked: Asked, splits: Sequence[str]) -> tuple[Counter[Kind], Counter[Kind]]:
    """How many of each kind answered, and how many positively."""
    sizes: Counter[Kind] = Counter()
    good: Counter[Kind] = Counter()
    for kind, member in everybody(asked.contents, splits):
        answer = member.answers.get(asked.item, Missing.NOT_ASKED)
        if kind[0] in asked.bands and not isinstance(answer, Missing):
            sizes[kind] += 1
            good[kind] += asked.positive(answer)
    return sizes, good


def _partition(asked: Asked, margin: str, present: Collection[str]) -> Blocks:
    """A margin as finely as the item's tallies tell its groups apart."""
    if margin == AGE:
        return age_blocks(asked.contents, asked.bands)
    shown = groups_told(asked.told, asked.bands, margin)
    return group_blocks(asked.contents.bank.breakdowns[margin], shown, present)


def _wanted(
    asked: Asked, margins: Sequence[str], laid: Sequence[Blocks], here: Mapping[Kind, int]
) -> Iterator[Mapping[str, float]]:
    """Of each margin, how many eligible its blocks stand for. Those who did not say keep their share of the answers."""
    for place, (margin, blocks) in enumerate(zip(margins, laid, strict=True)):
        unsaid = sum(n for kind, n in here.items() if kind[place] == UNSAID)
        one_by_one = _eligible(asked, margin, unsaid / sum(here.values()))
        yield {label(block): sum(one_by_one.get(group, 0.0) for group in block) for block in blocks}


def _eligible(asked: Asked, margin: str, unsaid: float) -> Mapping[str, float]:
    """How many eligible each band or group stands for, if this share of those who answered did not say."""
    whole = sum(asked.eligible.bands[band] for band in asked.bands)
    if margin == AGE:
        return {band: float(asked.eligible.bands[band]) for band in asked.bands}
    given: Counter[str] = Counter()
    for (band, breakdown, value), n in asked.eligible.groups.items():
        if breakdown == margin and band in asked.bands:
            given[merged(asked.contents.bank.breakdowns[margin], value)] += n
    del given[UNSAID]
    said = {group: n * whole * (1 - unsaid) / given.total() for group, n in given.items() if n}
    return {**said, UNSAID: unsaid * whole}
