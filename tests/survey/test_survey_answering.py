"""What a form says, and what is told of it when it says nothing that can be kept."""

from __future__ import annotations

import pytest
from builders import definition as make
from werkzeug.datastructures import MultiDict

from surveyapp.definition.model import Item, Kind, Missing
from surveyapp.survey.answering import Trouble, heard, ticked, without

CHOICE = make.item("safe")
SEVERAL = make.item("help", Kind.SEVERAL, "friends", "family")
NUMBER = make.item("moves", Kind.NUMBER, smallest=1, largest=20)
TEXT = make.item("words", Kind.LONG_TEXT, longest=10)


def form(*pairs: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(pairs)


@pytest.mark.parametrize(
    ("item", "values", "answer"),
    [
        (CHOICE, ["always"], "always"),
        (SEVERAL, ["family", "friends"], ("friends", "family")),
        (SEVERAL, ["none"], ()),
        (NUMBER, [" 7 "], 7),
        (TEXT, ["one\r\ntwo"], "one\ntwo"),
        (TEXT, ["  "], Missing.SKIPPED),
    ],
)
def test_an_answer_is_heard(item: Item, values: list[str], answer: object) -> None:
    found = heard(make.page(item), form(*((item.id, value) for value in values)))
    assert (found.answers, found.troubles) == ({item.id: answer}, {})


@pytest.mark.parametrize(
    ("item", "values", "trouble"),
    [
        (CHOICE, [], Trouble.NOTHING_CHOSEN),
        (CHOICE, ["maybe"], Trouble.NOT_AN_OPTION),
        (CHOICE, ["always", "never"], Trouble.NOT_AN_OPTION),
        (SEVERAL, [], Trouble.NOTHING_CHOSEN),
        (SEVERAL, ["aliens"], Trouble.NOT_AN_OPTION),
        (SEVERAL, ["none", "friends"], Trouble.BOTH_NONE_AND_SOME),
        (NUMBER, [""], Trouble.NOTHING_CHOSEN),
        (NUMBER, ["three"], Trouble.NOT_A_NUMBER),
        (NUMBER, ["-1"], Trouble.NOT_A_NUMBER),
        (NUMBER, ["0"], Trouble.OUT_OF_RANGE),
        (NUMBER, ["99999999999999999999"], Trouble.OUT_OF_RANGE),
        (TEXT, ["x" * 11], Trouble.TOO_LONG),
    ],
)
def test_what_is_no_answer_is_told(item: Item, values: list[str], trouble: Trouble) -> None:
    found = heard(make.page(item), form(*((item.id, value) for value in values)))
    assert found.troubles == {item.id: trouble}


def test_of_several_items_some_may_be_left_out() -> None:
    found = heard(make.page(CHOICE, NUMBER), form(("moves", "3")))
    assert (found.answers, found.troubles) == ({"safe": Missing.SKIPPED, "moves": 3}, {})


def test_leaving_a_page_keeps_what_is_ticked_and_nothing_else() -> None:
    page = make.page(CHOICE, NUMBER, TEXT)
    assert ticked(page, form(("safe", "never"), ("moves", "many"))) == {"safe": "never"}


def test_a_page_can_be_passed_over_for_two_different_reasons() -> None:
    page = make.page(CHOICE, make.item("info", Kind.INFORMATION))
    assert without(page, Missing.SKIPPED) == {"safe": Missing.SKIPPED}
    assert without(page, Missing.RATHER_NOT_SAY) == {"safe": Missing.RATHER_NOT_SAY}


def test_an_answer_to_another_question_is_not_heard() -> None:
    assert heard(make.page(CHOICE), form(("moves", "3"))).troubles == {"safe": Trouble.NOTHING_CHOSEN}
