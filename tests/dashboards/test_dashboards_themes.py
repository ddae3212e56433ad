"""What children wrote about, on the panel's pages: shares of comments in words, in one place alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from builders.release import release as built
from builders.release_themes import THEMES
from crawl import crawl
from flask import Flask
from pages import Page, Pages

from surveyapp.releases import store

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOME = "/results/harbour-2026/"
NAMES = [theme.name for theme in THEMES[0].themes]


def rows(page: Page) -> list[str]:
    """Each row of the page's charts in words."""
    return [" ".join("".join(one.itertext()).split()) for one in page.all("li") if "row" in str(one.get("class"))]


@SQLITE
def test_each_theme_is_told_of_comments_in_the_order_of_the_codebook(panel: Pages) -> None:
    page = panel.get(f"{HOME}themes/")
    assert page.h1 == "What children wrote about"
    told = rows(page)
    assert [next(name for name in NAMES if one.startswith(name)) for one in told[:5]] == NAMES
    assert told[0] == "Seeing my family About 3 in 10 14 of the 46 comments"
    assert told[1] == "Clubs and teams Rough count About half 23 of the 46 comments"
    assert told[2] == "Pets and hobbies Few fewer than 5 of the 46 comments"
    assert told[3].startswith("School Not counted: we can't be sure that two readers agree")
    assert told[4].startswith("My own room Not shown: it would give away")
    assert told[5] == "Seeing my family More than half (8 of the 14 comments)"
    assert "of comments, not of all children" in page.text
    assert "46 comments could be read and counted." in page.text
    assert "Fewer than 10 comments could be read" in page.text
    assert "All that is about clubs and teams." in page.text


@SQLITE
def test_themes_stand_on_their_own_page_and_never_beside_a_breakdown(panel: Pages) -> None:
    told = crawl(panel, HOME, pages_alone=True)
    seen = {address for address, page in told if "of the 46 comments" in page.text}
    assert {one.partition("?")[0] for one in seen} == {f"{HOME}themes/"}


@SQLITE
def test_the_figures_can_be_taken_along_and_found(panel: Pages) -> None:
    file = panel.client.get(f"{HOME}charts/themes/all/themes-best_thing.csv").text
    cells = list(csv.reader(io.StringIO(file.removeprefix("\ufeff"))))
    assert ["Clubs and teams", "About half (23 of the 46 comments)", "Rough count"] in cells
    assert f"{HOME}themes/#best_thing" in panel.get(f"{HOME}search/?q=hobbies").links()


@SQLITE
def test_a_welsh_page_names_a_theme_in_welsh_where_it_can(panel: Pages) -> None:
    page = panel.get(f"{HOME}themes/?lang=cy")
    assert "Gweld fy nheulu" in page.text
    assert "Clubs and teams" in page.text
    assert "comments" not in page.text


@SQLITE
def test_a_second_codebook_is_told_and_without_themes_there_is_no_page(app: Flask, panel: Pages) -> None:
    assert "counted anew" not in panel.get(f"{HOME}themes/").text
    plain = replace(built(), themes=tuple(replace(one, codebook=2) for one in THEMES))
    with app.extensions["stores"].write("releases") as session:
        store.publish(session, plain, day=date(2026, 6, 1), reason="Themes were counted anew")
    assert "everything was counted anew. This is version 2." in panel.get(f"{HOME}themes/").text
    plain = replace(built(), themes=())
    with app.extensions["stores"].write("releases") as session:
        store.publish(session, plain, day=date(2026, 6, 1), reason="Themes were taken out")
    assert f"{HOME}themes/" not in panel.get(HOME).links()
    panel.get(f"{HOME}themes/", 404)
