"""From a wave's counts to true tables: an indicator in a pool of bands, its band units and every breakdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from surveyapp.definition.model import Breakdown, Indicator
from surveyapp.disclosure.merging import merge_small
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import NOBODY, Cell, Group, Partition, Table

AGE = "age_band"
ALL, UNSAID = "all", "unsaid"
ANSWERED, NONE = "answered", "none"
POSITIVE = frozenset({"=positive", "=nearly_all"})
"""What is counted of groups instead of each answer. How many are nearly all is not known: all stand for them, as no
release says more than nearly all; and none for few."""
TOO_FEW, UNSPLIT = "=too_few", "=unsplit"
"""Why a question is not counted by a breakdown: small groups, or figures enough."""
MISSING = frozenset({"skipped", "rather_not_say", "not_asked", "=missing"})

Bands = tuple[str, ...]
Answers = Mapping[str, int]
"""How often each answer was given, the three reasons for none included."""


class Count(Protocol):
    """How many children of these bands, in this group of this breakdown, gave this answer to this item."""

    @property
    def bands(self) -> Bands: ...
    @property
    def breakdown(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def n(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Tallies:
    """Everything counted of one item: answers by breakdown, bands and group.

    ``unsplit``: the breakdowns, each with bands, by which the opening kept no counts of this item, and a word for why.
    """

    groups: Mapping[tuple[str, Bands, str], Answers]
    unsplit: Mapping[tuple[str, Bands], str] = field(default_factory=dict)

    def labels(self, breakdown: str, pool: Collection[str], *, routed: bool = False) -> tuple[Bands, ...]:
        """Disjoint sets of bands in the pool that have counts of this breakdown; the largest of overlapping ones.

        Those of whom nobody answered are none, but where an earlier answer decides who is asked: it would be told.
        """
        found: list[Bands] = []
        inside = {bands for kind, bands, _ in self.groups if kind == breakdown and set(bands) <= set(pool)}
        for bands in sorted(inside, key=lambda bands: (-len(bands), bands)):
            here = [answers for key, answers in self.groups.items() if key[:2] == (breakdown, bands)]
            counted = any(routed or answered(answers) for answers in here)
            if counted and not any(set(bands) & set(other) for other in found):
                found.append(bands)
        return tuple(sorted(found, key=lambda bands: min(map(list(pool).index, bands))))

    def answers(self, breakdown: str, bands: Bands, value: str) -> Answers | None:
        """The answers of one group; None where it was not counted."""
        return self.groups.get((breakdown, bands, value))


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as it is counted: which answers are positive, of which options when several may be chosen."""

    indicator: Indicator
    options: frozenset[str]
    routed: bool

    def cell(self, answers: Answers) -> Cell:
        """Positive answers, answers and members of a group."""
        members = answered(answers) + sum(answers.get(reason, 0) for reason in MISSING)
        return Cell(self._positive(answers), answered(answers), members)

    @property
    def judged(self) -> bool:
        """Whether a share can be counted at all: some answer is positive, and of several choices all are or none."""
        positive = self.indicator.positive
        return bool(positive) and (not self.options or self.options <= positive)

    def _positive(self, answers: Answers) -> int:
        if ANSWERED in answers:
            return answers[ANSWERED] - answers.get(NONE, 0)
        return sum(n for answer, n in answers.items() if answer in self.indicator.positive or answer in POSITIVE)


def tallies(counts: Iterable[Count]) -> dict[str, Tallies]:
    """Each item's tallies."""
    found: dict[str, dict[tuple[str, Bands, str], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    unsplit: dict[str, dict[tuple[str, Bands], str]] = defaultdict(dict)
    for count in counts:
        if count.answer in (TOO_FEW, UNSPLIT):
            unsplit[count.item][count.breakdown, count.bands] = count.answer
        else:
            found[count.item][count.breakdown, count.bands, count.value][count.answer] = count.n
    return {item: Tallies(dict(groups), unsplit.get(item, {})) for item, groups in found.items()}


def answered(answers: Answers) -> int:
    """How many answered."""
    if ANSWERED in answers:
        return answers[ANSWERED]
    return sum(n for answer, n in answers.items() if answer not in MISSING)


def added(parts: Iterable[Answers]) -> Answers:
    """The answers of several groups together."""
    found: dict[str, int] = defaultdict(int)
    for part in parts:
        for answer, n in part.items():
            found[answer] += n
    return dict(found)


def label(bands: Bands) -> str:
    """One name for some bands."""
    return "+".join(bands)


def table(
    measure: Measure, found: Tallies, pool: Bands, *, breakdowns: Iterable[Breakdown], neighbours: Mapping[str, str],
    policy: Policy,
) -> Table:  # fmt: skip
    """The true table of an indicator in a pool: small band units merged, breakdowns as far as they were counted.

    Where an earlier answer decides who is asked there are none, in waves opened earlier too.
    """
    labels = found.labels(ALL, pool, routed=measure.routed)
    counted = {bands: measure.cell(found.answers(ALL, bands, ALL) or {}) for bands in labels}
    units = merge_small(counted, neighbours, policy, routed=measure.routed)
    bands = Partition(AGE, tuple(Group(label(unit), cell) for unit, cell in units.items()))
    split = () if measure.routed and policy.follows(Rule.DISTRIBUTIONS) else breakdowns
    others = (partition(measure, found, pool, breakdown, tuple(units)) for breakdown in split)
    total = sum(units.values(), start=NOBODY)
    return Table(total, bands, tuple(other for other in others if other is not None), measure.routed)


def partition(
    measure: Measure, found: Tallies, pool: Bands, breakdown: Breakdown, units: tuple[Bands, ...]
) -> Partition | None:
    """One breakdown, or None; a group that was left out of some of its bands is left to the rest."""
    labels = found.labels(breakdown.id, pool)
    if not labels:
        return None
    groups = []
    for value in values(breakdown):
        parts = [found.answers(breakdown.id, bands, value) for bands in labels]
        whole = added(part for part in parts if part is not None) if None not in parts else {}
        groups.append(Group(value, measure.cell(whole)))
    return Partition(breakdown.id, tuple(groups), _universe({band for bands in labels for band in bands}, units))


def values(breakdown: Breakdown) -> tuple[str, ...]:
    """The groups of a breakdown in order, merged as declared, and those who did not say."""
    merged = [breakdown.merge.get(option.id, option.id) for option in breakdown.values]
    return tuple(dict.fromkeys([*merged, breakdown.merge.get(UNSAID, UNSAID)]))


def joint(measure: Measure, found: Tallies, breakdown: str, units: Iterable[Bands]) -> dict[tuple[str, str], Cell]:
    """What is counted of single band units and groups of a breakdown together."""
    return {
        (label(bands), value): measure.cell(answers)
        for (kind, bands, value), answers in found.groups.items()
        if kind == breakdown and bands in set(units)
    }


def _universe(asked: set[str], units: tuple[Bands, ...]) -> frozenset[str]:
    """The band units that make up the bands asked; empty (all of them) where they do not, the others being the rest."""
    inside = [unit for unit in units if set(unit) <= asked]
    exact = {band for unit in inside for band in unit} == asked
    return frozenset(map(label, inside)) if exact and len(inside) < len(units) else frozenset()
