"""Bad input gets an answer in the reader's words, and never a 500."""

import logging
from functools import partial

import pytest
from flask import Flask
from pages import Pages
from sqlalchemy.exc import OperationalError

from surveyapp.web.audience import open_to_all, open_to_children

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

HOSTILE = [
    "/%00",
    "/%ff%fe",
    "/" + "a" * 5000,
    "/..%2f..%2fetc/passwd",
    "/?lang=%00",
    "/?lang=%ed%a0%80",
    "/?lang=" + "x" * 9000,
]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_address_is_answered_with_a_page(pages: Pages, path: str) -> None:
    answer = pages.client.get(path)
    assert answer.status_code in (200, 400, 404), path
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("path", "heading"), [("/nowhere", "There is no page here"), ("/s/nowhere", "This page is not here")]
)
def test_a_missing_page_is_told_in_the_readers_words(pages: Pages, path: str, heading: str) -> None:
    assert pages.get(path, 404).h1 == heading


def test_a_page_asked_for_in_the_wrong_way_says_what_is_allowed(pages: Pages) -> None:
    page = pages.post("/", status=405)
    assert "GET" in page.response.headers["Allow"]


def test_a_form_that_is_far_too_long_is_refused_without_being_read(pages: Pages) -> None:
    page = pages.post("/staff/sign-in", {"email": "x" * 600_000}, status=413)
    assert page.h1 == "That is more than we can take"


def test_a_form_without_its_token_changes_nothing(pages: Pages) -> None:
    assert pages.post("/staff/sign-in", {"email": "a@example.org"}, status=400).h1 == "This form has run out"


def test_a_zero_byte_is_refused_before_a_store_meets_it(pages: Pages) -> None:
    page = pages.get("/staff/sign-in")
    assert pages.submit(page, 400, email="a\0@example.org", password="x").h1 == "We could not read that"


def test_a_busy_database_is_told_as_such_to_adults_and_children(app: Flask) -> None:
    def busy() -> str:
        raise OperationalError("SELECT 'what a child wrote'", {}, Exception("locked"))

    app.testing = False
    app.add_url_rule("/busy", "busy", open_to_all(partial(busy)))
    app.add_url_rule("/s/busy", "childs_busy", open_to_children(partial(busy)))
    assert "database is busy" in Pages(app).get("/busy", 503).text
    assert "answers are still on this page" in Pages(app).get("/s/busy", 503).text


def test_an_unforeseen_error_is_logged_by_its_place_alone(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise ValueError("what a child wrote")

    app.testing = False
    app.add_url_rule("/s/broken", "broken", open_to_children(broken))
    with caplog.at_level(logging.ERROR):
        assert "You did nothing wrong" in Pages(app).get("/s/broken", 500).text
    assert "ValueError" in caplog.text
    assert "what a child wrote" not in caplog.text
