"""A reader sees who asks, reads it and says what happened; everybody else sees a number and what is missing."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from builders import talk
from builders.talk import DUTY, ROTA, WISH, Clock, at
from flask import Flask
from pages import Page, Pages
from sqlalchemy import update

from surveyapp.cli.reminders import lingering
from surveyapp.safeguarding import alerts, requests, rota
from surveyapp.safeguarding.duty import Duty
from surveyapp.safeguarding.models import ContactRequest
from surveyapp.safeguarding.wrapped import PURPOSE
from surveyapp.staff import audit
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LATE = "2026-12-15 13:20"


@pytest.fixture
def clock(app: Flask, authority: str) -> Clock:
    """A council that tells people, on a Tuesday morning; the minute's work has run."""
    with app.extensions["stores"].write("safeguarding") as session:
        alerts.ran(session, now=at("2026-12-15 09:59"))
    return talk.ready(app)


@pytest.fixture
def reader(pages: Pages, authority: str) -> Pages:
    return pages.signed_in(Role.SAFEGUARDING, authority=authority, name="Sam Reader")


def asks(app: Flask, moment: str = talk.TUESDAY, **more: Any) -> str:
    """A child asks; the request's id."""
    stores = app.extensions["stores"]
    with stores.write("safeguarding") as session:
        given = {"authority": "council", "once": b"once", "wish": WISH, "rota": ROTA, "now": at(moment)} | more
        return requests.ask(session, stores.key(PURPOSE), **given).id.hex()


def test_a_request_is_read_then_done_and_each_step_is_in_the_record_without_content(
    app: Flask, clock: Clock, reader: Pages
) -> None:
    request = asks(app)
    clock.moment = "2026-12-15 11:20"
    page = reader.get("/desk/requests")
    assert "Waiting (1)" in page.text
    assert "To be read by Tuesday 15 December, 12 noon · waiting for 1 hour" in page.text
    assert WISH.called not in page.text
    page = reader.get(f"/desk/requests/{request}")
    assert all(text in page.text for text in (WISH.called, WISH.reach, WISH.when, WISH.words))
    assert "tel:07700900123" in page.links()
    page = reader.submit(page, action=f"/desk/requests/{request}/read")
    assert "Sam Reader read it: Tuesday 15 December, 11:20 am" in page.text
    page = reader.submit(page, 422, action=f"/desk/requests/{request}/done", what=" ")
    assert "Write in a few words what happened" in page.text
    page = reader.submit(page, action=f"/desk/requests/{request}/done", what="Rang. Visit on Friday.")
    assert "Done (1)" in page.text
    assert "Rang. Visit on Friday." in reader.get(f"/desk/requests/{request}").text
    with app.extensions["stores"].read("staff") as session:
        records = [(one.action, one.about, one.name) for one in reversed(audit.latest(session, "council"))]
    opened = ("request.opened", "", "Sam Reader")
    kept = [one for one in records if one != opened]
    assert kept == [("request.read", "", "Sam Reader"), ("request.done", "", "Sam Reader")]
    assert records[0] == opened


def test_the_number_of_those_who_wait_stands_in_the_navigation(app: Flask, clock: Clock, reader: Pages) -> None:
    def badge() -> list[str]:
        return ["".join(one.itertext()) for one in reader.get("/staff/").all("span", class_="waiting")]

    assert badge() == []
    request = asks(app)
    asks(app, once=b"twice")
    assert badge() == ["2 waiting"]
    reader.submit(reader.get(f"/desk/requests/{request}"), action=f"/desk/requests/{request}/read")
    assert badge() == ["1 waiting"]


def test_what_waits_too_long_is_said_to_reader_worker_and_admin_without_content(
    app: Flask, clock: Clock, reader: Pages, pages: Pages
) -> None:
    asks(app)
    clock.moment = LATE
    with app.extensions["stores"].write("safeguarding") as session:
        alerts.escalate(session, now=at(LATE))
    text = reader.get("/desk/requests").text
    assert "Promised for Tuesday 15 December, 12 noon: too late · waiting for 3 hours" in text
    assert "Nobody read it, so the second person has been told." in text
    for role in (Role.WORKER, Role.ADMIN):
        page = pages.signed_in(role, authority="council").get("/desk/")
        assert "1 child's request to be contacted waits to be read. 1 waits longer than we promised." in page.text
        assert "Only the safeguarding reader can open them" in page.text
        assert WISH.called not in page.text
    for role in (Role.ANALYST, Role.CUSTODIAN):
        assert "request to be contacted" not in pages.signed_in(role, authority="council").get("/desk/").text


def test_what_was_read_and_never_done_is_said_at_the_desk_and_every_night_until_it_is(
    app: Flask, clock: Clock, reader: Pages, pages: Pages
) -> None:
    request, stores = asks(app), app.extensions["stores"]
    page = reader.submit(reader.get(f"/desk/requests/{request}"), action=f"/desk/requests/{request}/read")
    assert "not done for" not in page.text
    assert list(lingering(stores, at("2026-12-17 10:00"))) == []
    clock.moment = "2026-12-18 10:05"
    assert "Sam Reader read it: Tuesday 15 December, 10 am · not done for 3 days" in reader.get("/desk/requests").text
    for role in (Role.WORKER, Role.ADMIN):
        text = pages.signed_in(role, authority="council").get("/desk/").text
        assert "1 child's request was read more than two days ago and is not marked as done." in text
        assert WISH.called not in text
    (said,) = lingering(stores, at(clock.moment))
    assert said.startswith("council: 1 child's request to be contacted was read more than two days ago")
    page = reader.get(f"/desk/requests/{request}")
    reader.submit(page, action=f"/desk/requests/{request}/done", what="Rang. Visit on Friday.")
    assert "more than two days ago" not in pages.signed_in(Role.WORKER, authority="council").get("/desk/").text
    assert list(lingering(stores, at(clock.moment))) == []


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.SAFEGUARDING])
def test_nobody_else_opens_a_request_nor_another_councils_reader(
    app: Flask, clock: Clock, pages: Pages, role: Role
) -> None:
    request = asks(app)
    other, stranger = pages.signed_in(role, authority="council"), pages.signed_in(*Role, authority="elsewhere")
    for path in ("/desk/requests", f"/desk/requests/{request}", f"/desk/requests/{request}/delete"):
        assert WISH.called not in other.get(path, 403).text
    assert "Asked" not in stranger.get("/desk/requests").text
    stranger.get(f"/desk/requests/{request}", 404)
    stranger.get(f"/desk/requests/{request}/delete", 404)
    stranger.get("/desk/requests/nonsense", 404)


def test_what_is_missing_stands_in_plain_words_where_a_wave_is_run(
    app: Flask, authority: str, pages: Pages, clock: Clock
) -> None:
    worker = pages.signed_in(Role.WORKER, authority=authority)
    text = worker.get("/desk/").text
    assert "Children can ask to be contacted, but something is wrong." in text
    assert "This is set up as a trial" in text
    assert "No account may read requests." in text
    pages.signed_in(Role.SAFEGUARDING, authority=authority)
    assert "No account may read requests." not in worker.get("/desk/").text
    object.__setattr__(app.extensions["settings"], "alerts", None)
    with app.extensions["stores"].write("safeguarding") as session:
        rota.keep_told(session, authority, ())
        rota.keep_duty(session, authority, Duty({}))
    text = worker.get("/desk/").text
    assert "Children cannot ask to be contacted yet. They see the phone numbers alone." in text
    for lack in ("No e-mail can be sent.", "Nobody is on duty", "Nobody is named who is told."):
        assert lack in text


def test_a_mail_server_that_does_not_answer_and_work_that_does_not_run_are_said(
    app: Flask, authority: str, pages: Pages, clock: Clock
) -> None:
    pages.signed_in(Role.SAFEGUARDING, authority=authority)
    settings = app.extensions["settings"]
    real = type(settings.alerts)("https://s.example.org", "s@example.org", host="mail.example.org")
    object.__setattr__(settings, "alerts", real)
    admin = pages.signed_in(Role.ADMIN, authority=authority)
    assert "something is wrong" not in admin.get("/desk/").text
    asks(app)
    with app.extensions["stores"].write("safeguarding") as session:
        [letter] = alerts.claim(session, now=at(talk.TUESDAY))
        alerts.failed(session, letter, now=at(talk.TUESDAY))
    assert "The mail server did not take an alert." in admin.get("/desk/").text
    clock.moment = "2026-12-15 10:20"
    assert "has not run for ten minutes" in admin.get("/desk/").text


def test_hours_days_off_and_promise_are_set_at_the_desk(app: Flask, authority: str, pages: Pages, clock: Clock) -> None:
    admin = pages.signed_in(Role.ADMIN, authority=authority)
    assert "we would promise to read it by Tuesday 15 December, 12 noon" in admin.get("/desk/duty").text
    form = admin.get("/desk/duty/hours")
    typed = {"opens_0": "08:30", "closes_0": "16:00", "opens_4": "", "closes_4": "", "within": 3}
    page = admin.submit(form, holidays="25/12/2026\n2026-12-28, 1 January 2027", **typed)
    assert page.path == "/desk/duty"
    with app.extensions["stores"].read("safeguarding") as session:
        known = rota.of(session, authority).duty
    assert known.hours == {**dict.fromkeys((1, 2, 3), DUTY.hours[0]), 0: (time(8, 30), time(16))}
    assert known.within == timedelta(hours=3)
    assert [f"{day:%d.%m.%y}" for day in sorted(known.holidays)] == ["25.12.26", "28.12.26", "01.01.27"]
    assert "28 December 2026" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"closes_1": ""}, "Tuesday: enter both times, or neither"),
        ({"opens_1": "18:00"}, "Tuesday: the second time must be later than the first"),
        ({"opens_2": "soon"}, "Enter a time, such as 09:00"),
        ({"holidays": "25/12/2026\n31/02/2026"}, "“31/02/2026” is not a day. Write it like 25/12/2026"),
        ({"within": "9"}, "Choose one from the list"),
    ],
)
def test_hours_that_cannot_be_are_told_in_plain_words_and_nothing_changes(
    app: Flask, authority: str, pages: Pages, clock: Clock, typed: dict[str, str], said: str
) -> None:
    admin = pages.signed_in(Role.ADMIN, authority=authority)
    page = admin.submit(admin.get("/desk/duty/hours"), 422, **typed)
    assert said in page.text
    with app.extensions["stores"].read("safeguarding") as session:
        assert rota.of(session, authority) == ROTA


def test_who_is_told_is_named_at_the_desk(app: Flask, authority: str, reader: Pages, clock: Clock) -> None:
    form = reader.get("/desk/duty/people")
    for typed, said in (
        ({"email_2": "ben"}, "Enter an e-mail address"),
        ({"email_2": ""}, "Enter both a name and an e-mail address, or neither"),
        ({"name_5": "Dee"}, "Enter both a name and an e-mail address, or neither"),
        ({"email_2": "ANN@example.org"}, "This address stands here twice"),
        ({"email_2": "a@b.org\nBcc: x@y.org"}, "Enter an e-mail address"),
    ):
        assert said in reader.submit(form, 422, **typed).text
    reader.submit(form, name_1="The duty worker", email_1=" duty@example.org ", name_3="", email_3="")
    with app.extensions["stores"].read("safeguarding") as session:
        told = rota.of(session, authority).told
    assert [(one.name, one.email) for one in told] == [
        ("The duty worker", "duty@example.org"),
        ("Ben Duty", "ben@example.org"),
    ]


def test_opening_a_wave_warns_where_nobody_would_be_told(desk: Pages) -> None:
    from builders.desk import prepared

    wave, _codes, _phrases = prepared(desk)
    page: Page = desk.get(f"{wave}start")
    assert "Children cannot ask to be contacted yet." in page.text
    assert "No e-mail can be sent." in page.text


def test_a_request_wrapped_with_another_pepper_is_said_to_be_so(app: Flask, clock: Clock, reader: Pages) -> None:
    request = asks(app)
    with app.extensions["stores"].write("safeguarding") as session:
        session.execute(update(ContactRequest).values(sealed=bytes(600)))
    assert "the pepper in the settings of the server was changed" in reader.get(f"/desk/requests/{request}", 409).text


def test_a_request_that_was_read_is_deleted_when_somebody_is_sure_and_the_record_says_so_alone(
    app: Flask, clock: Clock, reader: Pages
) -> None:
    request = asks(app)
    address = f"/desk/requests/{request}"
    assert "I have read this" in reader.get(f"{address}/delete").text
    page = reader.submit(reader.get(address), action=f"{address}/read")
    assert f"{address}/delete" in page.links()
    page = reader.get(f"{address}/delete")
    assert WISH.words not in page.text
    page = reader.submit(page, 422, action=f"{address}/delete")
    assert "Tick this only when it is agreed" in page.text
    assert WISH.words in reader.get(address).text
    page = reader.submit(page, action=f"{address}/delete", sure="y")
    assert "Delete" not in page.text
    reader.get(address, 404)
    with app.extensions["stores"].read("staff") as session:
        newest = audit.latest(session, "council")[0]
    assert (newest.action, newest.about, newest.name) == ("request.erased", "", "Sam Reader")
