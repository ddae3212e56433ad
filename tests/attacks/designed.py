"""Councils of 97 whose survey was designed for few figures: fifty questions by band, by sex and by four placements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from solving import Figure, Kind, Reader

from surveyapp.disclosure.gate import release
from surveyapp.disclosure.merging import merge_small
from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.remainder import remainder
from surveyapp.disclosure.tables import Cell, Group, Partition, Protected, ProtectedTable, Table

CHILDREN, QUESTIONS = 97, 50
BANDS = {"4-7": 0.12, "8-11": 0.25, "11-18": 0.43, "leavers": 0.20}
NEIGHBOURS = {"4-7": "8-11", "8-11": "11-18", "11-18": "leavers", "leavers": "11-18"}
SEXES = {"girl": 0.5, "boy": 0.5}
PLACES = {"foster": 0.6, "kinship": 0.15, "home": 0.13, "elsewhere": 0.12}
SPLITS = (("sex", 1, tuple(SEXES)), ("placement", 2, tuple(PLACES)))


@dataclass
class Seen:
    """Of all results by one breakdown: how many, shown in some form, by itself, of ten and more; and worked out."""

    results: int = 0
    shown: int = 0
    alone: int = 0
    large: int = 0
    large_shown: int = 0
    recovered: int = 0


def seen(seed: int) -> Seen:
    """One council: every question released and counted, and attacked by who knows every child, and by each child."""
    random = np.random.default_rng(seed)
    kinds = _children(random)
    found = Seen()
    for _ in range(QUESTIONS):
        usual, apart = random.uniform(0.55, 0.99), random.normal(0, 0.08)
        chances = [min(0.995, max(0.005, usual + apart * (kind[2] == "home"))) for kind in kinds]
        _ask(kinds, [bool(random.random() < chance) for chance in chances], found)
    return found


def _children(random: np.random.Generator) -> list[Kind]:
    drawn = (random.choice(list(parts), CHILDREN, p=list(parts.values())) for parts in (BANDS, SEXES, PLACES))
    return [tuple(map(str, kind)) for kind in zip(*drawn, strict=True)]


def _ask(kinds: Sequence[Kind], positive: Sequence[bool], found: Seen) -> None:
    sizes, said = Counter(kinds), Counter(kind for kind, yes in zip(kinds, positive, strict=True) if yes)
    table = _table(sizes, said)
    shown = release(table, STANDARD).shown
    as_one = {part.id for part in table.others if remainder(table, part, shown, STANDARD) is not None}
    for part in shown.partitions:
        place = {"age_band": 0, "sex": 1, "placement": 2}[part.id]
        for id, value in part.groups:
            for group in id.split("+"):
                size = sum(n for kind, n in sizes.items() if kind[place] == group)
                told = isinstance(value, Protected) or part.id in as_one
                found.alone += isinstance(value, Protected) and group == id
                _count(found, size, told=told)
    found.recovered += len(Reader(sizes, said, list(_figures(shown))).recovered())


def _count(found: Seen, size: int, *, told: bool) -> None:
    found.results += 1
    found.shown += told
    if size >= STANDARD.smallest_base:
        found.large += 1
        found.large_shown += told


def _table(sizes: Mapping[Kind, int], said: Mapping[Kind, int]) -> Table:
    def cell(place: int, groups: Sequence[str]) -> Cell:
        n = sum(size for kind, size in sizes.items() if kind[place] in groups)
        return Cell(sum(yes for kind, yes in said.items() if kind[place] in groups), n, n)

    units = merge_small({(band,): cell(0, (band,)) for band in BANDS}, NEIGHBOURS, STANDARD)
    bands = Partition("age_band", tuple(Group("+".join(unit), one) for unit, one in units.items()))
    others = (Partition(id, tuple(Group(one, cell(at, (one,))) for one in values)) for id, at, values in SPLITS)
    return Table(cell(0, tuple(BANDS)), bands, tuple(others))


def _figures(shown: ProtectedTable) -> Iterator[Figure]:
    if isinstance(shown.total, Protected):
        yield Figure(lambda _kind: True, shown.total.low, shown.total.high, "total")
    for at, part in enumerate(shown.partitions):
        for id, value in part.groups:
            if isinstance(value, Protected):
                yield Figure(lambda kind, at=at, id=id: kind[at] in id.split("+"), value.low, value.high, id)
