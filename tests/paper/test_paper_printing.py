"""The PDF: whole, for everybody, and refused rather than printed with empty boxes for letters."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict

import pytest
import typst
from builders.definition import instrument, item

from surveyapp.definition.model import AnsweredBy, Kind
from surveyapp.paper import printing
from surveyapp.paper.booklet import booklet
from surveyapp.paper.printing import SIZES, FontMissing, PdfNotInstalled, fonts_for, pdf
from surveyapp.paper.saying import Sayings
from surveyapp.translations.languages import ENGLISH, language_of

POINTS = 72 / 25.4
"""A millimetre has so many."""
BOX = re.compile(r'stroke-width="1.2"[^>]* d="M 0 0m ([\d.]+) 0h ([\d.]+)c')
SURVEY = instrument(item("hello", Kind.INFORMATION), item("assent", Kind.ASSENT), item(), item("own", Kind.LONG_TEXT))


@pytest.mark.parametrize("code", ["en", "ar", "ti"])
def test_a_booklet_becomes_an_accessible_pdf(code: str) -> None:
    made = pdf(booklet(SURVEY, Sayings(ENGLISH if code == "en" else language_of(code))), size=24)
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in made, "it says of itself that it keeps to PDF/UA"


def test_every_question_is_a_heading_that_a_screen_reader_finds() -> None:
    made = booklet(SURVEY, Sayings(ENGLISH))
    inputs = {"booklet": json.dumps(asdict(made)), "size": "14", "fonts": '["Noto Sans"]'}
    headings = typst.query(str(printing.TEMPLATE), "heading.where(level: 3)", sys_inputs=inputs)
    assert len(json.loads(headings)) == len(SURVEY.items)


def test_an_empty_back_bears_no_number_and_says_that_nothing_is_missing() -> None:
    made = booklet(instrument(item()), Sayings(ENGLISH))
    inputs = {"booklet": json.dumps(asdict(made)), "size": "14", "fonts": '["Noto Sans"]'}
    pages = typst.compile(str(printing.TEMPLATE), sys_inputs=inputs, format="svg")
    assert len(pages) == 3
    assert pages[1].decode().count("<use") == len(made.blank.replace(" ", "")), "these words, and nothing else"


@pytest.mark.parametrize("size", SIZES)
def test_a_young_child_can_tick_every_box(size: int) -> None:
    """As they are drawn; who has a page for the grown-up beside them is young."""
    helped = instrument(item(), item("grown_up", answered_by=AnsweredBy.ADULT), item("own", Kind.LONG_TEXT))
    for survey, least in ((helped, 8), (SURVEY, size / POINTS)):
        inputs = {
            "booklet": json.dumps(asdict(booklet(survey, Sayings(ENGLISH)))),
            "size": str(size),
            "fonts": '["Noto Sans"]',
        }
        drawn = typst.compile(str(printing.TEMPLATE), sys_inputs=inputs, format="svg")
        pages = drawn if isinstance(drawn, list) else [drawn]
        sides = [side for page in pages for side in boxes(page.decode())]
        assert len(sides) >= 4
        assert min(sides) >= least - 0.01


def boxes(page: str) -> list[float]:
    """The sides of what can be ticked: a straight line between two rounded corners."""
    return [(float(line) + 2 * float(corner)) / POINTS for corner, line in BOX.findall(page)]


def test_words_are_never_commands() -> None:
    hostile = instrument(item(ask='#panic("no") $x$ *a* \\ " `raw` <label> @ref'))
    assert pdf(booklet(hostile, Sayings(ENGLISH))).startswith(b"%PDF")


def test_letters_without_a_font_are_refused() -> None:
    with pytest.raises(FontMissing, match="Ethiopic"):
        fonts_for("ሰላም", known={"Noto Sans"})
    assert fonts_for("Hello", known={"DejaVu Sans", "Noto Color Emoji"}) == ["DejaVu Sans", "Noto Color Emoji"]


def test_without_what_makes_pdfs_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PdfNotInstalled):
        pdf(booklet(SURVEY, Sayings(ENGLISH)))
