"""Show-if on paper: who follows the words beside the boxes answers what the pages would have asked."""

from __future__ import annotations

import pytest
from builders.definition import instrument, item, page

from surveyapp.definition.model import Instrument, Kind, Missing
from surveyapp.paper.routing import Filter, NotOnPaper, Routes, routes


def bullied(*, show_if: str, between: bool = False) -> Instrument:
    follows = [item("help", show_if=show_if), item("last")]
    return instrument(item("afraid"), *([item("between")] if between else []), *follows)


def test_a_box_that_passes_over_the_next_question_says_where_to_go_on() -> None:
    found = routes(bullied(show_if="afraid is one of [always, mostly]"))
    passed = ("sometimes", "never", Missing.RATHER_NOT_SAY)
    assert found == Routes({("afraid", box): "last" for box in passed}, {})


def test_without_a_question_after_it_a_box_leads_to_the_end() -> None:
    asked = instrument(item("afraid"), item("help", show_if="afraid = always"))
    assert set(routes(asked).jumps.values()) == {None}


def test_of_two_questions_that_follow_a_box_may_pass_over_one_or_both() -> None:
    asked = instrument(
        item("afraid"),
        item("help", show_if="afraid is one of [always, mostly]"),
        page(item("why"), show_if="not (afraid = never)"),
        item("last"),
    )
    jumps = {box: onward for (_, box), onward in routes(asked).jumps.items()}
    assert jumps == {"sometimes": "why", "never": "last", Missing.RATHER_NOT_SAY: "why"}


def test_a_question_further_down_says_for_whom_it_is() -> None:
    found = routes(bullied(show_if="afraid = always", between=True))
    assert found == Routes({}, {"help": (Filter("afraid", ("always",), ticked=True),)})


def test_where_an_empty_question_lets_in_too_it_says_who_leaves_it_out() -> None:
    found = routes(bullied(show_if="not (afraid = never)", between=True))
    assert found.filters["help"] == (Filter("afraid", ("never",), ticked=False),)


def test_of_several_boxes_each_alone_can_let_in() -> None:
    asked = instrument(
        item("learning", Kind.SEVERAL, "school", "job"), item("help", show_if="learning is one of [job]")
    )
    assert routes(asked).filters["help"] == (Filter("learning", ("job",), ticked=True),)


def test_two_conditions_are_said_one_after_the_other() -> None:
    asked = instrument(item("a"), item("b"), item("help", show_if="a = always and b = never"))
    sources = [(one.source, one.boxes) for one in routes(asked).filters["help"]]
    assert sources == [("a", ("always",)), ("b", ("never",))]


@pytest.mark.parametrize("show_if", ["a = always or b = never", "not (a = always and b = never)"])
def test_what_no_booklet_can_say_is_refused_by_name(show_if: str) -> None:
    with pytest.raises(NotOnPaper, match="help"):
        routes(instrument(item("a"), item("b"), item("help", show_if=show_if)))
