"""An adult who knows every child that took part, by every breakdown at once, reads all that an opening keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from surveyapp.definition.model import Item, Kind
from surveyapp.opening.classes import Asked, classes
from surveyapp.opening.contents import Plan, Sorted
from surveyapp.opening.crossing import crossed
from surveyapp.opening.parts import Bands, tallied
from surveyapp.opening.tallies import Contents, count, counted_item
from surveyapp.results.handed import Cell
from surveyapp.results.models import AGE, TOTAL
from surveyapp.results.words import (
    FEW,
    MISSING,
    NEARLY_ALL,
    OTHER,
    PEOPLE,
    POSITIVE,
    TOO_FEW,
    UNSPLIT,
    counted_as,
    summed,
)

SMALL = 10
SUMS = (POSITIVE, OTHER, MISSING)
Known = tuple[str, ...]
"""What the adult knows of a child: the band, then the group of each breakdown."""


@dataclass(frozen=True)
class Kept:
    """One sum that is kept: children of these kinds gave these words so often, or up to ``most`` times."""

    kinds: frozenset[Known]
    words: frozenset[str]
    n: int
    most: int | None = None


@dataclass(frozen=True)
class Question:
    """One item as the adult sees it: how many children there are of each kind, and everything that is kept of it.

    ``truth`` is what children of each kind really said; the attack only uses it to know what is worth trying.
    """

    item: str
    one_each: bool
    sizes: Mapping[Known, int]
    kept: tuple[Kept, ...]
    truth: Mapping[tuple[Known, str], int]

    @property
    def words(self) -> list[str]:
        """All words that were ever counted."""
        return sorted({word for _, word in self.truth})


@dataclass(frozen=True)
class Forced:
    """What the adult is sure of for one item: answers of single children, and all answers of known groups of few."""

    item: str
    children: int
    alone: int
    groups: int
    tried: int


def questions(plan: Plan, contents: Contents, parts: Sorted) -> Iterator[Question]:
    """Every item that is counted by group, with what is kept of it by total, by group and weighted.

    Where groups are counted by positive, other and missing answers alone, so does the reader: whoever is not sure of
    that is not sure of the answer.
    """
    split = sorted({cell.item for cell in parts.cells if cell.breakdown != TOTAL} - {PEOPLE})
    whole = Counter(count(contents)[0])
    for item in split:
        question = _question(plan, contents, parts, item, whole)
        summed_up = any(cell.item == item and cell.answer.startswith("=") for cell in parts.cells)
        yield _summed(plan, question) if summed_up else question


def _summed(plan: Plan, question: Question) -> Question:
    """The same question with three answers: positive, other, missing."""
    positive = plan.bank.indicators[question.item].positive
    truth: Counter[tuple[Known, str]] = Counter()
    for kind in question.sizes:
        said = {word: n for (here, word), n in question.truth.items() if here == kind}
        truth.update({(kind, word): n for word, n in summed(said, positive).items()})
    kept: list[Kept] = [one for one in question.kept if one.words <= set(SUMS)]
    totals: dict[frozenset[Known], dict[str, int]] = {}
    for one in question.kept:
        if not one.words <= set(SUMS):
            totals.setdefault(one.kinds, {}).update(dict.fromkeys(one.words, one.n))
    for kinds, said in totals.items():
        found = summed(said, positive)
        kept += [Kept(kinds, frozenset({word}), found.get(word, 0)) for word in SUMS]
    return replace(question, one_each=True, kept=tuple(kept), truth=truth)


def _question(plan: Plan, contents: Contents, parts: Sorted, item: str, whole: Counter[Cell]) -> Question:
    asked = [band for band in contents.members if _of(plan, band, item)]
    sizes: Counter[Known] = Counter()
    truth: Counter[tuple[Known, str]] = Counter()
    for band in asked:
        groups = [contents.groups[breakdown, band] for breakdown in plan.bank.breakdowns]
        for place, member in enumerate(contents.members[band]):
            kind = (band, *(one[place] for one in groups))
            sizes[kind] += 1
            truth.update((kind, word) for word in counted_as(_of(plan, band, item).kind, member.answers[item]))
    one_each = _of(plan, asked[0], item).kind is not Kind.SEVERAL
    kept = (*_tallies(plan, parts, item, sizes, truth), *_classes(plan, contents, parts, item, sizes, whole))
    return Question(item, one_each, sizes, kept, truth)


def _of(plan: Plan, band: str, item: str) -> Item | None:
    return next((it for it in plan.instruments[band].closed if it.id == item), None)


def _tallies(plan, parts, item, sizes, truth) -> Iterator[Kept]:
    """Totals and counts by group; a word that is not there was given by nobody."""
    cells = [cell for cell in parts.cells if cell.item == item]
    said = sorted({word for _, word in truth})
    for bands, breakdown, value in sorted({(it.bands, it.breakdown, it.value) for it in cells}):
        place = 0 if breakdown == TOTAL else 1 + list(plan.bank.breakdowns).index(breakdown)
        kinds = frozenset(
            kind for kind in sizes if kind[0] in bands.split("+") and (place == 0 or kind[place] == value)
        )
        found = {
            it.answer: parts.cells[it]
            for it in cells
            if (it.bands, it.breakdown, it.value) == (bands, breakdown, value)
        }
        if coded := {FEW, NEARLY_ALL} & found.keys():
            yield from _coded(kinds, coded.pop(), found)
        elif not {TOO_FEW, UNSPLIT} & found.keys():
            words = SUMS if found.keys() <= set(SUMS) else said
            yield from (Kept(kinds, frozenset({word}), found.get(word, 0)) for word in words)


def _coded(kinds: frozenset[Known], word: str, found: Mapping[str, int]) -> Iterator[Kept]:
    """A group of which few answers were positive, or nearly all: fewer than five, of ten and eleven fewer than six."""
    base, missing = found[word], found.get(MISSING, 0)
    few = min(4 if base >= 12 else (base // 2 if word == FEW else base - base // 2 - 1), base)
    low, high = (0, few) if word == FEW else (base - few, base)
    yield Kept(kinds, frozenset({POSITIVE}), low, high)
    yield Kept(kinds, frozenset({OTHER}), base - high, base - low)
    yield Kept(kinds, frozenset({MISSING}), missing)


def _classes(plan, contents, parts, item, sizes, whole) -> Iterator[Kept]:
    """What each weighting class answered positively: a reader who solves the exact weighted sum has as much.

    ``whole``: all counts by group at the opening; classes are made of them before most are dropped.
    """
    summed_up = any(cell.item == item and cell.answer.startswith("=") for cell in parts.cells)
    names = list(plan.bank.breakdowns)
    for raked in parts.raked:
        if raked.item != item:
            continue
        bands: Bands = tuple(raked.bands.split("+"))
        margins = raked.margins.split("+")
        asked_item = counted_item(contents, bands[0], item)
        good = plan.bank.indicators[item].positive
        told = tallied(cell for cell in whole if cell.item == item)
        asked = Asked(contents, plan.eligible, item, bands, lambda answer, good=good: str(answer) in good, told)
        found = classes(asked, margins)
        places = [0 if margin == AGE else 1 + names.index(margin) for margin in margins]
        for crossing, n in crossed(found.positive, found.blocks).items():
            kinds = frozenset(
                kind
                for kind in sizes
                if kind[0] in bands and all(kind[at] in block for at, block in zip(places, crossing, strict=True))
            )
            if summed_up or asked_item.kind is not Kind.SEVERAL:
                yield Kept(kinds, frozenset({POSITIVE}) if summed_up else frozenset(good), n)


class Reader:
    """All ways to give every kind of child its answers that agree with everything kept, as an integer program."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.words = question.words
        self.kinds = sorted(question.sizes)
        self.at = {
            (kind, word): place for place, (kind, word) in enumerate((k, w) for k in self.kinds for w in self.words)
        }
        self.most = np.array([question.sizes[kind] for kind in self.kinds for _ in self.words], float)
        sums = [
            ([(kind, word) for kind in one.kinds for word in one.words if word in self.words], (one.n, one.most))
            for one in question.kept
        ]
        if question.one_each:
            sums += [([(kind, word) for word in self.words], (question.sizes[kind], None)) for kind in self.kinds]
        rows, columns = [], []
        for row, (added, _) in enumerate(sums):
            rows += [row] * len(added)
            columns += [self.at[one] for one in added]
        matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(sums), len(self.at)))
        least = np.array([n for _, (n, _) in sums], float)
        most = np.array([n if most is None else most for _, (n, most) in sums], float)
        self.limits = LinearConstraint(matrix, least, most)

    def most_of(self, wanted: Mapping[tuple[Known, str], float]) -> np.ndarray:
        """A way in which the sum of these, weighted, is as large as it can be."""
        goal = np.zeros(len(self.at))
        for one, weight in wanted.items():
            goal[self.at[one]] -= weight
        found = milp(goal, constraints=self.limits, bounds=Bounds(0, self.most), integrality=np.ones(len(self.at)))
        assert found.x is not None, "the truth is one way"
        return np.round(found.x).astype(int)

    def sure_children(self) -> set[tuple[Known, str]]:
        """Kinds all of whose children certainly gave one answer, though not everybody of their band gave it."""
        size, truth = self.question.sizes, self.question.truth
        left = {one for one, n in truth.items() if n == size[one[0]] and not self._everybody(one)}
        while left:
            way = self.most_of(dict.fromkeys(left, -1.0))
            other = {(kind, word) for kind, word in left if way[self.at[kind, word]] < size[kind]}
            if not other:
                break
            left -= other
        return left

    def _everybody(self, one: tuple[Known, str]) -> bool:
        (band, *_), word = one
        here = [kind for kind in self.kinds if kind[0] == band]
        return all(self.question.truth.get((kind, word), 0) == self.question.sizes[kind] for kind in here)

    def sure_of(self, kinds: Iterable[Known]) -> bool:
        """Whether all answers of these children together are certain."""
        chosen = list(kinds)
        for word in self.words:
            true = sum(self.question.truth.get((kind, word), 0) for kind in chosen)
            way = self.most_of({(kind, word): 1.0 for kind in chosen})
            if sum(way[self.at[kind, word]] for kind in chosen) > true:
                return False
        return True


def alone(question: Question, sure: Iterable[tuple[Known, str]]) -> int:
    """How many children of those are sure because one tally of a group says that all its children gave that answer."""
    tallies = [one for one in question.kept if len(one.words) == 1 and one.n]
    full = [one for one in tallies if one.n == sum(question.sizes[kind] for kind in one.kinds)]
    return sum(
        question.sizes[kind] for kind, word in sure if any(kind in one.kinds and word in one.words for one in full)
    )


def few(question: Question) -> list[frozenset[Known]]:
    """Known groups of 2 to 9 children: by one breakdown or two, with or without the band."""
    found: set[frozenset[Known]] = set()
    width = len(next(iter(question.sizes)))
    for places in (it for size in (1, 2) for it in combinations(range(width), size)):
        by: dict[tuple[str, ...], set[Known]] = {}
        for kind in question.sizes:
            by.setdefault(tuple(kind[at] for at in places), set()).add(kind)
        found |= {frozenset(it) for it in by.values() if 2 <= sum(question.sizes[kind] for kind in it) < SMALL}
    return sorted(found, key=sorted)


def forced(question: Question, *, groups: bool = True) -> Forced:
    """What is certain of one item."""
    reader = Reader(question)
    sure = reader.sure_children()
    chosen = few(question) if groups else []
    same = [group for group in chosen if not _uniform(question, group) and reader.sure_of(group)]
    return Forced(
        question.item, sum(question.sizes[kind] for kind, _ in sure), alone(question, sure), len(same), len(chosen)
    )


def _uniform(question: Question, group: Sequence[Known]) -> bool:
    """Whether all of the group said the same: counted as children, if it is certain."""
    return any(
        all(question.truth.get((kind, word), 0) == question.sizes[kind] for kind in group) for word in question.words
    )
