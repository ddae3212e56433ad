"""A tablet that cannot join a session: whoever leads it reads why, and what to do."""

from __future__ import annotations

import time

import browser as browsers
import pytest
from builders.child import fieldwork
from flask import Flask
from playwright.sync_api import Browser, expect

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

TOLD = "#told"


def test_the_page_that_makes_a_tablet_ready_tells_nothing_and_gives_no_file_while_a_session_goes_on(
    chromium: Browser, served: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    made, now = fieldwork(app), int(time.time())
    session = sessions.open_session(made.wave, now=now)
    with browsers.opened(chromium, served) as context:
        page, before = context.new_page(), context.new_page()
        before.goto(f"/s/ready/{made.wave}")
        expect(before.locator("#save")).to_be_visible()
        page.goto(f"/s/session#{session.word}")
        expect(page.locator(".badge")).to_be_visible()
        before.locator("#save").click()
        expect(before.locator("#save")).to_be_hidden()
        assert before.locator("#carry [role=status]").inner_text() == ""
        page.goto(f"/s/ready/{made.wave}")
        expect(page.locator("#make")).to_be_visible()
        expect(page.locator("#carry")).to_be_hidden()
        assert page.locator("#count").text_content() == ""


def test_a_word_of_no_session_and_a_session_that_is_full_are_told_apart(
    chromium: Browser, served: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    now = int(time.time())
    session = sessions.open_session(fieldwork(app).wave, now=now)
    places = [sessions.join(session.word, now=now) for _ in range(sessions.MOST_TABLETS)]
    with browsers.opened(chromium, served) as context:
        page = context.new_page()
        page.goto("/s/session#WRONGWRD")
        expect(page.locator(TOLD)).to_contain_text("There is no session with this word.")
        page.locator("#word").fill(session.word)
        page.get_by_role("button", name="Join").click()
        expect(page.locator(TOLD)).to_contain_text("This session has all its tablets.")
        sessions.take_off(session.id, places[3].number, now=now)
        page.get_by_role("button", name="Join").click()
        expect(page.locator(".badge")).to_be_visible()
