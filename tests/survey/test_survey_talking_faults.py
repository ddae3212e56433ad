"""A child asks to be contacted and something is missing, broken or away: told so, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from builders import talk
from flask import Flask
from markup import words
from pages import Pages
from sqlalchemy.exc import OperationalError
from wishing import ROBIN, sent, wishes

from surveyapp.safeguarding import mail, rota
from surveyapp.safeguarding.mail import MailNotSent
from surveyapp.safeguarding.pace import ManyAsk
from surveyapp.safeguarding.requests import Wish


def test_a_double_tap_and_a_reload_are_one_request(app: Flask, pages: Pages, clock: talk.Clock) -> None:
    form = pages.get("/s/talk/council")
    for _ in range(3):
        pages.submit(form, go="send", **ROBIN)
        clock.moment = "2026-12-15 10:02"
    assert len(wishes(app)) == len(talk.letters(app)) == 1
    sent(pages)
    assert len(wishes(app)) == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"called": " "}, "called"), ({"reach": ""}, "reach"), ({"words": "x" * 2001}, "words")],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    app: Flask, pages: Pages, clock: talk.Clock, typed: Mapping[str, str], field: str
) -> None:
    page = sent(pages, 422, **typed)
    assert page.all("p", id=f"{field}-problem")
    assert "It has not been sent yet." in page.text
    for name, value in (ROBIN | typed).items():
        kept = page.all("textarea", id=name) or page.all("input", id=name)
        assert (kept[0].get("value") or words(kept[0])) == value.strip()
    assert wishes(app) == []
    pages.submit(page, go="send", **ROBIN)
    assert wishes(app) == [Wish(**ROBIN)]


@pytest.mark.parametrize("fault", [ManyAsk(), OperationalError("", {}, Exception())])
def test_when_it_cannot_be_taken_nobody_is_told_so_and_everything_typed_stays(
    app: Flask, pages: Pages, clock: talk.Clock, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def step() -> None:
        raise fault

    monkeypatch.setattr(app.extensions["asking pace"], "step", step)
    page = sent(pages, 503)
    assert "Nobody has been told yet." in page.text
    assert page.all("input", id="reach")[0].get("value") == ROBIN["reach"]
    assert "Duty social worker" in page.text
    monkeypatch.undo()
    pages.submit(page, go="send")
    assert wishes(app) == [Wish(**ROBIN)]


def test_while_the_store_is_away_the_child_keeps_the_words_and_finds_a_number(
    app: Flask, pages: Pages, clock: talk.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = pages.get("/s/talk/council")

    def away(*_: object) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(app.extensions["stores"], "read", away)
    monkeypatch.setattr(app.extensions["stores"], "write", away)
    assert "0800 1111" in pages.get("/s/talk/council").text
    page = pages.submit(form, 503, go="send", **ROBIN)
    assert "Nobody has been told yet." in page.text
    assert "0800 1111" in page.text
    assert "Somebody will read it" not in page.text
    assert page.all("input", id="reach")[0].get("value") == ROBIN["reach"]
    monkeypatch.undo()
    pages.submit(page, go="send")
    assert wishes(app) == [Wish(**ROBIN)]


def test_a_mail_server_that_is_down_is_no_false_promise_and_no_lost_request(
    app: Flask, pages: Pages, clock: talk.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise MailNotSent("down")

    monkeypatch.setattr(mail, "post", down)
    page = sent(pages)
    assert page.h1 == "We have got it. Ann Duty is being told."
    assert wishes(app) == [Wish(**ROBIN)]


@pytest.mark.parametrize("lacks", ["mail", "people", "hours"])
def test_where_nobody_would_be_told_nothing_is_promised(
    app: Flask, pages: Pages, clock: talk.Clock, lacks: str
) -> None:
    form = pages.get("/s/talk/council")
    stores = app.extensions["stores"]
    if lacks == "mail":
        object.__setattr__(app.extensions["settings"], "alerts", None)
    with stores.write("safeguarding") as session:
        if lacks == "people":
            rota.keep_told(session, "council", ())
        elif lacks == "hours":
            rota.keep_duty(session, "council", type(talk.DUTY)({}))
    for page in (pages.get("/s/talk"), pages.get("/s/talk/council"), pages.submit(form, go="send", **ROBIN)):
        assert not page.all("input", id="reach")
        assert "Duty social worker" in page.text
    assert wishes(app) == []
    assert not any("/talk" in href for href in pages.get("/s/help").links())


def test_a_council_nobody_knows_is_no_dead_end(pages: Pages, clock: talk.Clock) -> None:
    assert "Childline" in pages.get("/s/talk/nowhere").text
    assert "Childline" in pages.post("/s/talk/nowhere", {"go": "send", **ROBIN}).text


def test_a_form_made_by_hand_is_one_more_request_and_no_fault(app: Flask, pages: Pages, clock: talk.Clock) -> None:
    for _ in range(2):
        pages.post("/s/talk/council", {"go": "send", **ROBIN})
    assert len(wishes(app)) == 2
