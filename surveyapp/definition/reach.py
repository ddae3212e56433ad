"""Whether a condition can hold at all, and whether some path of answers leads to a page.

Answers are tried in kinds: of all answers to an item that no condition tells apart, one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from surveyapp.definition.conditions import Expression
from surveyapp.definition.expressions import holds, items_of, tests, values_of
from surveyapp.definition.model import Answer, Instrument, Item, Kind, Missing, Page
from surveyapp.definition.rows import countable

MOST_TRIALS = 50_000
_PAIRED = 5


class TooTangled(Exception):
    """So many answers decide this condition that they cannot all be tried."""


@dataclass(frozen=True, slots=True)
class Step:
    """One item on the way, with the conditions under which it is asked."""

    item: Item
    conditions: tuple[Expression, ...]


def outcomes(expression: Expression, instrument: Instrument) -> frozenset[bool]:
    """What the condition can come to when every item is answered, or not, freely."""
    kinds = _kinds(instrument, [expression])
    ids = sorted(items_of(expression))
    choices = [(*kinds[name], Missing.NOT_ASKED) for name in ids]
    _refuse_tangle(choices)
    return frozenset(holds(expression, dict(zip(ids, trial, strict=True))) for trial in product(*choices))


def reachable(instrument: Instrument, page: Page, item: Item) -> bool:
    """Whether some path of answers leads to this item on this page."""
    conditions = _conditions(page, item)
    steps = _steps(instrument, conditions)
    kinds = _kinds(instrument, [*conditions, *(condition for step in steps for condition in step.conditions)])
    _refuse_tangle([kinds[step.item.id] for step in steps])
    return any(all(holds(condition, known) for condition in conditions) for known in _ways(steps, kinds, {}))


def _ways(
    steps: tuple[Step, ...], kinds: dict[str, tuple[Answer, ...]], known: dict[str, Answer]
) -> Iterator[dict[str, Answer]]:
    if not steps:
        yield known
        return
    step, rest = steps[0], steps[1:]
    asked = all(holds(condition, known) for condition in step.conditions)
    for answer in kinds[step.item.id] if asked else (Missing.NOT_ASKED,):
        yield from _ways(rest, kinds, {**known, step.item.id: answer})


def _steps(instrument: Instrument, conditions: tuple[Expression, ...]) -> tuple[Step, ...]:
    """The items that decide these conditions, directly or through earlier ones, in order."""
    every = {item.id: Step(item, _conditions(page, item)) for page in instrument.pages for item in page.items}
    needed: set[str] = set()
    open_ids = {name for condition in conditions for name in items_of(condition)}
    while open_ids:
        needed |= open_ids
        found = (condition for name in open_ids if name in every for condition in every[name].conditions)
        open_ids = {name for condition in found for name in items_of(condition)} - needed
    return tuple(step for name, step in every.items() if name in needed)


def _conditions(page: Page, item: Item) -> tuple[Expression, ...]:
    return tuple(condition for condition in (page.show_if, item.show_if) if condition is not None)


def _kinds(instrument: Instrument, conditions: Iterable[Expression]) -> dict[str, tuple[Answer, ...]]:
    told: dict[str, set[str]] = {}
    for condition in conditions:
        for test in tests(condition):
            told.setdefault(test.item, set()).update(map(str, values_of(test)))
    known = {item.id: item for item in instrument.items}
    answers = {name: _answers(known[name], values) if name in known else () for name, values in told.items()}
    return {name: (*kinds, Missing.RATHER_NOT_SAY, Missing.SKIPPED) for name, kinds in answers.items()}


def _answers(item: Item, told: set[str]) -> tuple[Answer, ...]:
    if item.kind is Kind.NUMBER:
        return _numbers(item, told)
    options = countable(item)
    ordered = bool(options) and all(option.isdigit() for option in options)
    named = options if ordered else tuple(option for option in options if option in told)
    kinds = (*named, *[option for option in options if option not in named][:1])
    return _sets(kinds) if item.kind is Kind.SEVERAL else kinds


def _numbers(item: Item, told: set[str]) -> tuple[int, ...]:
    near = {int(value) + step for value in told if value.isdigit() for step in (-1, 0, 1)}
    return tuple(
        sorted(number for number in near | {item.smallest, item.largest} if item.smallest <= number <= item.largest)
    )


def _sets(options: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    sizes = range(len(options) + 1) if len(options) <= _PAIRED else (0, 1, 2, len(options))
    return tuple(chosen for size in sizes for chosen in combinations(options, size))


def _refuse_tangle(choices: Iterable[tuple[Answer, ...]]) -> None:
    trials = 1
    for kinds in choices:
        trials *= max(len(kinds), 1)
    if trials > MOST_TRIALS:
        raise TooTangled
