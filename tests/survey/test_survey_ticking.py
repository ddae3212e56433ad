"""What somebody learns who sees only how long a child's form is: nothing of which option was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from builders import definition as make
from builders.child import Fieldwork, buttons, let_in, onward
from flask import Flask
from pages import Page, Pages
from werkzeug.datastructures import MultiDict

from surveyapp.definition.model import Instrument, Item, Kind
from surveyapp.definition.wording import untranslated
from surveyapp.survey.answering import heard
from surveyapp.survey.ticking import Ticked, tick
from surveyapp.survey.views import view


def choices(instrument: Instrument) -> Iterator[tuple[Item, list[str], list[str]]]:
    """Every single-choice question: its options by name, and what stands for them on a page without a script."""
    for page in view(instrument, untranslated).pages.values():
        for shown in page.items.values():
            item = next(one for one in instrument.items if one.id == shown.id)
            if item.kind is Kind.CHOICE:
                yield item, [one.id for one in shown.options], [one.tick for one in shown.options]


def lengths(item: str, values: list[str]) -> set[int]:
    """How long the form is for each of them."""
    return {len(urlencode({"state": "s", item: value, "go": "next"})) for value in values}


def test_forms_of_all_options_are_of_one_length_in_every_survey(app: Flask) -> None:
    told_by_name = asked = 0
    for instrument in app.extensions["catalogue"].instruments:
        for item, names, ticks in choices(instrument):
            assert lengths(item.id, ticks) == {len(urlencode({"state": "s", item.id: ".00", "go": "next"}))}, item.id
            sent = [Ticked(MultiDict([(item.id, one)]), make.page(item)) for one in (*ticks, *names)]
            assert [heard(make.page(item), one).answers[item.id] for one in sent] == [*names, *names], item.id
            told_by_name += len(lengths(item.id, names)) > 1
            asked += 1
    assert asked > 100
    assert told_by_name > asked // 2, "names told by their length, which this test would see"


def test_what_a_page_without_a_script_posts_is_of_one_length_whatever_is_chosen(pages: Pages, made: Fieldwork) -> None:
    page, alike = let_in(pages, made.cards["8-11"][0]), 0
    while "send" not in buttons(page):
        for name, values in radios(page).items():
            assert values == [tick(place) for place in range(len(values))]
            assert len(lengths(name, values)) == 1
            alike += 1
        page = onward(pages, page)
    assert alike > 10


def radios(page: Page) -> dict[str, list[str]]:
    """The values of each group of radio buttons, in their order on the page."""
    found: dict[str, list[str]] = {}
    for one in page.all("input", type="radio"):
        found.setdefault(one.get("name", ""), []).append(one.get("value", ""))
    return found


@pytest.mark.parametrize(("values", "answer"), [([".01", ".00"], ("friends", "family")), ([".02"], ()), (["none"], ())])
def test_several_are_understood_by_their_places_too(values: list[str], answer: object) -> None:
    item = make.item("help", Kind.SEVERAL, "friends", "family")
    form = Ticked(MultiDict([("help", value) for value in values]), make.page(item))
    assert heard(make.page(item), form).answers == {"help": answer}


def test_what_is_typed_stays_as_it_was_typed() -> None:
    item = make.item("moves", Kind.NUMBER, smallest=1, largest=20)
    form = Ticked(MultiDict([("moves", "02"), ("go", "next")]), make.page(item))
    assert (form.getlist("moves"), form.get("go", "")) == (["02"], "next")
