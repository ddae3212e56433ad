"""A session at the desk: started, seen, handed on by a link without an account, and ended."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.desk import prepared
from flask import Flask
from pages import Page, Pages

from surveyapp.desk.sessions import KEY
from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory
from surveyapp.fieldwork.sessions import LONGEST_SECONDS, Report, SessionOver
from surveyapp.safeguarding import moments
from surveyapp.web import clock
from surveyapp.web.animals import animal
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of its own for each test."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())


@pytest.fixture
def wave(desk: Pages) -> str:
    """The address of an open wave."""
    path, _codes, _phrases = prepared(desk)
    desk.submit(desk.get(f"{path}start"))
    return path


def begun(desk: Pages, wave: str) -> Page:
    return desk.submit(desk.get(f"{wave}session"))


def word_of(page: Page) -> str:
    found = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", page.text)
    assert found
    return found[0]


def lead_of(page: Page) -> str:
    found = re.search(r"/desk/session#(\w+)", page.text)
    assert found
    return found[1]


def list_of(page: Page) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row][:2] for row in page.root.iter("tr")][1:]


def test_a_worker_starts_a_session_and_sees_each_tablet_by_its_animal(desk: Pages, wave: str, app: Flask) -> None:
    page = begun(desk, wave)
    assert "No tablet has joined yet." in page.text
    with app.app_context():
        first, second, third = (sessions.join(word_of(page), now=clock.now()) for _ in range(3))
        sessions.hear(second.key, Report(in_use=True, sent=3), now=clock.now())
        sessions.hear(third.key, Report(unclear=True, sent=4), now=clock.now())
        sessions.hear(first.key, Report(), now=clock.now() - 120)
    seen = desk.get(page.path)
    assert list_of(seen) == [
        ["Otter", "not heard from for 2 minutes"],
        ["Owl", "in use"],
        [str(animal(2)), "could not be cleared"],
    ]
    assert "Sent by all tablets together so far: 7" in seen.text
    alone = desk.client.get(f"{page.path}/tablets").text
    assert "Otter" in alone
    assert "<html" not in alone
    assert word_of(page) in desk.get(f"{wave}session").text, "who closed the page comes back to it"
    with app.test_request_context():
        found = sessions.led(lead_of(page), now=clock.now())
        began = clock.hour(moments.local(found.since))
    assert began in desk.get(f"{wave}session").text
    assert "3 tablets" not in desk.get(f"{wave}session").text, "a number that is never renewed"
    assert "Started a session with tablets" in desk.get("/staff/record").text


def test_whoever_has_the_link_leads_this_session_alone_and_sees_its_end(desk: Pages, wave: str, pages: Pages) -> None:
    page, other = begun(desk, wave), begun(desk, wave)
    assert "This page needs scripts." in pages.get("/desk/session").text
    led = pages.client.get("/desk/session/tablets", headers={KEY: lead_of(page)})
    assert word_of(page) in led.text
    assert word_of(other) not in led.text
    sent = {"csrf_token": pages.get("/desk/session").form()[1]["csrf_token"][0]}
    for wrong in ("", word_of(page), "x"):
        assert pages.client.get("/desk/session/tablets", headers={KEY: wrong}).status_code == 404
        pages.post("/desk/session/end", sent | {"key": wrong}, 404)
    pages.post("/desk/session/end", sent | {"key": lead_of(page)})
    after = pages.client.get("/desk/session/tablets", headers={KEY: lead_of(page)}).text
    assert "The session is over." in after
    assert word_of(page) not in after
    assert desk.get(page.path).h1 == "The session is over"
    assert desk.get(other.path).h1 == "A session with tablets"


def test_its_end_takes_the_word_away_and_the_list_stays(desk: Pages, wave: str, app: Flask) -> None:
    page = begun(desk, wave)
    with app.app_context():
        tablet = sessions.join(word_of(page), now=clock.now())
        ended = desk.submit(page, action=f"{page.path}/end")
        assert ended.h1 == "The session is over"
        assert word_of(page) not in ended.text
        assert not sessions.hear(tablet.key, Report(sent=1, left="none"), now=clock.now())
        with pytest.raises(SessionOver):
            sessions.join(word_of(page), now=clock.now())
    assert list_of(desk.get(page.path)) == [["Otter", "nothing left to send"]]
    assert "Sent by all tablets together: 1" in desk.get(page.path).text
    assert word_of(page) not in desk.get(f"{wave}session").text
    assert f"{wave}session" in desk.get(page.path).links()
    assert f"{wave}session" not in begun(desk, wave).links()


def test_nothing_on_the_list_tells_which_tablet_had_answers_to_send(desk: Pages, wave: str, app: Flask) -> None:
    """Of Otter and Owl one has sent nothing: a child there said no. The list is the same as if it were the other."""
    seen = []
    for sends in (0, 1):
        page = begun(desk, wave)
        told = [Report(sent=number == sends) for number in range(2)]
        with app.app_context():
            keys = [sessions.join(word_of(page), now=clock.now()).key for _ in told]
            _heard(keys, told)
            stages = [_shown(desk, page)]
            sessions.end(page.path.rpartition("/")[2], now=clock.now())
            _heard(keys[:1], [replace(told[0], left="none")])
            stages.append(_shown(desk, page))
            _heard(keys[1:], [replace(told[1], left="refused")])
        seen.append([*stages, _shown(desk, page)])
    assert seen[0] == seen[1]
    going_on, sending, done = seen[0]
    assert "so far: 1" in going_on
    assert "together" not in sending, "which tablet's sending it counts would show"
    assert "may still have something to send" in sending
    assert "together: 1" in done
    assert "needs looking at" in done


def _heard(keys: list[str], reports: list[Report]) -> None:
    for key, report in zip(keys, reports, strict=True):
        sessions.hear(key, report, now=clock.now())


def _shown(desk: Pages, page: Page) -> str:
    return desk.client.get(f"{page.path}/tablets").text


def test_an_open_waves_page_has_the_square_picture_by_which_a_tablet_is_made_ready(desk: Pages, wave: str) -> None:
    page = desk.get(wave)
    [picture] = page.all("div", class_="joining-picture")
    assert picture.get("aria-label") == "Picture for the tablets' cameras"
    assert [one for one in picture.iter() if one.tag.endswith("svg")]
    assert f"/s/ready/{wave.split('/')[3]}" in page.text


def test_the_day_after_there_is_no_such_page(desk: Pages, wave: str, app: Flask) -> None:
    page, now = begun(desk, wave), clock.now_in(app)()
    app.extensions["clock"] = lambda: now + LONGEST_SECONDS
    desk.get(page.path, 404)


def test_a_session_is_of_its_own_wave_and_of_open_waves_alone(desk: Pages, wave: str, pages: Pages) -> None:
    page = begun(desk, wave)
    pages.signed_in(Role.WORKER, authority="elsewhere").get(page.path, 404)
    desk.submit(desk.get(f"{wave}closing"))
    desk.get(f"{wave}session", 404)
    assert "A session with tablets" not in desk.get(wave).text


def test_a_tablet_that_is_not_here_is_taken_off_the_list_by_the_worker_and_by_the_leader(
    desk: Pages, wave: str, pages: Pages, app: Flask
) -> None:
    page = begun(desk, wave)
    with app.app_context():
        made = [sessions.join(word_of(page), now=clock.now()) for _ in range(3)]
        sessions.hear(made[0].key, Report(sent=999), now=clock.now())
    assert "Sent by all tablets together so far: 999" in desk.get(page.path).text
    goes, token = desk.get(page.path).form(f"{page.path}/off")
    left = desk.post(goes, token | {"number": "0"})
    assert [row[0] for row in list_of(left)] == ["Owl", str(animal(2))]
    assert "Sent by all tablets together so far: 999" in left.text, "else it would tell what that tablet has sent"
    sent = {"csrf_token": pages.get("/desk/session").form()[1]["csrf_token"][0], "number": "1"}
    pages.post("/desk/session/off", sent | {"key": word_of(page)}, 404)
    pages.post("/desk/session/off", sent | {"key": lead_of(page)})
    assert [row[0] for row in list_of(desk.get(page.path))] == [str(animal(2))]


def test_the_button_that_takes_a_tablet_off_looks_as_the_desks_other_buttons_do(
    desk: Pages, wave: str, app: Flask
) -> None:
    page = begun(desk, wave)
    with app.app_context():
        sessions.join(word_of(page), now=clock.now())
    shown = desk.get(page.path)
    takes = [button.get("class", "").split() for button in shown.all("button", name="number")]
    assert takes == [["btn", "btn-outline-primary", "btn-sm"]], "a grey one looks switched off"


def test_after_the_end_a_tablet_on_which_a_child_still_answers_is_in_use(desk: Pages, wave: str, app: Flask) -> None:
    page = begun(desk, wave)
    with app.app_context():
        tablet = sessions.join(word_of(page), now=clock.now())
        desk.submit(page, action=f"{page.path}/end")
        sessions.hear(tablet.key, Report(in_use=True, left="some"), now=clock.now())
    assert list_of(desk.get(page.path)) == [["Otter", "in use"]]
