"""Every number that a panel member can reach by links is read back and found in the release, where it belongs.

Pages, spoken labels, charts, their data for plotly.js, and files: all are judged by what the release itself tells.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from io import StringIO
from typing import Any

import pytest
from allowed import Allowed
from builders import northvale
from builders.published import publish
from builders.release import release
from crawl import crawl, leads
from flask import Flask
from judging import NUMBER, cleaning, falsified, strange
from pages import Page, Pages
from places import Place, places

from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Release
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NOTICED = 0.85
"""Of the numbers of a release's pages, charts and files, at least so many are noticed when they are one too high."""


@cache
def built() -> Release:
    """Northvale's second release, counted from made-up children and protected by the real rules."""
    known = northvale.surveys()
    return assemble(northvale.source(known, 2026, before=assemble(northvale.source(known, 2024))))


@pytest.fixture(params=[release, built], ids=["made up", "northvale"])
def told(app: Flask, request: pytest.FixtureRequest) -> Published:
    """A release, published."""
    return publish(app, request.param())


@pytest.fixture
def reader(pages: Pages, told: Published) -> Pages:
    """A panel member."""
    return pages.signed_in(Role.VIEWER, authority=told.release.authority)


def test_every_number_everywhere_is_one_that_the_release_tells_there(reader: Pages, told: Published) -> None:
    allowed = Allowed(told)
    clean = cleaning(allowed.names())
    kinds, wrong = set(), []
    for address, page in crawl(reader, f"/results/{told.release.wave.id}/"):
        kinds.add(page.response.mimetype)
        wrong += [f"{address}: {value} is drawn" for value in drawn_on(page) - allowed.at(address, Place("")).plotted]
        for place in found_on(page, allowed.rows(address)):
            text = clean(place.text)
            bad = strange(text, allowed.at(address, place)) if NUMBER.search(text) else []
            wrong += [f"{address} [{place.label}]: {bad} in {place.text[:300]!r}"] if bad else []
    assert wrong == []
    assert kinds >= {"text/html", "application/json", "text/csv"}


@pytest.mark.parametrize("told", [release], ids=["made up"], indirect=True)
def test_a_number_that_is_one_too_high_is_noticed(reader: Pages, told: Published) -> None:
    allowed, home = Allowed(told), f"/results/{told.release.wave.id}/"
    clean, noticed = cleaning(allowed.names()), []
    indicator = f"{home}indicators/feels_safe_home/"
    charts = [one for one in leads(reader.get(indicator), indicator) if "/charts/" in one]
    for address in (home, f"{home}response/", f"{home}changes/", f"{home}domains/rights/", indicator, *charts):
        for place in found_on(reader.get(address), allowed.rows(address)):
            told_here = allowed.at(address, place)
            noticed += [bool(strange(text, told_here)) for text in falsified(clean(place.text))]
    print(f"{sum(noticed)} of {len(noticed)} noticed")
    assert len(noticed) > 1000
    assert sum(noticed) >= NOTICED * len(noticed)


@pytest.mark.parametrize("told", [release], ids=["made up"], indirect=True)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("93%", "94%"), ("90 of 97", "89 of 97"), ("90 of 97", "90 of 96"), ("86% to", "85% to"), ("91%", "93%")],
)
def test_a_page_that_was_tampered_with_is_found_out(reader: Pages, told: Published, right: str, wrong: str) -> None:
    allowed, address = Allowed(told), f"/results/{told.release.wave.id}/domains/rights/"
    clean = cleaning(allowed.names())
    rows = [one for one in places(reader.get(address).root) if one.indicator == "feels_safe_home" and right in one.text]
    assert rows
    for row in rows:
        assert strange(clean(row.text), allowed.at(address, row)) == []
        assert strange(clean(row.text.replace(right, wrong)), allowed.at(address, row)) != []


def found_on(page: Page, rows: Iterable[str] = ()) -> Iterator[Place]:
    """All places of a page, a chart's data or a file; ``rows`` are the labels that its rows may have."""
    if page.response.mimetype == "text/html":
        yield from places(page.root)
    elif page.response.mimetype == "application/json":
        yield from spoken_by(json.loads(page.response.text), sorted(rows, key=len, reverse=True))
    elif page.response.mimetype == "text/csv":
        yield from cells_of(page.response.text)


def spoken_by(document: dict[str, Any], rows: list[str]) -> Iterator[Place]:
    """What a chart to explore says, dot by dot, and its text alternative row by row."""
    layout = document["layout"]
    drawn = [text for axis in ("yaxis", "xaxis") for text in layout.get(axis, {}).get("ticktext", ())]
    yield from (Place(text, drawn=True) for text in (*drawn, *(one["text"] for one in layout.get("annotations", ()))))
    names = [document["title"], *(unescape(trace.get("name", "")) for trace in document["data"])]
    said = [unescape(text) for trace in document["data"] for text in trace.get("text", ())]
    yield from map(Place, names)
    yield from (Place(text, label=next((row for row in rows if text.startswith(f"{row}:")), "")) for text in said)
    yield from parts_of(document["alt"], rows, set(drawn))


def parts_of(alt: str, rows: list[str], drawn: set[str]) -> Iterator[Place]:
    """A text alternative, row by row; only what is drawn as a row is surely one."""
    beginning = re.compile("(?:^|[;.] )(" + "|".join(map(re.escape, rows)) + "):") if rows else re.compile("^$")
    found = list(beginning.finditer(alt))
    ends = [*(one.start() for one in found), len(alt)]
    yield Place(alt[: ends[0]])
    for one, end in zip(found, ends[1:], strict=True):
        yield Place(alt[one.start() : end], label=one[1] if one[1] in drawn else "")


def cells_of(file: str) -> Iterator[Place]:
    """The lines of a file: what it is about, then, after an empty one, rows with their label first."""
    rows = list(csv.reader(StringIO(file.removeprefix("\ufeff"))))
    head = rows.index([])
    yield from (Place(" ".join(row)) for row in rows[: head + 2])
    yield from (Place(" ".join(row), label=row[0].removeprefix("'")) for row in rows[head + 2 :])


def drawn_on(page: Page) -> set[float]:
    """Where the dots, whiskers and bars of a chart to explore stand along the axis of shares."""
    if page.response.mimetype != "application/json":
        return set()
    document = json.loads(page.response.text)
    along = "y" if document["layout"].get("meta") == "upright" else "x"
    return {value for trace in document["data"] for value in trace[along] if value is not None}
