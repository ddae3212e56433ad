"""A session with shared tablets: each child finishes, each tablet is cleared, and the worker sees states alone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, Page, expect
from tablets import MINUTES, NO_CARDS, joined, passed, states, word
from walking import SIZES, press, scan, scripted, settled

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory
from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

BEDROOM = "input[name=likes_bedroom]"
LOCKED_IN = "Thank you. Your answers are locked in."
TABLETS = 12
LONG_AGO = "1990-01-01T00:00:00Z"
HASTY = """() => {
    document.querySelector("main .ways [value=skip], main .ways [value=next]").click();
    document.querySelector(".tool[value=hide]")?.click(); }"""
"""Somebody comes in just as a child goes on."""
IDLE, WARNING = 4 * MINUTES, 20_000
OFTEN = """const later = setTimeout;
globalThis.setTimeout = (what, after, ...more) => later(what, Math.min(after, 200), ...more);"""
"""A worker's page asks for the list every 200 milliseconds, not every three seconds: a test would wait for it."""


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Fieldwork:
    """A council with an open wave for children of 8 to 11 and of 11 to 18, on a server without sessions."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    asked = [app.extensions["catalogue"].version(band, "2024") for band in ("8-11", "11-18")]
    return fieldwork(app, instruments=asked, cards=TABLETS)


@pytest.fixture
def worker(chromium: Browser, served: str, made: Fieldwork) -> Iterator[Page]:
    """The page of a worker who has just started a session."""
    with browsers.opened(chromium, served, size=browsers.DESKTOP) as context:
        context.add_init_script(OFTEN)
        cookie = signed_in(made.app, Role.WORKER)
        context.add_cookies([{"name": "staff", "value": cookie, "url": served}])
        page = context.new_page()
        page.goto(f"/desk/waves/{made.wave}/session")
        page.get_by_role("button", name="Start a session").click()
        expect(page.locator(".joining-picture")).to_be_visible()
        yield page


def sent(page: Page, *, place: int = 0) -> None:
    """A child answers as far as the bedroom, and sends that."""
    sealed.until(page, BEDROOM, place=place)
    sealed.onward(page, place)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))


def test_the_link_for_another_leader_is_copied_as_it_stands_there(worker: Page) -> None:
    worker.context.grant_permissions(["clipboard-read", "clipboard-write"])
    worker.get_by_text("Show the link").click()
    worker.get_by_role("button", name="Copy the link").click()
    expect(worker.locator("#copied")).to_have_text("Copied")
    assert worker.evaluate("navigator.clipboard.readText()") == worker.locator("#link").inner_text()


def test_whoever_leads_by_the_link_ends_the_session_and_the_list_stays_on_both_pages(
    chromium: Browser, served: str, worker: Page
) -> None:
    worker.get_by_text("Show the link").click()
    with (
        scripted(chromium, served, size=SIZES["tablet"]) as tablet,
        browsers.opened(chromium, served, size=browsers.DESKTOP) as other,
    ):
        joined(tablet, worker)
        leader = other.new_page()
        leader.goto(worker.locator("#link").inner_text())
        leader.get_by_role("button", name="End the session").click()
        for page in (leader, worker):
            expect(page.get_by_text("The session is over").first).to_be_visible()
            expect(page.locator("tbody tr")).to_contain_text("Ottermay still have something to send")
            expect(page.get_by_role("button", name="End the session")).to_be_hidden()
            expect(page.locator(".joining-picture")).to_have_count(0)
        expect(leader.locator("#none")).to_be_hidden()


def test_between_two_children_all_is_clear_and_ballots_go_at_a_moment_of_their_own(
    chromium: Browser, served: str, made: Fieldwork, worker: Page
) -> None:
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        page = joined(context, worker)
        expect(page.locator(".badge")).to_have_text("This tablet: Otter")
        assert word(worker) not in page.url
        expect(page.locator("#code")).to_be_visible()
        expect(worker.locator("tbody tr")).to_contain_text("Otterready")
        for card, code in enumerate(made.cards["8-11"][:2]):
            scan(page, code)
            expect(worker.locator("tbody tr td").first).to_have_text("in use")
            sent(page, place=card)
            expect(page.locator("h1")).to_have_text(LOCKED_IN)
            expect(page.locator(".aloud .read")).to_be_visible()
            assert browsers.violations(page) == []
            page.clock.run_for(11_000)
            expect(worker.locator("tbody tr")).to_contain_text("Otterin use")
            press(page, page.locator("main > .ways a"))
            expect(page.locator("h1")).to_have_text("All clear")
            expect(page.locator("main p")).to_have_text(["This tablet is ready for you."])
            assert browsers.violations(page) == []
            assert sealed.stored(page) == {"sitting": 0, "waiting": card + 1}
            assert code not in sealed.held(page)
            assert "was here" not in sealed.held(page), "the next child learns nothing of the one before"
            expect(worker.locator("tbody tr")).to_contain_text("Otterready")
            if card == 0:
                page.locator("#begin").tap()
                expect(page.locator("#code")).to_be_visible()
                expect(page.locator("#waiting")).to_be_hidden()
                page.go_back()
                expect(page.locator("#code")).to_be_visible()
                assert page.locator("main input").count() == 1
        expect(worker.get_by_text("so far: 0")).to_be_visible()
        assert in_the_box(made) == [], "nothing is sent right after a child has finished"
        worker.get_by_role("button", name="End the session").click()
        page.clock.run_for(11_000)
        expect(page.locator("h1")).to_have_text("The session is over")
        expect(page.locator("#still")).to_be_hidden()
        seen = worker.locator("tbody tr")
        passed([page], lambda soon: expect(seen).to_contain_text("Otternothing left to send", timeout=soon))
        expect(worker.get_by_text("together: 2")).to_be_visible()
    assert len(in_the_box(made)) == 2


def test_a_tablet_that_nobody_touches_is_locked_and_the_childs_own_card_opens_it(
    chromium: Browser, served: str, made: Fieldwork, worker: Page
) -> None:
    code = made.cards["8-11"][0]
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        page = joined(context, worker)
        scan(page, code)
        sealed.until(page, BEDROOM, place=1)
        settled(page)
        page.locator("label.card input").nth(2).check()
        page.locator(".aloud .read").tap()
        page.clock.set_system_time(LONG_AGO)
        left_alone(page)
        expect(page.get_by_role("dialog")).to_contain_text("Seconds left:")
        expect(page.locator("dialog .heard")).to_have_count(1)
        expect(page.get_by_role("dialog").get_by_role("button", name="Read to me")).to_be_visible()
        assert browsers.violations(page) == []
        page.get_by_role("button", name="I am still here").tap()
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert page.locator("label.card input:checked").count() == 1
        in_two_languages(page)
        left_alone(page, locked=True)
        expect(page.locator("h1")).to_have_text("This is locked")
        assert page.locator("main .also").count() == 0
        expect(page.locator("h1")).to_be_focused()
        expect(page.locator(".aloud .read")).to_be_visible()
        assert browsers.violations(page) == []
        page.locator(".tool.talk").tap()
        expect(page.locator(".contacts h2")).to_be_in_viewport()
        sealed.reloaded(page)
        expect(page.locator("h1")).to_have_text("This is locked")
        page.go_back()
        expect(page.locator("h1")).to_have_text("This is locked")
        opened(page, NO_CARDS)
        expect(page.locator("#signs-wrong")).to_be_visible()
        opened(page, code[-3:].lower())
        expect(page.locator(BEDROOM).first).to_be_visible()
        assert page.locator("label.card input").nth(2).is_checked()


def test_on_a_sessions_tablet_one_hides_at_once_and_no_tap_leads_out_of_the_survey(
    chromium: Browser, served: str, made: Fieldwork, worker: Page
) -> None:
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        page = joined(context, worker)
        scan(page, made.cards["11-18"][0])
        sealed.until(page, "label.card input", place=1)
        hide, out = page.get_by_role("button", name="Hide"), page.get_by_text("Exit this page")
        expect(hide).to_have_count(1)
        expect(out).to_have_count(0)
        settled(page)
        page.evaluate(HASTY)
        expect(page.locator("h1")).to_have_text("A quiet place")
        press(page, page.get_by_role("button", name="I am back"))
        expect(page.locator("label.card input").first).to_be_visible()
        in_two_languages(page)
        expect(page.locator(".tool")).to_have_count(3)
        left_alone(page, locked=True)
        expect(page.locator("h1")).to_have_text("This is locked")
        expect(page.locator(".tool")).to_have_count(1)
        expect(page.locator(".tool.talk")).to_be_visible()


def test_who_guesses_at_the_lock_finds_nothing_any_more(
    chromium: Browser, served: str, made: Fieldwork, worker: Page
) -> None:
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        page = joined(context, worker)
        scan(page, made.cards["8-11"][0])
        sealed.until(page, BEDROOM, place=1)
        left_alone(page, locked=True)
        expect(page.locator("h1")).to_have_text("This is locked")
        for _ in range(5):
            opened(page, NO_CARDS)
        expect(page.locator("h1")).to_have_text("Your answers are thrown away.")
        press(page, page.locator("main > .ways a"))
        expect(page.locator("h1")).to_have_text("All clear")
        scan(page, made.cards["8-11"][0])


def left_alone(page: Page, *, locked: bool = False) -> None:
    """Nobody touches the tablet until it warns, or until it is locked; not longer.

    The device's storage has a few seconds to open, by the same clock as the tablet: it answers in our time.
    """
    page.wait_for_load_state("networkidle")
    page.clock.run_for(IDLE + 1_000 + (WARNING if locked else 0))


def in_two_languages(page: Page) -> None:
    """With an interpreter, whose language has no page for the lock."""
    settled(page)
    page.locator("summary", has_text="Two languages").tap()
    page.locator("button[name=also][value=en-XA]").tap()
    expect(page.locator("main .also").first).to_be_visible()


def opened(page: Page, signs: str) -> None:
    """Somebody types these signs at the lock."""
    page.locator("#signs").fill(signs)
    settled(page)
    page.get_by_role("button", name="Go on").tap()


@pytest.mark.parametrize("number", [3, pytest.param(TABLETS, marks=pytest.mark.slow)])
def test_many_tablets_at_once_finish_and_the_worker_sees_their_states_and_nothing_else(
    chromium: Browser, served: str, made: Fieldwork, worker: Page, number: int
) -> None:
    codes = made.cards["8-11"][:number]
    with contextlib.ExitStack() as room:
        tablets = [joined(room.enter_context(scripted(chromium, served, size=SIZES["tablet"])), worker) for _ in codes]
        for page, code in zip(tablets, codes, strict=True):
            scan(page, code)
        expect(worker.locator("tbody strong")).to_have_count(number)
        seen = worker.content()
        for place, page in enumerate(tablets):
            sent(page, place=place)
            expect(page.locator("h1")).to_have_text(LOCKED_IN)
            page.clock.fast_forward(10_000)
        expect(worker.locator("tbody tr", has_text="in use")).to_have_count(number)
        seen += worker.content()
        worker.get_by_role("button", name="End the session").click()
        arrived = worker.locator("tbody td", has_text="nothing left to send")
        for page in tablets:
            press(page, page.locator("main > .ways a"))
            page.locator("h1:text-matches('All clear|The session is over')").wait_for()
        passed(tablets, lambda soon: expect(arrived).to_have_count(number, timeout=soon))
        seen += worker.content()
        expect(tablets[0].locator("h1")).to_have_text("The session is over")
        tablets[0].wait_for_function("() => localStorage.getItem('surveyapp session') === null")
        tablets[0].goto("/s/")
        expect(tablets[0].locator("#code")).to_be_visible()
    assert len({row[0] for row in states(worker)}) == len(in_the_box(made)) == number
    seen = re.sub(r'(?<=name="csrf_token" value=")[^"]*', "", seen)
    for told in (*codes, "likes_bedroom", "bedroom", "8-11", "8 to 11"):
        assert told not in seen, f"the worker's page tells {told}"
