"""The pages on which booklets are typed in: the same for everybody, and there for a wave with keys alone."""

from __future__ import annotations

import json

import pytest
from builders import child
from flask import Flask
from markup import words
from pages import Pages

from surveyapp.definition.model import Kind
from surveyapp.paper.routing import numbered

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_every_question_stands_there_under_the_number_it_has_on_paper(pages: Pages, app: Flask) -> None:
    known = app.extensions["catalogue"]
    made = child.fieldwork(app, instruments=[known.version(band, "2024") for band in child.BANDS])
    which = pages.get(f"/keying/{made.wave}")
    links = [link for link in which.links() if "/keying/" in link]
    assert len(links) == len(child.BANDS)
    for link in links:
        page = pages.get(link)
        asked = known.find(link.rpartition("/")[2].partition("?")[0])
        rows = [one for one in page.all("div") if "key" in str(one.get("class")).split()]
        assert [one.get("data-item") for one in rows] == [item.id for item in numbered(asked)]
        keys = json.loads(next(one for one in page.all("script", id="keys")).text or "")
        for item in numbered(asked):
            boxes = set(keys[item.id]["boxes"].values())
            if item.kind in (Kind.CHOICE, Kind.SEVERAL) and not keys[item.id]["fixed"]:
                assert boxes == {*(option.id for option in item.scale.options), 253}
        assert keys["mode"]["fixed"] == "paper"
        assert "Set-Cookie" not in page.response.headers


def test_there_is_nothing_to_type_in_for_a_wave_without_keys_or_questions_of_another(pages: Pages, app: Flask) -> None:
    made = child.fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2024")])
    pages.get("/keying/nowhere", 404)
    pages.get(f"/keying/{made.wave}/{'0' * 64}", 404)
    other = app.extensions["catalogue"].version("11-18", "2024").fingerprint
    pages.get(f"/keying/{made.wave}/{other}", 404)
    assert words(pages.get(f"/keying/{made.wave}").all("h1")[0]) == "Type in booklets"
