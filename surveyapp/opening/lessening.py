"""Counts by group as few as releases can show: positive, other or missing, of no more breakdowns than rules allow.

Each exact count is an equation to somebody who knows every characteristic of every child. So of a question nothing is
kept by group that no release of this wave would show beside its other figures (decision 20).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from surveyapp.definition.model import Indicator
from surveyapp.disclosure.afford import afford
from surveyapp.disclosure.cells import code
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Coding, Protected, ProtectedTable
from surveyapp.opening.bands import label
from surveyapp.opening.groups import POLICY
from surveyapp.opening.tabling import Asked, Bands, never_split, table
from surveyapp.results.handed import Cell
from surveyapp.results.models import AGE, TOTAL
from surveyapp.results.words import FEW, MISSING, NEARLY_ALL, OTHER, PEOPLE, POSITIVE, TOO_FEW, UNSPLIT, summed

CODED = {Coding.FEW: FEW, Coding.NEARLY_ALL: NEARLY_ALL}
Cells = Mapping[Cell, int]
Groups = dict[tuple[str, Bands, str], dict[str, int]]
Split = tuple[str, Bands]
"""A breakdown in some bands."""


def lessened(cells: Cells, asked: Asked) -> dict[Cell, int]:
    """Totals as they are; of counts by group what releases can show, and the sizes of groups of which nothing stays.

    What the bank does not know any more is kept as it was.
    """
    kept = {cell: n for cell, n in cells.items() if cell.breakdown in (TOTAL, AGE) or cell.item == PEOPLE}
    for item, groups in _by_item(cells).items():
        indicator = asked.bank.indicators.get(item)
        if indicator is None:
            kept.update(_cells(item, groups))
            continue
        instead = {
            one: why for pool in asked.pools(indicator) for one, why in _left_out(asked, indicator, pool, groups)
        }
        kept.update(_of_item(indicator, groups, instead))
    kept.update(_never_split(cells, asked))
    kept.update(_people(cells, kept))
    return kept


def _never_split(cells: Cells, asked: Asked) -> Iterator[tuple[Cell, int]]:
    """Of questions that an earlier answer opens, by what they are never split; of breakdowns counted at all."""
    counted = {cell.breakdown for cell in cells}
    for id, groups in _grouped(cells).items():
        if id in asked.bank.indicators:
            for breakdown, bands, n in never_split(asked, asked.bank.indicators[id], groups):
                if breakdown in counted:
                    yield Cell(label(bands), breakdown, TOTAL, id, TOO_FEW), n


def by_group(cells: Cells) -> dict[Cell, int]:
    """The counts that are not of everybody."""
    return {cell: n for cell, n in cells.items() if cell.breakdown not in (TOTAL, AGE)}


def _by_item(cells: Cells) -> dict[str, Groups]:
    """The items counted by group, with their totals."""
    split = {cell.item for cell in by_group(cells)} - {PEOPLE}
    return {item: groups for item, groups in _grouped(cells).items() if item in split}


def _grouped(cells: Cells) -> dict[str, Groups]:
    """Every item's counts."""
    found: dict[str, Groups] = defaultdict(lambda: defaultdict(dict))
    for cell, n in cells.items():
        found[cell.item][cell.breakdown, tuple(cell.bands.split("+")), cell.value][cell.answer] = n
    return found


def _left_out(asked: Asked, indicator: Indicator, pool: Bands, groups: Groups) -> Iterator[tuple[Split, str]]:
    """The breakdowns (each with its bands) of which a release would show no group, and which word says why."""
    here = {key: answers for key, answers in groups.items() if set(key[1]) <= set(pool)}
    why = {id: TOO_FEW for id, _, _ in here}
    if asked.judged(indicator, pool):
        whole = table(asked, indicator, pool, here)
        shown = protect(whole, POLICY)
        why |= dict.fromkeys(_said(shown), UNSPLIT)
        why |= dict.fromkeys(_said(afford(whole, shown, POLICY)), "")
    yield from {(id, bands): why[id] for id, bands, _ in here if why[id]}.items()


def _said(shown: ProtectedTable) -> list[str]:
    """The breakdowns of which some group is shown."""
    return [part.id for part in shown.others if any(isinstance(value, Protected) for _, value in part.groups)]


def _of_item(indicator: Indicator, groups: Groups, instead: Mapping[Split, str]) -> dict[Cell, int]:
    """What stays of one item's counts by group; of what does not, how many answered."""
    kept: Groups = {}
    for (breakdown, bands, value), answers in groups.items():
        if breakdown in (TOTAL, AGE):
            continue
        if (breakdown, bands) not in instead:
            word = _word(indicator, groups, (breakdown, bands, value))
            kept[breakdown, bands, value] = _under(word, summed(answers, indicator.positive))
        elif answered := _answered(groups, bands):
            kept[breakdown, bands, TOTAL] = {instead[breakdown, bands]: answered}
    return _cells(indicator.id, kept)


def _word(indicator: Indicator, groups: Groups, group: tuple[str, Bands, str]) -> str | None:
    """The word for few or nearly all, if a release would say no more of a group: with all of it in the same pool."""
    breakdown, bands, value = group
    pool = next((set(pool) for pool in indicator.pools if set(bands) <= set(pool)), set(bands))
    parts = [them for (id, here, of), them in groups.items() if (id, of) == (breakdown, value) and set(here) <= pool]
    found = Counter[str]()
    for part in parts:
        found.update(summed(part, indicator.positive))
    return CODED.get(code(found[POSITIVE], found[POSITIVE] + found[OTHER], POLICY).coding)


def _under(word: str | None, answers: Mapping[str, int]) -> dict[str, int]:
    """A group's answers, under one word if there is one for them."""
    if word is None:
        return dict(answers)
    answered = answers.get(POSITIVE, 0) + answers.get(OTHER, 0)
    return {name: n for name, n in ((word, answered), (MISSING, answers.get(MISSING, 0))) if n}


def _answered(groups: Groups, bands: Bands) -> int:
    """How many answered in all totals that these bands make up."""
    totals = [answers for (kind, here, _), answers in groups.items() if kind == TOTAL and set(here) <= set(bands)]
    return sum(n for answers in totals for word, n in summed(answers, ()).items() if word != MISSING)


def _people(cells: Cells, kept: Cells) -> dict[Cell, int]:
    """How many children each group has of which no count of answers is left: for response rates by group."""
    left = {(cell.bands, cell.breakdown, cell.value) for cell in by_group(kept)}
    answers: dict[Cell, dict[str, dict[str, int]]] = {}
    for cell, n in by_group(cells).items():
        if (cell.bands, cell.breakdown, cell.value) not in left:
            place = Cell(cell.bands, cell.breakdown, cell.value, PEOPLE, PEOPLE)
            answers.setdefault(place, {}).setdefault(cell.item, {})[cell.answer] = n
    return {place: max(map(_all, items.values())) for place, items in answers.items()}


def _all(answers: Mapping[str, int]) -> int:
    """Everybody, whatever they answered."""
    return sum(summed(answers, ()).values())


def _cells(item: str, groups: Groups) -> dict[Cell, int]:
    return {
        Cell(label(bands), breakdown, value, item, word): n
        for (breakdown, bands, value), answers in groups.items()
        for word, n in answers.items()
        if breakdown not in (TOTAL, AGE)
    }
