"""Every figure can be linked to and taken along: the very cells of its table, and which results they are."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from xml.etree.ElementTree import Element

import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.dashboards import files
from surveyapp.dashboards.figures.model import Listing, Table, TableRow
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
PAGES = ("", "response/", "changes/", "domains/rights/", "indicators/settled_home/", "indicators/happy_yesterday/")


def figures(page: Page) -> list[Element]:
    """The figures of a page."""
    return [one for one in page.all("figure") if one.get("id")]


def link(figure: Element, kind: str) -> str:
    """Where a figure's link of this kind leads."""
    return next(one.get("href") or "" for one in figure.iter("a") if one.get("class") == kind)


def read(panel: Pages, address: str) -> list[list[str]]:
    """The rows of a file, as a spreadsheet reads them."""
    answer = panel.client.get(address)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("address", PAGES)
def test_every_figure_has_a_link_and_a_file_with_the_cells_of_its_table(panel: Pages, published: Published, address):
    page, seen = panel.get(HOME + address), 0
    for figure in figures(page):
        assert link(figure, "link") == f"#{figure.get('id')}"
        rows = read(panel, link(figure, "csv"))
        table = next(one for one in figure.iter("table"))
        cells = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
        blank = rows.index([])
        assert [[cell.removeprefix("'") for cell in row] for row in rows[blank + 1 :]] == cells
        seen += 1
    assert seen


def test_a_file_says_what_was_asked_and_which_results_it_holds(panel: Pages, published: Published):
    rows = dict(row for row in read(panel, HOME + "charts/indicator/settled_home/share-0.csv") if len(row) == 2)
    assert rows["Figure"] == "Share of positive answers"
    assert rows["Survey"] == "Harbourside Council, Our life, our say 2026"
    assert rows["Fingerprint"] == published.fingerprint
    assert rows["Question (4 to 7)"] == "Do you feel at home where you live?"
    assert rows["Question (8 to 11; 11 to 18; Care leavers)"] == "Do you feel settled where you live?"
    assert published.fingerprint[:12] in rows["How to cite"]
    assert "19 May 2026" in rows["How to cite"]


def test_a_file_of_many_questions_asks_each(panel: Pages, published: Published):
    rows = read(panel, HOME + "charts/domain/rights/shares.csv")
    asked = [row[1] for row in rows if row and row[0].startswith("Question (")]
    domain = next(one for one in published.release.domains if one.id == "rights")
    expected = {one.ask for name in domain.indicators for one in published.release.indicator(name).questions}
    assert set(asked) == expected


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|calc", " =1", "＝1"])
def test_a_spreadsheet_runs_nothing(published: Published, evil: str):
    hostile = replace(published, release=replace(published.release, authority_title=evil))
    listing = Listing("x", evil, Table(("", evil), (TableRow(evil, (evil, "68 of 97")),)))
    told = files.as_csv(hostile, listing).removeprefix(files.MARK)
    cells = [cell for row in csv.reader(StringIO(told, newline="")) for cell in row]
    assert not [cell for cell in cells if cell and cell.strip()[:1] in "=+-@|＝"]
    assert "68 of 97" in cells


def test_files_of_others_and_of_what_is_not_there_are_not_given(pages: Pages, panel: Pages, published: Published):
    address = HOME + "charts/response/all/rates.csv"
    assert panel.client.get(address).status_code == 200
    pages.signed_in(Role.VIEWER, authority="elsewhere").get(address, 404)
    for wrong in ("charts/response/all/nothing.csv", "charts/nothing/all/rates.csv"):
        panel.get(HOME + wrong, 404)


def test_tables_without_a_drawing_can_be_taken_too(panel: Pages, published: Published):
    rows = read(panel, HOME + "charts/response/all/outcomes.csv")
    assert rows[-1][:2] == ["Everybody", "97"]


def test_a_files_name_has_no_surprises(app: Flask, pages: Pages):
    told = release()
    publish(app, replace(told, wave=replace(told.wave, title='x"; y')))
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    named = panel.client.get(HOME + "charts/response/all/rates.csv").headers["Content-Disposition"]
    assert named.count('"') == 2
