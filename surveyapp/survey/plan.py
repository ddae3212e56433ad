"""An instrument as the JSON from which a browser walks it: what decides the way, the answers and the ballot.

``static/child`` reads it. Words do not belong to it, except those that an earlier answer puts into a question.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from surveyapp.definition.ballots import ballot_size
from surveyapp.definition.expressions import (
    And,
    Answered,
    Comparison,
    Expression,
    NoneOf,
    Not,
    OneOf,
    Or,
    Skipped,
    Test,
)
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument, Item, Page, Pipe
from surveyapp.definition.wording import Translate
from surveyapp.survey import journey

Listed = list[object]
"""A condition as nested lists: ["not", e], ["and", e…], ["or", e…], ["is", item, sign, value], ["one", item, values],
["none", item, values], ["skipped", item], ["answered", item]."""


class PlannedItem(TypedDict):
    """One item; ``options`` and ``exclusive`` are ids in the scale's order."""

    id: str
    kind: str
    counted: bool
    practice: bool
    by: str
    smallest: int
    largest: int
    longest: int
    shuffled: bool
    showIf: NotRequired[Listed]
    options: NotRequired[list[str]]
    exclusive: NotRequired[list[str]]


class PlannedPage(TypedDict):
    """One page; ``adult`` says whose look it has, whatever is asked on it in the end."""

    id: str
    section: str
    adult: bool
    items: list[PlannedItem]
    showIf: NotRequired[Listed]


class PlannedSection(TypedDict):
    """One section, and whether a rest may follow it."""

    id: str
    rest: bool


class PlannedPipe(TypedDict):
    """Words that an earlier answer chooses, in the reader's language."""

    source: str
    cases: dict[str, str]
    otherwise: str


class Plan(TypedDict):
    """One instrument; ``size`` is the length of its ballots in bytes, ``fingerprint`` its own in hex."""

    fingerprint: str
    size: int
    presentation: str
    travels: bool
    sections: list[PlannedSection]
    pages: list[PlannedPage]
    pipes: dict[str, PlannedPipe]


def plan(instrument: Instrument, translate: Translate) -> Plan:
    """The instrument as a browser needs it; ``translate`` gives the words that pipes put into questions."""
    return {
        "fingerprint": instrument.fingerprint,
        "size": ballot_size([instrument]),
        "presentation": instrument.band.presentation,
        "travels": journey.travels(instrument),
        "sections": [{"id": section.id, "rest": section.rest} for section in instrument.sections],
        "pages": [_page(page) for page in instrument.pages],
        "pipes": {name: _pipe(pipe, translate) for name, pipe in instrument.pipes.items()},
    }


def _page(page: Page) -> PlannedPage:
    planned: PlannedPage = {
        "id": page.id,
        "section": page.section,
        "adult": journey.for_adult(page),
        "items": [_item(item) for item in page.items],
    }
    if page.show_if is not None:
        planned["showIf"] = listed(page.show_if)
    return planned


def _item(item: Item) -> PlannedItem:
    planned: PlannedItem = {
        "id": item.id,
        "kind": str(item.kind),
        "counted": item.counted,
        "practice": item.practice,
        "by": str(item.answered_by),
        "smallest": item.smallest,
        "largest": item.largest,
        "longest": item.longest,
        "shuffled": item.shuffled,
    }
    if item.show_if is not None:
        planned["showIf"] = listed(item.show_if)
    if item.scale is not None:
        planned["options"] = [option.id for option in item.scale.options]
        planned["exclusive"] = [option.id for option in item.scale.options if option.exclusive]
    return planned


def _pipe(pipe: Pipe, translate: Translate) -> PlannedPipe:
    context = context_of(pipe)
    return {
        "source": pipe.source,
        "cases": {answer: translate(context, words) for answer, words in pipe.cases.items()},
        "otherwise": translate(context, pipe.otherwise),
    }


def listed(condition: Expression) -> Listed:
    """A condition as nested lists."""
    match condition:
        case Not(part):
            return ["not", listed(part)]
        case And(parts) | Or(parts):
            return ["and" if isinstance(condition, And) else "or", *map(listed, parts)]
        case Comparison() | OneOf() | NoneOf() | Skipped() | Answered():
            return _test(condition)
    raise TypeError(condition)


def _test(test: Test) -> Listed:
    match test:
        case Comparison(item, sign, value):
            return ["is", item, str(sign), value]
        case OneOf(item, values):
            return ["one", item, list(values)]
        case NoneOf(item, values):
            return ["none", item, list(values)]
    return ["skipped" if isinstance(test, Skipped) else "answered", test.item]
