"""The laws of a child's way, whatever the survey and whatever the answers."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from builders import definition as make
from builders.surveys import BANDS, survey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveyapp.definition.model import Answer, AnsweredBy, Instrument, Item, Kind, Missing
from surveyapp.definition.paths import asked_pages
from surveyapp.survey import journey
from surveyapp.survey.journey import CHECK, Scene, Stop

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def an_answer(item: Item) -> st.SearchStrategy[Answer]:
    """Anything a child can answer here, or one of the two ways not to."""
    missing = st.sampled_from([Missing.SKIPPED, Missing.RATHER_NOT_SAY])
    if item.kind is Kind.NUMBER:
        return missing | st.integers(item.smallest, item.largest)
    if item.scale is None:
        return missing | st.just("words")
    ids = [option.id for option in item.scale.options if not option.exclusive]
    if item.kind is Kind.SEVERAL:
        in_order = st.lists(st.sampled_from(ids), unique=True).map(lambda them: tuple(sorted(them, key=ids.index)))
        return missing | in_order
    return missing | st.sampled_from(ids)


@st.composite
def children(draw: st.DrawFn) -> tuple[Instrument, dict[str, Answer]]:
    """One of the four surveys, and a child's answers to some of it."""
    instrument = survey(draw(st.sampled_from(BANDS)))
    items = [item for item in instrument.items if item.counted]
    answered = draw(st.sets(st.sampled_from(items), max_size=len(items)))
    return instrument, {item.id: draw(an_answer(item)) for item in answered}


@CALM
@given(children())
def test_back_and_then_next_returns_to_the_same_stop(child: tuple[Instrument, dict[str, Answer]]) -> None:
    way = journey.route(child[0], asked_pages(*child))
    assert all(journey.after(way, journey.before(way, stop)) == stop for stop in way[1:])
    assert journey.before(way, way[0]) == way[0]
    assert journey.after(way, way[-1]) == way[-1]


@CALM
@given(children())
def test_every_asked_page_is_met_once_in_order_and_the_last_look_comes_last(
    child: tuple[Instrument, dict[str, Answer]],
) -> None:
    asked = asked_pages(*child)
    way = journey.route(child[0], asked)
    assert [stop.id for stop in way if stop.scene is Scene.PAGE] == [page.id for page in asked]
    assert way[-1] == CHECK
    assert len(set(way)) == len(way)


@CALM
@given(children())
def test_progress_never_shrinks_along_the_way_and_ends_at_the_whole(
    child: tuple[Instrument, dict[str, Answer]],
) -> None:
    instrument, answers = child
    asked = asked_pages(instrument, answers)
    way = journey.route(instrument, asked)
    seen = [journey.progress(instrument, stop) for stop in way]
    assert all(0 <= now.question <= now.questions and 0 <= now.part <= now.parts for now in seen)
    assert all(a.question <= b.question and a.part <= b.part for a, b in itertools.pairwise(seen))
    assert seen[-1].question == seen[-1].questions
    assert seen[-1].part == seen[-1].parts


@CALM
@given(children())
def test_no_answer_changes_how_many_questions_there_are_or_the_number_of_one(
    child: tuple[Instrument, dict[str, Answer]],
) -> None:
    instrument, answers = child
    asked = [page for page in asked_pages(instrument, answers) if journey.has_question(page)]
    told = [journey.progress(instrument, Stop(Scene.PAGE, page.id)) for page in asked]
    on_paper = [page.id for page in instrument.pages if journey.has_question(page)]
    assert [one.question for one in told] == [on_paper.index(page.id) + 1 for page in asked]
    assert {one.questions for one in told} <= {len(on_paper)}


@CALM
@given(children(), children())
def test_a_stop_that_later_answers_closed_leads_on_not_back(
    child: tuple[Instrument, dict[str, Answer]], other: tuple[Instrument, dict[str, Answer]]
) -> None:
    instrument, answers = child
    way = journey.route(instrument, asked_pages(instrument, answers))
    order = [page.id for page in instrument.pages]
    for page in instrument.pages:
        found = journey.stop_named(way, Stop(Scene.PAGE, page.id).name, instrument=instrument)
        assert found in way
        assert found == CHECK or order.index(found.id) >= order.index(page.id)


def hands(*by_adult: bool) -> Instrument:
    return make.instrument(
        *(
            make.item(f"q{number}", answered_by=AnsweredBy.ADULT if adult else AnsweredBy.CHILD)
            for number, adult in enumerate(by_adult)
        )
    )


def scenes(instrument: Instrument, **answers: Any) -> list[str]:
    return [stop.name for stop in journey.route(instrument, asked_pages(instrument, answers))]


def test_the_tablet_changes_hands_before_the_adults_pages_and_after_them() -> None:
    assert scenes(hands(False, True, True, False)) == [
        "page:q0", "to_adult:q1", "page:q1", "page:q2", "to_child:q3", "page:q3", "check:",
    ]  # fmt: skip


@pytest.mark.parametrize(("band", "offered"), [("4-7", 1), ("8-11", 1), ("11-18", 0), ("leavers", 0)])
def test_a_companion_is_offered_once_to_young_children_before_their_first_practice(band: str, offered: int) -> None:
    instrument = survey(band)
    way = scenes(instrument)
    company = [name for name in way if name.startswith("companion:")]
    assert company == [f"companion:{page.id}" for page in instrument.pages if page.items[0].practice][:1]
    assert len(company) == offered
    assert all(way[way.index(name) + 1] == name.replace("companion", "page") for name in company)


def test_the_child_sends_even_when_the_last_pages_were_the_adults() -> None:
    assert scenes(hands(True)) == ["to_adult:q0", "page:q0", "to_child:", "check:"]


@pytest.mark.parametrize("band", BANDS)
def test_a_rest_follows_every_section_that_offers_one_and_is_not_the_last(band: str) -> None:
    instrument = survey(band)
    asked = asked_pages(instrument, {})
    rests = [stop.id for stop in journey.route(instrument, asked) if stop.scene is Scene.REST]
    asking = {page.section for page in asked if journey.has_question(page)}
    wanted = [section.id for section in instrument.sections if section.rest and section.id in asking]
    assert rests == [section for section in wanted if section != asked[-1].section]
    assert rests


def test_a_name_that_no_survey_has_leads_to_the_start() -> None:
    instrument = hands(False, False)
    way = journey.route(instrument, asked_pages(instrument, {}))
    assert journey.stop_named(way, "page:nowhere", instrument=instrument) == way[0]


def test_after_a_change_a_page_it_opened_is_met_and_else_the_last_look_follows() -> None:
    instrument = make.instrument(
        make.item("first"), make.item("second", show_if="first = never"), make.item("third"),
    )  # fmt: skip
    for answer, expected in (("never", "page:second"), ("always", "check:")):
        answers = {"first": answer, "third": "always"}
        asked = asked_pages(instrument, answers)
        way = journey.route(instrument, asked)
        assert journey.after_change(way, Stop(Scene.PAGE, "first"), asked, answers).name == expected
