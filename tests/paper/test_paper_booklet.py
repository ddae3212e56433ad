"""The booklet: everything the pages ask, with a number for whoever types it in, and nothing that tells whose it is."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache

import pytest
from builders.definition import instrument, item
from builders.surveys import DEFINITIONS

from surveyapp.definition.catalogue import Catalogue, load
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument, Kind, Missing
from surveyapp.paper import helping, people
from surveyapp.paper.booklet import ALONE, BESIDE_A_GROWN_UP, booklet
from surveyapp.paper.model import Asked, Imprint, Person
from surveyapp.paper.routing import numbered
from surveyapp.paper.saying import Sayings
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, language_of

BANDS = ("4-7", "8-11", "11-18", "leavers")
SCREEN = re.compile(r"\b(tap|press|click|type|button|screen|scroll)\b", re.IGNORECASE)
CODES = ("en", *catalogues.codes(Readers.CHILDREN))


@cache
def known() -> Catalogue:
    return load([DEFINITIONS])


def asked(of: Instrument, code: str = "en") -> dict[str, Asked]:
    said = Sayings(ENGLISH if code == "en" else language_of(code))
    return {one.id: one for part in booklet(of, said).parts for one in part.asked}


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("code", ["en", "ar", "ti"])
def test_a_booklet_lists_every_question_and_every_answer(band: str, code: str) -> None:
    survey = known().latest(band)
    printed = asked(survey, code)
    said = catalogues.spoken(code, Readers.CHILDREN)
    for one in survey.items:
        told = printed[one.id]
        assert told.ask == said.pgettext(context_of(one), one.ask) or "{" in one.ask
        if one.scale is None or told.ticks[0].ticked:
            continue
        rather = [Missing.RATHER_NOT_SAY] if one.counted else []
        assert [tick.box for tick in told.ticks] == [*(option.id for option in one.scale.options), *rather]
        assert all(tick.text for tick in told.ticks)


@pytest.mark.parametrize("code", CODES)
def test_numbers_are_the_same_in_every_language_and_no_place_for_words_is_left(code: str) -> None:
    for band in BANDS:
        survey = known().latest(band)
        printed = asked(survey, code)
        assert [printed[one.id].number for one in numbered(survey)] == [
            str(n + 1) for n in range(len(numbered(survey)))
        ]
        assert "{" not in json.dumps([(one.ask, one.hint) for one in printed.values()])
        for one in printed.values():
            numbers = [tick.number for tick in one.ticks if tick.number]
            assert len(set(numbers)) == len(numbers), "no two boxes of a question are typed alike"


def test_what_is_not_kept_has_no_number() -> None:
    survey = instrument(
        item("hello", Kind.INFORMATION), item("assent", Kind.ASSENT), item("try", practice=True), item()
    )
    assert [one.number for one in asked(survey).values()] == ["", "", "", "1"]
    assert all(tick.number == "" for name in ("assent", "try") for tick in asked(survey)[name].ticks)


def test_that_it_was_on_paper_nobody_has_to_tick() -> None:
    (mode,) = (one for one in asked(known().latest("11-18")).values() if one.id == "mode")
    assert [(tick.box, tick.ticked) for tick in mode.ticks] == [("paper", True)]


def test_a_ladder_is_typed_as_it_is_read_and_the_box_beside_it_after_its_end() -> None:
    ladder = next(one for one in asked(known().latest("11-18")).values() if one.look == "ladder")
    assert [tick.number for tick in ladder.ticks] == [str(n) for n in range(12)]
    assert len(ladder.ends) == 2


def test_the_box_says_where_to_go_on_by_the_number_that_stands_there() -> None:
    printed = asked(known().latest("11-18"))
    no = next(tick for tick in printed["knows_social_worker"].ticks if tick.box == "no")
    assert no.go == f"Go to question {printed['social_worker_changes'].number}."


def test_before_own_words_it_says_what_the_pages_say() -> None:
    assert asked(known().latest("11-18"))["make_better"].before[0] == ALONE
    assert asked(known().latest("4-7"))["make_better"].before[0] == BESIDE_A_GROWN_UP
    hands = [any("handwriting" in one for one in asked(known().latest(band))["make_better"].before) for band in BANDS]
    assert hands == [band != "4-7" for band in BANDS], "where a grown-up writes, no child's hand is to be known"


def test_whoever_holds_a_pencil_is_told_of_no_screen() -> None:
    lines = {
        line for band in BANDS for one in asked(known().latest(band)).values() for line in (*one.hint, *one.before)
    }
    assert [line for line in lines if SCREEN.search(line)] == []
    said = [asked(known().latest("4-7"), code) for code in CODES]
    pencil = [(one["adult_after"].hint[1], one["make_better"].hint[0]) for one in said]
    assert len(set(pencil)) == len(CODES), "in every language's own words"
    for code, told in zip(CODES, pencil, strict=True):
        catalogue = catalogues.spoken(code, Readers.CHILDREN)
        tapped = catalogue.pgettext("adult_after", known().latest("4-7").item("adult_after").hint).splitlines()[1]
        assert told[0] != tapped


@pytest.mark.parametrize("code", CODES)
def test_paper_names_no_button(code: str) -> None:
    said = Sayings(ENGLISH if code == "en" else language_of(code))
    button, instead = said.gettext("I want to talk to somebody"), helping.at_the_end(said)
    for band in BANDS:
        lines = [line for one in asked(known().latest(band), code).values() for line in one.hint]
        assert not any(button in line or helping.BUTTON in line for line in lines)
        assert lines.count(instead) == (band != "4-7")
        english = [len(one.hint) for one in asked(known().latest(band)).values()]
        assert [len(one.hint) for one in asked(known().latest(band), code).values()] == english


def test_people_stand_with_their_hours_and_the_day_somebody_checked_them() -> None:
    line = Person("Advocates", "For you", "01234 567", "077", "https://a.example", "Monday", date(2026, 11, 2))
    made = booklet(instrument(), Sayings(language_of("ar")), people=[line], imprint=Imprint("Council", "Spring"))
    (name, lines), *_ = made.people
    assert name == "Advocates"
    assert "\u206601234 567\u2069" in lines, "from left to right in Arabic too"
    assert "Monday" in lines
    assert any("2026" in one for one in lines)


@pytest.mark.parametrize("code", CODES)
def test_a_day_that_ends_in_a_full_stop_ends_its_sentence_too(code: str) -> None:
    line = Person("Advocates", "", "", "", "", "", date(2026, 11, 2))
    made = booklet(
        instrument(), Sayings(ENGLISH if code == "en" else language_of(code)), people=[line], imprint=Imprint("", "")
    )
    (_, (checked,)), *_ = made.people
    assert checked[-1] in ".۔።"
    assert ".." not in checked


def test_without_a_list_the_national_lines_stand_there() -> None:
    said = Sayings(ENGLISH)
    assert [it.name for it in people.national(said, oldest=11)] == ["Childline"]
    assert [it.name for it in people.national(said, oldest=25)] == ["Samaritans", "Childline"]
