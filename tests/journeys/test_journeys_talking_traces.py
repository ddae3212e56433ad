"""Whoever asked to be contacted leaves nothing behind, on a session's tablet nor on any device's disk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browser as browsers
import pytest
from builders import talk
from builders.child import Fieldwork
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from test_journeys_talking import FORM, filled, kept, send
from walking import SIZES, press, scan, scripted, settled

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

CANARIES = ("Canaryname", "Canarywords", "Canaryphone", "Canarycode")
MEMBER = """localStorage.getItem("surveyapp session") || localStorage.setItem("surveyapp session",
    JSON.stringify({ key: "k", number: 0, wave: "council-2026", sent: 0, over: false }))"""
"""A tablet of a session."""


@pytest.fixture
def clock(app: Flask, made: Fieldwork) -> talk.Clock:
    return talk.ready(app)


def test_on_a_sessions_tablet_the_window_hides_and_leads_back_and_forgets_who_asked(
    chromium: Browser, served: str, made: Fieldwork, clock: talk.Clock
) -> None:
    with of_a_session(chromium, served) as context:
        survey = context.new_page()
        scan(survey, made.cards["11-18"][0])
        question = survey.locator("h1").inner_text()
        press(survey, survey.locator(".tool.talk"))
        page = asked_for(context, survey)
        assert page.evaluate("sessionStorage.length") == 0, "nothing of the questions is in it"
        expect(page.get_by_text("Exit this page")).to_have_count(0)
        filled(page)
        for hides in (page, survey):
            settled(hides)
            hides.locator(".tool", has_text="Hide").tap()
            for one in (page, survey):
                expect(one.locator("h1")).to_have_text("A quiet place")
            assert browsers.violations(page) == []
            page.get_by_role("button", name="I am back").tap()
            expect(page.get_by_label("What should we call you?")).to_have_value("Robin")
            press(survey, survey.get_by_role("button", name="I am back"))
        send(page)
        expect(page.locator("h1")).to_contain_text("has been told")
        expect(page.get_by_text("This window closes by itself soon")).to_be_visible()
        expect(page.get_by_text("Exit this page")).to_have_count(0)
        page.clock.run_for(61_000)
        expect(page.get_by_role("dialog")).to_contain_text("this window closes")
        assert browsers.violations(page) == []
        page.get_by_role("button", name="I am still here").tap()
        page.clock.run_for(61_000)
        expect(page.get_by_role("dialog")).to_be_visible()
        closed(page, lambda: page.clock.run_for(20_000))
        expect(survey.locator("h1")).to_have_text(question)
        press(survey, survey.locator(".tool.talk"))
        page = asked_for(context, survey)
        closed(page, lambda: page.get_by_role("button", name="Go back").tap(no_wait_after=True))
        settled(survey)
        page = asked_for(context, survey)
        filled(page)
        page.clock.run_for(239_000)
        expect(page.get_by_label("What should we call you?")).to_have_value("Robin")
        closed(page, lambda: page.clock.run_for(22_000))


def test_who_asked_is_gone_as_soon_as_the_tablet_is_clear_for_the_next_child(
    chromium: Browser, served: str, made: Fieldwork, clock: talk.Clock
) -> None:
    with of_a_session(chromium, served) as context:
        survey = context.new_page()
        survey.goto("/s/help")
        page = asked_for(context, survey)
        filled(page)
        closed(page, lambda: survey.goto("/s/"))
        alone = context.new_page()
        alone.goto(FORM)
        filled(alone)
        survey.reload()
        alone.wait_for_url("**/s/")


@contextlib.contextmanager
def of_a_session(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet that has joined a session."""
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        context.add_init_script(MEMBER)
        context.route("**/s/session/state", lambda route: route.fulfill(json={"says": "heard"}))
        yield context


def asked_for(context: BrowserContext, survey: Page) -> Page:
    """The window that opens for a child who asks to be contacted."""
    settled(survey)
    with context.expect_page() as opened:
        survey.get_by_role("link", name="Ask somebody to get in touch with me").tap()
    expect(opened.value.get_by_role("button", name="Hide")).to_be_visible()
    return opened.value


def closed(page: Page, way: Callable[[], None]) -> None:
    """Whether this closes the window."""
    with page.expect_event("close"), contextlib.suppress(Error):
        way()


def test_what_a_child_types_to_be_contacted_or_let_in_is_nowhere_on_the_device(
    app: Flask, chromium: Browser, served: str, clock: talk.Clock, tmp_path: Path
) -> None:
    given: dict[str, Any] = {"executable_path": browsers.CHROMIUM, "args": ["--no-sandbox"], "base_url": served}
    with chromium.browser_type.launch_persistent_context(tmp_path, **given) as context:
        page = context.new_page()
        page.goto(FORM)
        page.get_by_label("What should we call you?").fill(CANARIES[0])
        page.get_by_label("Do you want to say something now?").fill(CANARIES[1])
        send(page)
        expect(page.locator(".problem[role=alert]")).to_be_focused()
        page.get_by_label("How can we reach you?").fill(CANARIES[2])
        send(page)
        expect(page.locator("h1")).to_contain_text("has been told")
        expect(page.locator("h1")).to_be_focused()
        page.goto("/s/")
        page.locator("#code").fill(CANARIES[3])
        page.get_by_text("How it looks").click()
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html.dark")).to_have_count(1)
        context.set_offline(True)
        page.locator("#code").fill(CANARIES[3])
        page.locator("button.go").click()
        expect(page.locator("#code-problem")).to_contain_text("There is no network just now.")
    assert kept(app) == 1
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    found = [one for one in CANARIES for how in ("utf-8", "utf-16-le") if any(one.encode(how) in it for it in files)]
    assert found == []
