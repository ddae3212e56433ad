"""Reports of made-up waves in which it is known what changed, through the very functions that label a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from builders import definition as make
from builders.counted import source
from numpy.typing import NDArray

from surveyapp.analysis import verdicts
from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Group, Partition, ProtectedTable, Table
from surveyapp.releases import comparing
from surveyapp.releases.model import BandFacts, BreakdownResult, IndicatorResult, Label, Release, Result
from surveyapp.releases.model import Group as ShownGroup
from surveyapp.releases.results import PENDING
from surveyapp.releases.shown import share
from surveyapp.releases.source import Completed, Source

BANDS = ("4-7", "8-11", "11-18", "leavers")
MIX = (0.14, 0.24, 0.42, 0.20)
SEXES = ("girl", "boy", "unsaid")
SEX_MIX = (0.48, 0.48, 0.04)
NOW, THEN, ITEMS = 97, 95, 50
CLEAR = {Label.CLEARLY_BETTER: 1, Label.CLEARLY_WORSE: -1}
POSSIBLE = {Label.POSSIBLY_BETTER: 1, Label.POSSIBLY_WORSE: -1}
HERE = source([], instruments={band: make.instrument(name=band) for band in BANDS})
FACTS = [BandFacts(band, band, band, "2024") for band in BANDS]
COMPLETED = tuple(Completed(band, round(NOW * part), round(176 * part)) for band, part in zip(BANDS, MIX, strict=True))

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of the reports: how many items moved, by how much, and how alike one child's answers are."""

    moved: int = 0
    points: float = 0.0
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One item of a report: its label, and which way it truly went (0: nowhere)."""

    label: Label
    truth: int

    @property
    def clear(self) -> int:
        """1 or -1 where the label is clear, else 0."""
        return CLEAR.get(self.label, 0)

    @property
    def possible(self) -> int:
        """1 or -1 where the label is possible, else 0."""
        return POSSIBLE.get(self.label, 0)


def reports(truth: Truth, *, number: int, seed: int) -> Iterator[list[Labelled]]:
    """So many reports, each the labels of its fifty items."""
    random = np.random.default_rng(seed)
    for _ in range(number):
        yield _report(truth, random)


def _report(truth: Truth, random: np.random.Generator) -> list[Labelled]:
    """Two waves of other children, and what the release would say of each item."""
    then = _shares(random)
    ways = _ways(then, truth, random)
    now = np.clip(then + ways * truth.points, 0.02, 0.98)
    before = _wave(then, THEN, truth.alike, random)
    here = _wave(now, NOW, truth.alike, random)
    compared = comparing.compare(_source(before), here, FACTS)
    labels = [indicator.results[0].change.label for indicator in compared.indicators]
    return [Labelled(label, int(way)) for label, way in zip(labels, ways[0], strict=True)]


def _shares(random: np.random.Generator) -> Numbers:
    """The true shares by band and item: mostly high, as in reports of such surveys, and not the same in every band."""
    whole = random.beta(4.5, 1.8, ITEMS)
    return np.clip(whole + random.normal(0, 0.07, (len(BANDS), ITEMS)), 0.05, 0.97)


def _ways(then: Numbers, truth: Truth, random: np.random.Generator) -> Numbers:
    """Which way each item goes: the moved ones wherever there is room for it."""
    ways = np.zeros(then.shape)
    for item in random.choice(ITEMS, truth.moved, replace=False):
        room = [way for way in (1, -1) if np.all(np.abs(then[:, item] + way * truth.points - 0.5) < 0.48)]
        ways[:, item] = random.choice(room or [-1])
    return ways


def _wave(shares: Numbers, size: int, alike: float, random: np.random.Generator) -> list[IndicatorResult]:
    """What is published of one wave: the answers of so many children, counted and protected."""
    bands = random.choice(len(BANDS), size, p=MIX)
    sexes = random.choice(len(SEXES), size, p=SEX_MIX)
    mood, noise = random.normal(size=(size, 1)), random.normal(size=(size, ITEMS))
    answers = np.sqrt(alike) * mood + np.sqrt(1 - alike) * noise < _limit(shares)[bands]
    by_band = np.array([answers[bands == at].sum(axis=0) for at in range(len(BANDS))])
    by_sex = np.array([answers[sexes == at].sum(axis=0) for at in range(len(SEXES))])
    sizes = np.bincount(bands, minlength=len(BANDS)), np.bincount(sexes, minlength=len(SEXES))
    return [_indicator(item, by_band[:, item], by_sex[:, item], sizes) for item in range(ITEMS)]


def _limit(shares: Numbers) -> Numbers:
    """Normal quantiles of shares."""
    return np.vectorize(NormalDist().inv_cdf)(shares)


def _indicator(item: int, by_band: Numbers, by_sex: Numbers, sizes: tuple[Numbers, Numbers]) -> IndicatorResult:
    """One item as a release shows it."""
    positive, base = int(by_band.sum()), int(sizes[0].sum())
    bands = Partition("age_band", _groups(BANDS, by_band, sizes[0]))
    shown = protect(
        Table(Cell(positive, base, base), bands, (Partition("sex", _groups(SEXES, by_sex, sizes[1])),)), STANDARD
    )
    return IndicatorResult(
        id=f"item_{item}", domain="rights", title="", means="", knowable=False, questions=(),
        results=(Result(BANDS, share(shown.total), None, PENDING),),
        by_band=(),
        breakdowns=tuple(_breakdowns(shown)),
    )  # fmt: skip


def _groups(names: tuple[str, ...], positive: Numbers, sizes: Numbers) -> tuple[Group, ...]:
    cells = [Cell(int(x), int(n), int(n)) for x, n in zip(positive, sizes, strict=True)]
    return tuple(Group(name, cell) for name, cell in zip(names, cells, strict=True) if cell.base)


def _breakdowns(shown: ProtectedTable) -> Iterator[BreakdownResult]:
    for partition in shown.partitions:
        groups = tuple(ShownGroup(id, id, share(value)) for id, value in partition.groups)
        yield BreakdownResult(partition.id, partition.id, BANDS, groups)


def _source(before: list[IndicatorResult]) -> Source:
    """What the release of the later wave is made of, as far as labels need it."""
    return replace(HERE, completed=COMPLETED, before=replace(EMPTY, indicators=tuple(before)))


def _empty() -> Release:
    return Release(
        authority="northvale", authority_title="Northvale", wave=replace(HERE.wave, id="before", year=2024),
        previous=None, bands=tuple(FACTS), domains=(), response_rates=(), indicators=(), comparisons=0, by_chance=0.0,
        policy={}, hidden=(),
    )  # fmt: skip


EMPTY = _empty()

PURE: tuple[tuple[Any, str], ...] = (
    (comparing, "smallest_flagged"),
    (comparing, "caught_change"),
    (comparing, "chance_of_flag"),
    (comparing, "difference_interval"),
    (comparing, "largest_p"),
    (comparing, "_figures"),
    (verdicts, "surely_changed"),
    (verdicts, "difference_interval"),
)
"""Functions of numbers alone, asked for the same numbers again and again."""


def remembered(replaced: Callable[[Any, str, Any], None] = setattr) -> None:
    """Let those functions remember their answers: 97 and 95 answers leave only so many pairs of counts."""
    for module, name in PURE:
        replaced(module, name, lru_cache(maxsize=None)(getattr(module, name)))
