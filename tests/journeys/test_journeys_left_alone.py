"""A session's tablet that is left by its child: for another page, for hours, or with somebody else who guesses."""

from __future__ import annotations

import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tablets import NO_CARDS, in_a_session
from walking import SIZES, press, scan, scripted, settled

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

BEDROOM = "input[name=likes_bedroom]"
HOURS = 3 * 3600
MINUTE = 60_000
IDLE = 4 * MINUTE + 21_000
MOMENT = 700
NO_DELETING = "() => { IDBObjectStore.prototype.delete = () => { throw new DOMException('', 'UnknownError') } }"
HOLDS = (
    "() => void navigator.locks.request('surveyapp sitting', () => new Promise((done) => (globalThis.letGo = done)))"
)
"""From the moment at which the child's page lets go."""


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Fieldwork:
    """A council with an open wave for children of 8 to 11, on a server without sessions."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    return fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2024")])


def elsewhere(page: Page) -> None:
    """Somebody goes to another page in this tab, and comes back by the browser's Back."""
    sealed.rested(page)
    page.goto("about:blank")
    page.go_back()


def brought_back(page: Page) -> None:
    """The browser has kept the page whole, and brings it back without loading it."""
    page.wait_for_load_state("networkidle")
    with page.expect_event("load"):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def to_the_first_page(page: Page) -> None:
    """Somebody opens the first page in this tab, as a bookmark does."""
    sealed.rested(page)
    page.goto("/s/")
    expect(page.locator("main h1")).to_have_text("This is locked")


def hours_later(page: Page) -> None:
    """The tablet sleeps for hours, and whoever wakes it loads the page anew."""
    sealed.rested(page)
    page.clock.set_system_time(page.evaluate("Date.now()") / 1000 + HOURS)
    page.reload()


def nothing_leads_out(page: Page) -> None:
    """Whom to talk to stands there as text."""
    expect(page.locator(".contacts span.phone").first).to_be_visible()
    expect(page.locator(".contacts span.site").first).to_be_visible()
    assert page.locator("a:is(.phone, .site)").count() == 0


def typed(page: Page, signs: str) -> None:
    page.locator("#signs").fill(signs)
    settled(page)
    page.get_by_role("button", name="Go on").tap()


def test_a_tablet_to_which_the_sessions_pages_did_not_come_hides_the_question_and_locks_when_they_do(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page, code = in_a_session(tablet, made), made.cards["8-11"][0]
    page.route("**/s/session?*", lambda route: route.abort())
    scan(page, code)
    sealed.until(page, BEDROOM, place=1)
    settled(page)
    page.locator("label.card input").nth(2).check()
    page.clock.run_for(IDLE)
    expect(page.locator("h1")).to_have_text("A quiet place")
    assert page.locator("main :is(button, a, input)").count() == 0
    sealed.reloaded(page)
    expect(page.locator("h1")).to_have_text("A quiet place")
    page.unroute("**/s/session?*")
    page.clock.run_for(6_000)
    expect(page.locator("h1")).to_have_text("This is locked")
    typed(page, code[-3:])
    expect(page.locator("label.card input").nth(2)).to_be_checked()


def test_what_is_sent_there_waits_for_its_moment_all_the_same(tablet: BrowserContext, made: Fieldwork) -> None:
    page = in_a_session(tablet, made)
    page.route("**/s/session?*", lambda route: route.abort())
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text(sealed.SAVED)
    assert page.evaluate("Number(localStorage.getItem('surveyapp due')) - Date.now()") > MINUTE
    page.clock.run_for(MINUTE)
    assert in_the_box(made) == []


def test_no_question_stands_for_long_where_the_lock_itself_did_not_come(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = in_a_session(tablet, made)
    page.route("**/child/locking.js", lambda route: route.abort())
    page.route(
        "**/s/take/**", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    page.unroute_all()
    with page.expect_event("load"):
        page.clock.run_for(6_000)
    expect(page.locator("template[data-stop='aside:lock']")).to_have_count(1)
    expect(page.locator(BEDROOM).first).to_be_visible()


def test_what_the_page_before_holds_a_moment_longer_is_waited_for(tablet: BrowserContext, made: Fieldwork) -> None:
    page = in_a_session(tablet, made)
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    sealed.rested(page)
    other = tablet.new_page()
    other.goto("/s/help")
    other.evaluate(HOLDS)
    press(page, page.locator(".tool[value=stop]"))
    page.evaluate(NO_DELETING)
    press(page, page.get_by_role("button", name="Throw it away"))
    settled(page)
    page.locator("main > .ways a").tap()
    expect(page.locator("#code")).to_be_visible()
    other.wait_for_timeout(MOMENT)
    other.evaluate("letGo()")
    expect(page.locator("h1")).to_have_text("All clear")
    assert sealed.stored(page) == {"sitting": 0, "waiting": 0}


def test_without_a_network_the_last_page_stays_where_no_first_page_would_come_for_the_next_child(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = in_a_session(tablet, made)
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    page.wait_for_load_state("networkidle")
    tablet.set_offline(True)
    thrown_away(page)
    way_out = page.locator("main > .ways a")
    for _ in range(2):
        press(page, way_out)
        expect(page.locator("#stranded")).to_have_text("There is no network just now. Try again when it is back.")
    expect(page.locator("h1")).to_have_text("Your answers are thrown away.")
    tablet.set_offline(False)
    press(page, way_out)
    expect(page.locator("h1")).to_have_text("All clear")


def thrown_away(page: Page) -> None:
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=throw_away]"))


def finished(page: Page) -> None:
    sealed.until(page, "button.go[value=send]")
    press(page, page.locator("button[value=send]"))


def refused(page: Page) -> None:
    press(page, page.locator("button[value=no]"))


def test_the_browsers_list_of_pages_is_the_same_whatever_a_child_has_done(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    lists = []
    for code, ends in zip(made.cards["8-11"], (finished, thrown_away, refused), strict=False):
        page = in_a_session(tablet, made)
        scan(page, code)
        sealed.until(page, {finished: BEDROOM, thrown_away: BEDROOM, refused: "button[value=no]"}[ends])
        expect(page.locator("template[data-stop='aside:lock']")).to_have_count(1)
        ends(page)
        press(page, page.locator("main > .ways a"))
        expect(page.locator("h1")).to_have_text("All clear")
        found = tablet.new_cdp_session(page).send("Page.getNavigationHistory")
        entries = [(one["url"].partition("#")[0], one["title"]) for one in found["entries"]]
        lists.append((found["currentIndex"], entries))
        page.close()
    assert len(lists) == 3
    assert lists[0] == lists[1] == lists[2]


def test_the_list_says_in_use_as_long_as_a_childs_page_stands_though_a_first_page_is_open_too(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = in_a_session(tablet, made)
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    expect(page.locator("template[data-stop='aside:lock']")).to_have_count(1)
    thrown_away(page)
    expect(page.locator("h1")).to_have_text("Your answers are thrown away.")
    other = tablet.new_page()
    for says in ("yes", "no"):
        with other.expect_request("**/session/state") as told:
            other.goto("/s/")
        assert told.value.post_data_json["in_use"] == says
        if says == "yes":
            press(page, page.locator("main > .ways a"))
            expect(page.locator("h1")).to_have_text("All clear")


def test_whoever_comes_back_to_a_sessions_tablet_finds_it_locked_and_has_five_guesses_in_all(
    chromium: Browser, served: str, made: Fieldwork
) -> None:
    code = made.cards["8-11"][0]
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        page = in_a_session(context, made)
        page.goto("/s/help")
        nothing_leads_out(page)
        scan(page, code)
        sealed.until(page, BEDROOM, place=1)
        settled(page)
        page.locator("label.card input").nth(2).check()
        sealed.reloaded(page)
        expect(page.locator("label.card input").nth(2)).to_be_checked()
        press(page, page.locator(".tool.talk"))
        nothing_leads_out(page)
        press(page, page.locator("button[value=stay]").first)
        for left in (elsewhere, brought_back, to_the_first_page, hours_later):
            left(page)
            expect(page.locator("h1")).to_have_text("This is locked")
            assert page.locator("label.card").count() == 0
            typed(page, code[-3:])
            expect(page.locator("label.card input").nth(2)).to_be_checked()
        hours_later(page)
        for guess in range(5):
            if guess == 3:
                sealed.reloaded(page)
            typed(page, NO_CARDS)
        expect(page.locator("h1")).to_have_text("Your answers are thrown away.")


def test_the_lock_that_a_first_page_leads_back_to_speaks_the_language_the_child_went_on_in(
    tablet: BrowserContext, made: Fieldwork
) -> None:
    page = in_a_session(tablet, made)
    scan(page, made.cards["8-11"][0])
    sealed.until(page, BEDROOM)
    press(page, page.locator("button[name=lang][value=ar-XB]"))
    expect(page.locator("main h1")).to_contain_text("[")
    sealed.rested(page)
    page.goto("/s/")
    expect(page.locator("html[lang=ar-XB] template[data-stop='aside:lock']")).to_have_count(1)
    expect(page.locator("#signs")).to_be_visible()
