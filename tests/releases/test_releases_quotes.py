"""Quotes in a release: approved words under the bands as they were laid together, and nothing that says more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import counted
from builders import definition as make
from builders.counted import by_band, instruments

from surveyapp.definition.model import Kind
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases.assemble import assemble
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import Quote, Release
from surveyapp.releases.source import Said

BEST = "best_thing"
ASKED = instruments("4-7", "8-11", "11-18", items=(make.item("feels_safe_home"), make.item(BEST, kind=Kind.LONG_TEXT)))
COUNTS = by_band({"4-7": (9, 12), "8-11": (30, 40), "11-18": (30, 40)})
RESPONDENTS = {"4-7+8-11": 52, "11-18": 40}
DOG = Said(BEST, "4-7+8-11", "The dog.", domain="relationships")


def released(*said: Said, revisions: tuple[Release, ...] = (), **changes: Any) -> Release:
    given = {"said": said, "respondents": RESPONDENTS} | changes
    return assemble(replace(counted.source(COUNTS, instruments=ASKED), revisions=revisions, **given))


def told(release: Release) -> list[str]:
    return [one.text for one in release.quotes]


def test_a_quote_says_its_words_its_question_and_the_bands_laid_together() -> None:
    (one,) = released(DOG).quotes
    assert one == Quote(BEST, ("4-7", "8-11"), ASKED["4-7"].items[1].ask, "The dog.", "", "relationships")


def test_a_label_finer_than_what_was_laid_together_is_never_told() -> None:
    assert told(released(replace(DOG, bands="4-7"), replace(DOG, bands="8-11"))) == []


@pytest.mark.parametrize(("answered", "stands"), [(9, False), (10, True)])
def test_a_quote_needs_ten_who_answered(answered: int, stands: bool) -> None:
    assert bool(told(released(DOG, respondents={"4-7+8-11": answered}))) is stands


def test_without_rule_4_words_of_a_few_would_stand() -> None:
    """The rule above is what keeps them out."""
    assert told(released(DOG, respondents={"4-7+8-11": 9}, policy=STANDARD.without(Rule.BASE))) == ["The dog."]


def test_a_text_in_which_the_mask_finds_a_name_today_stays_out() -> None:
    found = replace(DOG, text="Tendai.", unexplained=("tendai",))
    assert told(released(found)) == []
    assert told(released(found, policy=STANDARD.without(Rule.GATE))) == ["Tendai."]


def test_a_question_nobody_was_asked_is_not_quoted() -> None:
    assert told(released(replace(DOG, item="elsewhere"))) == []


def test_welsh_stands_where_every_quote_has_it_and_nowhere_otherwise() -> None:
    welsh, english = replace(DOG, welsh="Y ci."), replace(DOG, text="My friends.")
    assert [one.welsh for one in released(welsh).quotes] == ["Y ci."]
    assert [one.welsh for one in released(welsh, english).quotes] == ["", ""]


def test_the_order_of_quotes_tells_nothing_of_who_wrote_them() -> None:
    """The same texts in any order, however often, are the same bytes."""
    three = (DOG, replace(DOG, text="A friend.", domain=""), replace(DOG, text="Cake."))
    assert told(released(*three)) == ["Cake.", "The dog.", "A friend."]
    assert encode(released(*three)) == encode(released(*reversed(three), DOG))


def test_quotes_stay_when_the_comments_are_gone() -> None:
    before = released(DOG)
    assert told(released(revisions=(before,), said=None)) == ["The dog."]
    assert told(released(said=None)) == []
    assert told(released(revisions=(before,))) == [], "what is chosen no longer is quoted no longer"


def test_a_document_gives_them_back_and_one_from_before_has_none() -> None:
    release = released(DOG)
    assert decode(encode(release)) == release
    assert decode(encode(release).replace('"quotes"', '"unknown"', 0)).quotes == release.quotes
