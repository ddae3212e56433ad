"""Every child is asked first, truthfully, with yes and no equal; and may practise where that helps."""

from __future__ import annotations

import pytest
from builders.surveys import EDITIONS, UNDER_11, editions, survey

from surveyapp.definition.model import Item, Kind
from surveyapp.definition.paths import asked_pages

OLDER = editions("11-18", "leavers")


def assent(band: str) -> Item:
    return next(item for item in survey(band).items if item.kind is Kind.ASSENT)


@pytest.mark.parametrize("band", EDITIONS)
def test_nothing_is_asked_before_the_assent(band):
    items = survey(band).items
    before = items[: items.index(assent(band))]
    assert {item.kind for item in before} <= {Kind.INFORMATION}
    assert sum(item.kind is Kind.ASSENT for item in items) == 1


@pytest.mark.parametrize("band", EDITIONS)
def test_it_says_that_answers_cannot_be_found_again_not_even_to_change_them(band):
    hint = assent(band).hint.lower()
    assert "nobody can find" in hint
    assert "not even to change them" in hint


@pytest.mark.parametrize(
    ("band", "promise"),
    [
        *((band, "do not change where you live or who you see") for band in editions("4-7")),
        *((band, "change nothing about where you live, who you see or your care") for band in editions("8-11")),
        *((band, "change nothing in your case") for band in OLDER),
    ],
)
def test_it_says_that_answers_change_nothing_in_the_case(band, promise):
    assert promise in assent(band).hint


@pytest.mark.parametrize("band", OLDER)
def test_it_says_that_answers_play_no_part_with_the_state(band):
    hint = assent(band).hint
    assert "do not go to the Home Office or the police" in hint
    assert "no part in any age assessment or asylum case" in hint


@pytest.mark.parametrize("band", editions("8-11", "11-18", "leavers"))
def test_it_says_that_no_help_comes_from_an_answer_and_where_help_is(band):
    hint = assent(band).hint
    assert "Nobody can come and help you because of an answer." in hint
    assert 'press "I want to talk to somebody"' in hint


@pytest.mark.parametrize("band", editions("4-7"))
def test_the_youngest_are_not_told_that_the_adult_beside_them_cannot_see(band):
    assert "The grown-up with you sees your answers." in assent(band).hint


@pytest.mark.parametrize("band", EDITIONS)
def test_yes_and_no_are_equal(band):
    yes, no = assent(band).scale.options
    assert (yes.id, no.id) == ("yes", "no")
    assert bool(yes.picture) == bool(no.picture)
    both = assent(band).hint.splitlines()[-1]
    assert "say yes" in both
    assert "say no" in both


@pytest.mark.parametrize("band", EDITIONS)
def test_a_no_ends_the_survey_at_once(band):
    pages = asked_pages(survey(band), {"assent": "no"})
    assert pages[-1].items[-1].kind is Kind.ASSENT


@pytest.mark.parametrize("band", editions(*UNDER_11))
def test_young_children_practise_twice_and_once_the_honest_answer_is_no(band):
    items = survey(band).items
    practice = [item for item in items if item.practice]
    first_real = next(item for item in items if item.counted and item.answered_by == "child")
    assert len(practice) == 2
    assert all(items.index(item) < items.index(first_real) for item in practice)
    assert [option.id for option in practice[1].scale.options[:2]] == ["yes", "no"]
    assert not any(item.counted for item in practice)


@pytest.mark.parametrize("band", editions(*UNDER_11))
def test_practice_uses_the_answers_that_come_later(band):
    scales = {item.scale.id for item in survey(band).items if item.counted and item.scale}
    assert {item.scale.id for item in survey(band).items if item.practice} <= scales


@pytest.mark.parametrize("band", OLDER)
def test_older_ones_do_not_practise(band):
    assert not any(item.practice for item in survey(band).items)
