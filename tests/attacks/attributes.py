"""An adult who knows every child that took part, by every breakdown at once, reads all that an opening keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from surveyapp.definition.model import Item, Kind
from surveyapp.opening.classes import Asked, classes
from surveyapp.opening.contents import Plan, Sorted
from surveyapp.opening.crossing import crossed
from surveyapp.opening.parts import Bands, tallied
from surveyapp.opening.tallies import Contents, counted_item
from surveyapp.results.models import AGE, TOTAL
from surveyapp.results.words import counted_as

FEW = 10
Known = tuple[str, ...]
"""What the adult knows of a child: the band, then the group of each breakdown."""


@dataclass(frozen=True)
class Kept:
    """One sum that is kept: children of these kinds gave these words so often."""

    kinds: frozenset[Known]
    words: frozenset[str]
    n: int


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
    """Every item that is counted by group, with what is kept of it by total, by group and weighted."""
    split = sorted({cell.item for cell in parts.cells if cell.breakdown != TOTAL})
    for item in split:
        yield _question(plan, contents, parts, item)


def _question(plan: Plan, contents: Contents, parts: Sorted, item: str) -> Question:
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
    kept = (*_tallies(plan, parts, item, sizes, truth), *_classes(plan, contents, parts, item, sizes))
    return Question(item, one_each, sizes, kept, truth)


def _of(plan: Plan, band: str, item: str) -> Item | None:
    return next((it for it in plan.instruments[band].closed if it.id == item), None)


def _tallies(plan, parts, item, sizes, truth) -> Iterator[Kept]:
    """Totals and counts by group; a word that is not there was given by nobody."""
    cells = [cell for cell in parts.cells if cell.item == item]
    words = sorted({word for _, word in truth})
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
        yield from (Kept(kinds, frozenset({word}), found.get(word, 0)) for word in words)


def _classes(plan, contents, parts, item, sizes) -> Iterator[Kept]:
    """What each weighting class answered positively: a reader who solves the exact weighted sum has as much."""
    names = list(plan.bank.breakdowns)
    for raked in parts.raked:
        if raked.item != item:
            continue
        bands: Bands = tuple(raked.bands.split("+"))
        margins = raked.margins.split("+")
        asked_item = counted_item(contents, bands[0], item)
        good = plan.bank.indicators[item].positive
        told = tallied(cell for cell in parts.cells if cell.item == item)
        asked = Asked(contents, plan.eligible, item, bands, lambda answer, good=good: str(answer) in good, told)
        found = classes(asked, margins)
        places = [0 if margin == AGE else 1 + names.index(margin) for margin in margins]
        for crossing, n in crossed(found.positive, found.blocks).items():
            kinds = frozenset(
                kind
                for kind in sizes
                if kind[0] in bands and all(kind[at] in block for at, block in zip(places, crossing, strict=True))
            )
            if asked_item.kind is not Kind.SEVERAL:
                yield Kept(kinds, frozenset(good), n)


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
            ([(kind, word) for kind in one.kinds for word in one.words if word in self.words], one.n)
            for one in question.kept
        ]
        if question.one_each:
            sums += [([(kind, word) for word in self.words], question.sizes[kind]) for kind in self.kinds]
        rows, columns = [], []
        for row, (summed, _) in enumerate(sums):
            rows += [row] * len(summed)
            columns += [self.at[one] for one in summed]
        matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(sums), len(self.at)))
        values = np.array([n for _, n in sums], float)
        self.limits = LinearConstraint(matrix, values, values)

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
        found |= {frozenset(it) for it in by.values() if 2 <= sum(question.sizes[kind] for kind in it) < FEW}
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
