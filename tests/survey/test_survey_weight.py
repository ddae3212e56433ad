"""What a child's page weighs over the wire, fonts and pictures apart."""

from __future__ import annotations

import gzip

import pytest
from builders.child import BANDS, Fieldwork, walk
from pages import Pages

from surveyapp.web import static

BUDGET = 40_000
STYLES = ("child.css",)
FONTS = 150_000


@pytest.mark.parametrize("band", BANDS)
def test_the_first_question_and_its_styles_fit_the_budget(pages: Pages, made: Fieldwork, band: str) -> None:
    page = next(page for page in walk(pages, made.cards[band][0]) if page.all("input", type="radio"))
    linked = {link.get("href", "").rpartition("/")[2] for link in page.all("link", rel="stylesheet")}
    assert linked == set(STYLES)
    parts = [page.response.data, *(static.files()[style] for style in STYLES)]
    assert sum(len(gzip.compress(part, 6)) for part in parts) <= BUDGET
    assert not page.all("script")


def test_no_page_grows_with_the_answers_in_it(pages: Pages, made: Fieldwork) -> None:
    sizes = [len(gzip.compress(page.response.data)) for page in walk(pages, made.cards["8-11"][0])]
    assert max(sizes) <= 6_000


def test_the_fonts_are_small_and_keep_their_licence() -> None:
    fonts = sorted((static.FOLDER / "fonts").glob("child-*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= FONTS
    assert "SIL OPEN FONT LICENSE Version 1.1" in (static.FOLDER / "fonts" / "OFL.txt").read_text(encoding="utf-8")
