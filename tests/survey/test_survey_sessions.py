"""A tablet joins a session and tells how it is: one word back, nothing of a child in either."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from pages import Pages
from werkzeug.test import TestResponse

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory
from surveyapp.fieldwork.sessions import MOST_TABLETS, Session
from surveyapp.web import clock

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session that goes on, on a server of its own."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    with app.app_context():
        return sessions.open_session("wave", now=clock.now())


def told(app: Flask, to: str, body: object) -> TestResponse:
    return app.test_client().post(f"/s/session/{to}", data=json.dumps(body), content_type="application/json")


def report(key: str, **other: str) -> dict[str, str]:
    return {"key": key, "in_use": "yes", "sent": "2"} | other


def test_a_tablet_joins_by_the_word_and_says_how_it_is(app: Flask, made: Session) -> None:
    joined = told(app, "join", {"word": made.word}).json
    assert (joined["says"], joined["number"], joined["wave"]) == ("joined", 0, "wave")
    assert told(app, "state", report(joined["key"], in_use="unclear")).json == {"says": "heard"}
    with app.app_context():
        assert sessions.find(made.id, now=clock.now()).tablets[0].report.unclear
    assert told(app, "state", report(joined["key"])).json == {"says": "heard"}
    with app.app_context():
        (tablet,) = sessions.find(made.id, now=clock.now()).tablets
        sessions.end(made.id, now=clock.now())
    assert (tablet.report.in_use, tablet.report.sent, tablet.report.left) == (True, 2, "")
    assert told(app, "state", report(joined["key"], left="some")).json == {"says": "over"}
    with app.app_context():
        assert sessions.find(made.id, now=clock.now()).tablets[0].report.left == "some"
    assert told(app, "join", {"word": made.word}).json == {"says": "over"}


def test_a_tablet_by_a_key_of_its_own_has_one_place_and_its_newest_report_stands(app: Flask, made: Session) -> None:
    key = "k" * 22
    answers = [told(app, "join", {"word": made.word, "key": key}).json for _ in range(2)]
    assert answers == [{"says": "joined", "key": key, "number": 0, "wave": "wave"}] * 2
    for turn, sent in (("2", "2"), ("1", "1")):
        assert told(app, "state", report(key, turn=turn, sent=sent)).json == {"says": "heard"}
    with app.app_context():
        (tablet,) = sessions.find(made.id, now=clock.now()).tablets
    assert tablet.report.sent == 2


def test_a_wrong_word_or_a_strange_tablet_is_told_that_it_is_over(app: Flask, made: Session) -> None:
    for to, body in (("join", {"word": "BBBB-BBBB"}), ("join", {"word": ""}), ("state", report("x"))):
        answer = told(app, to, body)
        assert (answer.status_code, answer.json) == (404, {"says": "over"})


def test_too_many_tablets_are_told_so(app: Flask, made: Session) -> None:
    with app.app_context():
        for _ in range(MOST_TABLETS):
            sessions.join(made.word, now=clock.now())
    answer = told(app, "join", {"word": made.word})
    assert (answer.status_code, answer.json) == (409, {"says": "full"})


@pytest.mark.parametrize(
    "odd",
    [
        {"in_use": "perhaps"},
        {"left": "3"},
        {"sent": "-1"},
        {"sent": "1000"},
        {"sent": "²"},
        {"sent": ""},
        {"turn": "x"},
    ],
)
def test_what_no_tablet_tells_is_refused(app: Flask, made: Session, odd: dict[str, str]) -> None:
    key = told(app, "join", {"word": made.word}).json["key"]
    answer = told(app, "state", report(key, **odd))
    assert (answer.status_code, answer.json) == (400, {"says": "malformed"})


def test_the_page_names_as_many_tablets_as_may_join(pages: Pages) -> None:
    page = pages.get("/s/session")
    (names,) = page.all("template", id="animals")
    found = [one.text for one in names.iter("p")]
    assert len(found) == len(set(found)) == MOST_TABLETS
