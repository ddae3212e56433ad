"""The plan of an instrument says what a browser needs to walk it, and nothing that a child reads but pipes' words."""

from __future__ import annotations

import json

import pytest
from builders import definition as make
from builders.surveys import EDITIONS, survey

from surveyapp.definition.ballots import ballot_size
from surveyapp.definition.expressions import parse
from surveyapp.definition.model import AnsweredBy, Pipe
from surveyapp.definition.wording import untranslated
from surveyapp.survey.plan import listed, plan


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("a = yes", ["is", "a", "=", "yes"]),
        ("a >= 7", ["is", "a", ">=", 7]),
        ('a = "7"', ["is", "a", "=", "7"]),
        ("a is one of [b, 2]", ["one", "a", ["b", 2]]),
        ("a is not one of [b]", ["none", "a", ["b"]]),
        ("a was skipped", ["skipped", "a"]),
        ("a was not answered", ["not", ["answered", "a"]]),
        ("a = b and b = c or not c = d", [
            "or", ["and", ["is", "a", "=", "b"], ["is", "b", "=", "c"]], ["not", ["is", "c", "=", "d"]],
        ]),
    ],
)  # fmt: skip
def test_a_condition_is_the_same_as_lists(text: str, lists: list[object]) -> None:
    assert listed(parse(text)) == lists


def test_a_plan_holds_pages_in_order_with_their_conditions_and_what_an_item_takes() -> None:
    friends = make.item("friends", "several", "one", "two", show_if="safe = never")
    instrument = make.instrument(make.item("safe", shuffled=True), make.page(friends, show_if="safe was answered"))
    first, second = plan(instrument, untranslated)["pages"]
    assert [first["id"], second["id"]] == ["safe", "friends"]
    assert "showIf" not in first
    assert second["showIf"] == ["answered", "safe"]
    assert second["items"][0] == {
        "id": "friends", "kind": "several", "counted": True, "practice": False, "by": "child", "smallest": 0,
        "largest": 0, "longest": 0, "shuffled": False, "showIf": ["is", "safe", "=", "never"],
        "options": ["one", "two", "none"], "exclusive": ["none"],
    }  # fmt: skip
    assert first["items"][0]["shuffled"]


def test_a_page_of_an_adult_says_so() -> None:
    pages = plan(make.instrument(make.item("a"), make.item("b", answered_by=AnsweredBy.ADULT)), untranslated)["pages"]
    assert [page["adult"] for page in pages] == [False, True]


def test_a_pipe_brings_its_words_in_the_readers_language() -> None:
    pipe = Pipe("carers", "placement", {"foster": "your foster carers"}, "the people at home")
    made = plan(make.instrument(pipes=[pipe]), lambda context, text: f"{context}: {text}")
    assert made["pipes"]["carers"] == {
        "source": "placement",
        "cases": {"foster": "pipe:carers: your foster carers"},
        "otherwise": "pipe:carers: the people at home",
    }


@pytest.mark.parametrize("name", EDITIONS)
def test_a_plan_is_json_of_the_instrument_and_holds_no_question(name: str) -> None:
    instrument = survey(name)
    made = plan(instrument, untranslated)
    written = json.dumps(made, ensure_ascii=False)
    assert json.loads(written) == made
    assert (made["fingerprint"], made["size"]) == (instrument.fingerprint, ballot_size([instrument]))
    assert [item["id"] for page in made["pages"] for item in page["items"]] == [item.id for item in instrument.items]
    assert not [item.ask for item in instrument.items if item.ask in written]
