"""Conditions that contradict themselves or always hold, and pages that no path reaches.

That a path never ends cannot happen and needs no check: pages are met in order, each at most once, and conditions
look back only.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from surveyapp.definition.conditions import Expression, Or
from surveyapp.definition.expressions import written
from surveyapp.definition.model import Instrument, Item, Page
from surveyapp.definition.problems import Places, Problem
from surveyapp.definition.reach import TooTangled, outcomes, reachable


def logic(instrument: Instrument, places: Places, *, broken: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with the conditions of this survey, but for the places that are known to be broken."""
    for page in instrument.pages:
        sound = yield from _owner(page.show_if, f"page {page.id}.show_if", instrument, places, broken)
        for item in page.items:
            fine = yield from _owner(item.show_if, f"{item.id}.show_if", instrument, places, broken)
            if sound and fine:
                yield from _reached(instrument, page, item, places)


def _owner(
    condition: Expression | None, where: str, instrument: Instrument, places: Places, broken: frozenset[str]
) -> Generator[Problem, None, bool]:
    """The problems of one condition; returns whether it can be relied on."""
    if where in broken:
        return False
    if condition is None:
        return True
    found = tuple(_condition(condition, where, instrument, places))
    yield from found
    return not found


def _condition(condition: Expression, where: str, instrument: Instrument, places: Places) -> Iterator[Problem]:
    try:
        possible = outcomes(condition, instrument)
        parts = condition.parts if isinstance(condition, Or) else ()
        dead = [part for part in parts if outcomes(part, instrument) == {False}]
    except TooTangled:
        yield places.problem(where, "so many answers decide this that it cannot be checked", "write it more simply")
        return
    if possible == {False}:
        yield places.problem(where, "this can never hold, it contradicts itself", "change or leave out one part")
    elif possible == {True}:
        yield places.problem(where, "this always holds", "leave show_if out")
    elif dead:
        yield places.problem(where, f'"{written(dead[0])}" can never hold', "change or leave out this part")


def _reached(instrument: Instrument, page: Page, item: Item, places: Places) -> Iterator[Problem]:
    where = f"page {page.id}.show_if" if item.show_if is None else f"{item.id}.show_if"
    try:
        if not reachable(instrument, page, item):
            what = f'no path of answers leads to "{item.id}"'
            yield places.problem(where, what, "change this condition, or those of the pages it looks back to")
    except TooTangled:
        what = f'so many earlier answers decide whether "{item.id}" is asked that it cannot be checked'
        yield places.problem(where, what, "let it depend on fewer items")
