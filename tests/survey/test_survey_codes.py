"""The way in: a typed code opens the survey, or a child is told what to do."""

from __future__ import annotations

import pytest
from builders.child import BANDS, Fieldwork, buttons, fieldwork, in_the_box, let_in, walk
from flask import Flask
from pages import Page, Pages

from surveyapp.fieldwork import codes, waves
from surveyapp.fieldwork.codes import ALPHABET


def typed(pages: Pages, code: str, status: int = 422) -> Page:
    return pages.submit(pages.get("/s/"), status, action="/s/", code=code, go="next")


@pytest.mark.parametrize("band", BANDS)
def test_a_code_opens_its_bands_first_page(pages: Pages, made: Fieldwork, band: str) -> None:
    page = let_in(pages, made.cards[band][0])
    assert "next" in buttons(page) or "yes" in buttons(page)


def test_a_code_may_be_typed_in_small_letters_with_spaces(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0].replace("-", " ").lower()
    assert typed(pages, f"  {code} ", 200).all("input", name="state")


def test_looking_at_the_first_page_uses_nothing_up(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    for _ in range(3):
        assert let_in(pages, code).all("input", name="state")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Type your code first."),
        ("BCD", "That is not a whole code."),
        ("AAA-AAA-AAA", "There is something in this code that no card has."),
        ("BCD-FGH-JKL<script>", "There is something in this code that no card has."),
        ("\u202e" * 40, "There is something in this code that no card has."),
    ],
)
def test_a_mistyped_code_is_told_and_can_be_mended(pages: Pages, made: Fieldwork, code: str, words: str) -> None:
    page = typed(pages, code)
    assert words in page.text
    assert page.all("input", name="code", value=code)
    assert not page.all("input", name="state")


def test_two_letters_that_changed_places_are_told_apart_from_a_wrong_code(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    place = next(n for n in range(10) if "-" not in code[n : n + 2] and code[n] != code[n + 1])
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert "small mistake" in typed(pages, swapped).text


def test_a_code_that_was_never_printed_is_unknown(pages: Pages, made: Fieldwork) -> None:
    printed = {codes.normalise(code) for cards in made.cards.values() for code in cards}
    unknown = next(one for one in _well_formed() if one not in printed)
    assert "We do not know this code." in typed(pages, unknown).text


def test_a_void_card_is_told_kindly(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    with made.app.extensions["stores"].write("fieldwork") as session:
        pepper = made.app.extensions["settings"].pepper
        codes.void(session, [codes.digest(pepper, codes.normalise(code))])
    assert "This card does not work any more." in typed(pages, code).text


def test_a_card_before_the_start_waits(pages: Pages, app: Flask) -> None:
    made = fieldwork(app, opened=False)
    assert "The questions are not open yet." in typed(pages, made.cards["8-11"][0]).text


def test_a_card_after_the_end_is_late(pages: Pages, made: Fieldwork) -> None:
    _start_closing(made)
    assert "The questions are closed now" in typed(pages, made.cards["8-11"][0]).text


def test_a_used_card_is_told_so(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["4-7"][0]
    *_, last = walk(pages, code)
    pages.submit(last, go="send")
    assert "This code has been used." in typed(pages, code).text
    assert len(in_the_box(made)) == 1


def _start_closing(made: Fieldwork) -> None:
    with made.app.extensions["stores"].write("fieldwork") as session:
        waves.start_closing(session, made.wave)


def _well_formed() -> list[str]:
    """A few codes with a right check character."""
    starts = [first * 8 for first in ALPHABET]
    return [start + last for start in starts for last in ALPHABET if _is_code(start + last)]


def _is_code(text: str) -> bool:
    try:
        return bool(codes.normalise(text))
    except Exception:  # any refusal means that it is none
        return False
