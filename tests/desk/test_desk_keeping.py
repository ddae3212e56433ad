"""What a wave's page says is kept, and until when; and the way to the page of the nightly work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders.wave import Running, running
from flask import Flask
from pages import Pages

from surveyapp.config import Settings
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.results.models import Comment, Opening, Response, Review
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WAVE = "/desk/waves/northvale-2026/"
HEADING = "What is kept, and until when"


@pytest.fixture
def opened(app: Flask, settings: Settings) -> Running:
    """A closed wave that says it was opened."""
    made = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    made.close()
    with app.extensions["stores"].write("fieldwork") as registry:
        waves.find(registry, made.wave).state = State.OPENED
    return made


@pytest.mark.parametrize(
    ("days", "rows", "comments", "said"),
    [
        (30, 2, 1, "without a name, and the comments too. Both are deleted by themselves on"),
        (30, 2, 0, "Each child's answers are kept by themselves, without a name. They are deleted by"),
        (30, 0, 1, "No child's answers are kept one by one, only counts. The comments are deleted by"),
        (30, 0, 0, "No child's answers are kept one by one, only counts."),
        (-30, 0, 1, "should have been deleted on"),
        (-30, 2, 0, "should have been deleted on"),
        (-30, 0, 0, "No child's answers are kept one by one, only counts."),
    ],
)
def test_the_words_fit_what_is_kept_and_the_day(
    app: Flask, opened: Running, days: int, rows: int, comments: int, said: str
) -> None:
    wave = opened.wave
    with app.extensions["stores"].write("results") as results:
        results.add(_opening(wave, date.today() + timedelta(days=days)))
        results.flush()
        for number in range(rows):
            row = {"band": "8-11", "instrument": "0" * 64, "answers": b"1"}
            results.add(Response(id=bytes([number]) * 16, wave=wave, **row))
        for number in range(comments):
            results.add(
                Comment(
                    id=bytes([number]) * 16, wave=wave, band="8-11", item="more", body="hello", review=Review.UNREAD
                )
            )
    kept = _kept(app)
    assert said in kept
    assert ("deleted by themselves on" in kept) == (days > 0 and rows + comments > 0)


def test_what_was_let_go_of_is_told_in_the_past(app: Flask, opened: Running) -> None:
    with app.extensions["stores"].write("results") as results:
        results.add(_opening(opened.wave, date.today() - timedelta(days=30), expired=True))
    assert "Nothing that one child wrote or answered has been kept since" in _kept(app)


def _opening(wave: str, until: date, *, expired: bool = False) -> Opening:
    counted = {"month": "2026-04", "n_ok": 14, "n_bad": 0, "box_digest": bytes(32)}
    return Opening(wave=wave, keep_until=until, expired=expired, **counted)


def _kept(app: Flask) -> str:
    office = Pages(app).signed_in(Role.ADMIN, authority="northvale")
    return office.get(WAVE).text.partition(HEADING)[2]


def test_the_nightly_work_stands_in_the_menu(desk: Pages) -> None:
    menu = desk.get("/desk/")
    assert "/desk/nightly" in menu.links()
    assert [one.get("href") for one in desk.get("/desk/nightly").all("a", **{"aria-current": "true"})] == [
        "/desk/nightly"
    ]
