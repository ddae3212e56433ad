"""Which item of a version is which of an earlier one is told by the texts themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.definition import instrument, item, page, scale
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition.loader import inspect_instrument, load_bank, load_instrument
from surveyapp.definition.model import AnsweredBy, Instrument, Look, Pipe
from surveyapp.definition.trends import Trend, Trends, changed_parts, compare

CONTRACT = """\
trends:
  since: "2022"
  reworded: {feels_safe_home: "We asked this in easier words from 2024."}
  new:
    comments: "We asked this for the first time in 2024."
  retired:
    likes_food: "We stopped asking this in 2024."
"""


def between(then: object, now: object) -> dict[str, Trend]:
    """The trends from one survey of these items to another."""
    return dict(compare(instrument(*then, version="2022"), instrument(*now, version="2024")))  # type: ignore[misc]


def test_an_item_that_reads_alike_is_the_same_wherever_it_stands() -> None:
    assert between([item("a"), item("b")], [item("b"), item("a")]) == {"a": Trend.SAME, "b": Trend.SAME}


def test_what_only_one_of_the_two_asks_is_new_or_retired() -> None:
    assert between([item("a"), item("old")], [item("a"), item("fresh")]) == {
        "a": Trend.SAME,
        "fresh": Trend.NEW,
        "old": Trend.RETIRED,
    }


ONE = item("a", "choice", "yes", "no")


@pytest.mark.parametrize(
    ("now", "trend"),
    [
        (replace(ONE, ask="What do you say about a?"), Trend.REWORDED),
        (replace(ONE, hint="A word on it."), Trend.REWORDED),
        (replace(ONE, scale=replace(scale("yes", "no", name="a"), low_end="Low")), Trend.REWORDED),
        (replace(ONE, answered_by=AnsweredBy.ADULT), Trend.REWORDED),
        (item("a", "choice", "no", "yes"), Trend.RESCALED),
        (item("a", "choice", "yes", "sometimes", "no"), Trend.RESCALED),
        (replace(ONE, ask="How often?", scale=scale("often", "rarely", name="a")), Trend.RESCALED),
        (item("a", "several", "yes", "no"), Trend.RESCALED),
        (replace(ONE, shuffled=True), Trend.RESCALED),
        (replace(ONE, scale=scale("yes", "no", name="a", look=Look.FACES)), Trend.RESCALED),
        (replace(ONE, picture="house.svg"), Trend.SAME),
        (replace(ONE, scale=scale("yes", "no", name="shared")), Trend.SAME),
        (replace(ONE, practice=True), Trend.RETIRED),
    ],
)
def test_other_answers_are_rescaled_and_other_words_reworded(now, trend) -> None:
    assert between([ONE], [now])["a"] is trend


def test_who_is_asked_is_part_of_the_question() -> None:
    before = [item("first"), item("a")]
    assert between(before, [item("first"), page(item("a"), show_if="first = always")])["a"] is Trend.REWORDED
    assert between(before, [item("first"), item("a", show_if="first = always")])["a"] is Trend.REWORDED


def test_words_that_an_earlier_answer_puts_in_are_words_of_the_question() -> None:
    asked = [item("placement"), item("a", ask="What about {carers}?")]
    pipe = Pipe("carers", "placement", {"always": "your carers"}, "the adults")
    then = instrument(*asked, version="2022", pipes=[pipe])
    now = instrument(*asked, version="2024", pipes=[replace(pipe, otherwise="the grown-ups")])
    assert compare(then, now) == {"placement": Trend.SAME, "a": Trend.REWORDED}
    assert changed_parts(then, now, "a") == ("words put in by an earlier answer",)


def read(place, text: str = SURVEY + CONTRACT) -> Instrument:
    folder(place, survey=text)
    return load_instrument(place / "11-18/2024.yaml", load_bank(place / "items.yaml"))


def test_a_contract_is_read_with_its_reasons(tmp_path) -> None:
    trends = read(tmp_path).trends
    assert isinstance(trends, Trends)
    assert trends.since == "2022"
    assert trends.of("feels_safe_home") is Trend.REWORDED
    assert trends.reason("likes_food") == "We stopped asking this in 2024."
    assert trends.of("placement") is Trend.SAME
    assert trends.reason("placement") == ""


def test_a_survey_without_one_has_none(tmp_path) -> None:
    assert read(tmp_path, SURVEY).trends is None


def test_the_contract_is_no_part_of_what_a_child_meets(tmp_path) -> None:
    assert read(tmp_path).fingerprint == read(tmp_path, SURVEY).fingerprint


@pytest.mark.parametrize(
    ("old", "new", "part", "words"),
    [
        ('  since: "2022"\n', "", "reworded:", "since is missing"),
        ("  new:", "  fresh:", "fresh:", '"fresh" is no key here'),
        (
            "retired:\n    likes_food",
            "retired:\n    comments",
            "retired:",
            '"comments" stands under new too',
        ),
        ('likes_food: "We stopped asking this in 2024."', 'likes_food: ""', "likes_food", "likes_food is empty"),
    ],
)
def test_a_mistake_in_a_contract_is_named_where_it_stands(tmp_path, old: str, new: str, part: str, words: str) -> None:
    text = changed(SURVEY + CONTRACT, (old, new))
    folder(tmp_path, survey=text, bank=BANK)
    found = inspect_instrument(tmp_path / "11-18/2024.yaml", load_bank(tmp_path / "items.yaml"))
    assert [one.line for one in found.problems if words in str(one)] == [line_of(text, part)]
