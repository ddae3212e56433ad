"""Other councils on the panel's pages: a grey part and one dot, words before numbers, and nobody else's figures."""

from __future__ import annotations

import csv
import re
from dataclasses import fields
from io import StringIO

import pytest
from builders.published import publish
from builders.release import release
from builders.release_others import beside_others
from flask import Flask
from markup import words
from pages import Pages

from surveyapp.dashboards import pages as composed
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import Elsewhere, Release, Standing
from surveyapp.web.audience import Role

on_one = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOME = "/results/harbour-2026/"


@pytest.fixture(scope="module")
def told() -> Release:
    """The made-up release beside made-up councils."""
    return beside_others(release(), made_up=True)


@pytest.fixture
def panel(app: Flask, pages: Pages, told: Release) -> Pages:
    """A panel member who reads it."""
    publish(app, told)
    return pages.signed_in(Role.VIEWER, authority=told.authority)


def first(told: Release, standing: Standing) -> str:
    return next(one.id for one in told.indicators if one.elsewhere and one.elsewhere[0].standing is standing)


@on_one
def test_every_funnel_page_says_where_most_lie_and_is_linked(panel: Pages, told: Release) -> None:
    page = panel.get(HOME + "others/")
    assert "The other councils here are made up" in words(page.root)
    linked = {link.get("href") for link in page.all("a") if "/others/" in (link.get("href") or "")}
    for standing in (Standing.BRIGHT_SPOT, Standing.BEHIND, Standing.AS_OTHERS, Standing.ABOUT_THE_SAME):
        address = f"{HOME}others/{first(told, standing)}/"
        assert address in linked
        one = panel.get(address)
        assert "most councils lie between" in words(one.root)
        assert "made up" in words(one.root)
        drawn = next(svg for svg in one.root.iter() if "funnel" in (svg.get("class") or ""))
        assert len([dot for dot in drawn.iter() if str(dot.tag).endswith("circle")]) <= 1


@on_one
def test_a_funnel_has_its_table_and_the_same_as_a_file(panel: Pages, told: Release) -> None:
    page = panel.get(f"{HOME}others/{first(told, Standing.BRIGHT_SPOT)}/")
    figure = next(one for one in page.all("figure"))
    link = next(one.get("href") or "" for one in figure.iter("a") if one.get("class") == "csv")
    rows = list(csv.reader(StringIO(panel.client.get(link).data.decode("utf-8-sig"), newline="")))
    cells = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in figure.iter("tr")]
    assert rows[rows.index([]) + 1 :] == cells
    assert any("Harbourside Council" in row[0] for row in cells)


@on_one
def test_the_indicators_own_page_leads_there_and_says_no_number_of_others(panel: Pages, told: Release) -> None:
    name = first(told, Standing.BRIGHT_SPOT)
    page = panel.get(f"{HOME}indicators/{name}/")
    section = next(one for one in page.all("section") if words(one).startswith("Beside other councils"))
    assert not re.search(r"\d", words(section))
    assert any((one.get("href") or "").endswith(f"/others/{name}/") for one in section.iter("a"))


@on_one
def test_without_a_programme_there_are_no_such_pages(app: Flask, pages: Pages, told: Release) -> None:
    publish(app, release())
    panel = pages.signed_in(Role.VIEWER, authority=told.authority)
    panel.get(HOME + "others/", 404)
    panel.get(f"{HOME}others/{first(told, Standing.BEHIND)}/", 404)
    assert "others/" not in panel.get(HOME).response.text


def test_a_release_tells_only_sums_of_others(told: Release) -> None:
    assert {one.name for one in fields(Elsewhere)} == {
        "bands", "authorities", "low", "high", "base", "standing", "here", "funnel", "point", "difference", "p", "q"
    }  # fmt: skip
    assert decode(encode(told)) == told


def test_bright_spots_are_never_worse_and_few_answers_are_never_labelled(told: Release) -> None:
    for one in told.indicators:
        for found in one.elsewhere:
            if found.standing is Standing.TOO_FEW:
                assert found.here is None
                continue
            assert found.difference is not None
            assert found.difference.low > 0 if found.standing is Standing.BRIGHT_SPOT else True
            assert found.difference.high < 0 if found.standing is Standing.BEHIND else True
    assert composed.others.compose(told).headline == "Beside other councils: 7 better, 5 worse"
