"""What a child's form says: an answer for each item of the page, or what to tell the child instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from surveyapp.definition.answers import AnswerRejected, understood
from surveyapp.definition.conditions import NONE
from surveyapp.definition.model import CLOSED, TEXT, Answer, Item, Kind, Missing, Page

_ASKING = CLOSED | TEXT


class Form(Protocol):
    """The part of a posted form that answers are read from."""

    def get(self, name: str, default: str, /) -> str: ...

    def getlist(self, name: str, /) -> Sequence[str]: ...


class Trouble(StrEnum):
    """Why an answer cannot be taken as it stands."""

    NOTHING_CHOSEN = "nothing_chosen"
    NOT_AN_OPTION = "not_an_option"
    BOTH_NONE_AND_SOME = "both_none_and_some"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers of one page, and for items without one the trouble (empty when all is well)."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    troubles: Mapping[str, Trouble] = field(default_factory=dict)


def heard(page: Page, form: Form) -> Heard:
    """Everything this page's form says. Of several items some may be left out: they are skipped."""
    answers: dict[str, Answer] = {}
    troubles: dict[str, Trouble] = {}
    asked = [item for item in page.items if item.kind in _ASKING]
    for item in asked:
        values = form.getlist(item.id)
        try:
            answers[item.id] = understood(item, values)
        except AnswerRejected:
            troubles[item.id] = _trouble(item, values)
    if asked and not troubles and _all_left_out(asked, answers):
        troubles[asked[0].id] = Trouble.NOTHING_CHOSEN
    return Heard(answers, troubles)


def ticked(page: Page, form: Form) -> Mapping[str, Answer]:
    """The answers to keep when a child leaves the page by another button than Next."""
    return {item: answer for item, answer in heard(page, form).answers.items() if answer is not Missing.SKIPPED}


def without(page: Page, reason: Missing) -> Mapping[str, Answer]:
    """The answers of a page that was skipped, or that the child would rather not speak of."""
    return {item.id: reason for item in page.items if item.kind in _ASKING}


def _all_left_out(asked: Sequence[Item], answers: Mapping[str, Answer]) -> bool:
    """Whether nothing was answered where something could be chosen; an empty text box is an answer of its own."""
    return all(answers[item.id] is Missing.SKIPPED and item.kind not in TEXT for item in asked)


def _trouble(item: Item, values: Sequence[str]) -> Trouble:
    """What to tell of values that are no answer to this item."""
    if item.kind in TEXT:
        return Trouble.TOO_LONG
    if item.kind is Kind.NUMBER:
        return Trouble.OUT_OF_RANGE if "".join(values).strip().isdecimal() else Trouble.NOT_A_NUMBER
    if item.kind is Kind.SEVERAL and NONE in values and len(values) > 1:
        return Trouble.BOTH_NONE_AND_SOME
    return Trouble.NOT_AN_OPTION
