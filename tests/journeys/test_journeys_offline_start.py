"""The first page of a tablet that was made ready, with no network: people to talk to, and a language that was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser as browsers
import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask
from line import Line
from playwright.sync_api import Browser, Page, expect
from sealed import onward, reloaded
from test_journeys_offline import READY, line, tablet_with
from walking import press, settled

__all__ = ["line"]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

KEPT, ELSEWHERE = "ar", "pl"
"""Two languages that are offered: the first is kept on the tablet."""
AWAY = "There is no network just now, so that language cannot come. You can go on in this one."
BAND = "8-11"
STOP = ".tool[value=stop]"


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A trial, in which drafts are asked: all languages are offered."""
    app.config["PSEUDO_LOCALES"] = False
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].latest(BAND)], trial=True)


@pytest.fixture
def page(chromium: Browser, line: Line, made: Fieldwork, tmp_path: Path) -> Iterator[Page]:
    """A page of a tablet that was made ready in English and one other language."""
    with tablet_with(chromium, line, tmp_path / "profile") as context:
        page = context.new_page()
        page.goto(f"/s/ready/{made.wave}")
        page.locator(f"[name=keep][value={KEPT}]").check(force=True)
        page.locator("#make").tap()
        expect(page.locator("#progress")).to_contain_text(READY)
        page.goto("/s/")
        yield page


def spoken(page: Page, code: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", code)


def choose(page: Page, name: str, value: str) -> None:
    """Press one of the choices under or above the page; it may be folded away."""
    settled(page)
    chosen = page.locator(f"button[name={name}][value='{value}']")
    folded = page.locator("details:not([open])", has=chosen).locator("> summary:visible")
    while folded.count():  # what was drawn just now takes a tap for a second one
        folded.tap()
        settled(page)
    chosen.tap()


@pytest.mark.parametrize("cut", ["down", "portal", "failing"])
def test_who_there_is_to_talk_to_is_told_without_a_network_in_each_language_that_is_kept(
    page: Page, line: Line, cut: str
) -> None:
    getattr(line, cut)()
    for code in ("en", KEPT):
        page.goto("/s/")
        if code != "en":
            choose(page, "lang", code)
            spoken(page, code)
        page.locator(".tool.talk").tap()
        expect(page.locator(".contacts .phone").first).to_be_visible()
        spoken(page, code)
        page.locator("main a.go").tap()
        expect(page.locator("#code")).to_be_visible()
        spoken(page, code)


@pytest.mark.parametrize("typed", [True, False])
def test_a_child_begins_and_goes_on_in_a_language_that_is_kept_and_hears_of_one_that_is_not(
    page: Page, line: Line, made: Fieldwork, *, typed: bool
) -> None:
    line.down()
    page.locator("#code").fill("BCD")
    choose(page, "lang", ELSEWHERE)
    expect(page.locator("#code-problem")).to_have_text(AWAY)
    expect(page.locator("#code")).to_have_value("BCD")
    spoken(page, "en")
    assert browsers.violations(page) == []
    choose(page, "alters", "dark")
    expect(page.locator("html.dark")).to_have_count(1)
    choose(page, "lang", KEPT)
    spoken(page, KEPT)
    expect(page.locator("html.dark[dir=rtl]")).to_have_count(1)
    if typed:
        page.locator("#code").fill(made.cards[BAND][0])
        page.locator("button.go").tap()
    else:
        page.goto(f"{page.url.partition('#')[0]}#{made.cards[BAND][0]}.{BAND}")
    expect(page.locator(STOP)).to_be_visible()
    spoken(page, KEPT)
    expect(page.locator("html.dark")).to_have_count(1)
    onward(page)
    for name in ("lang", "also"):
        choose(page, name, ELSEWHERE)
        expect(page.locator("[data-unreached]")).to_be_focused()
        spoken(page, KEPT)
    choose(page, "lang", "en")
    spoken(page, "en")
    expect(page.locator("[data-unreached]")).to_be_hidden()
    reloaded(page)
    spoken(page, "en")
    expect(page.locator(STOP)).to_be_visible()


def test_where_a_server_answers_a_language_comes_from_it_and_what_it_led_to_is_told_also_without_it(
    page: Page, line: Line
) -> None:
    """A page that came from the server leads to addresses that are not kept: in that language, in two at once."""
    choose(page, "lang", ELSEWHERE)
    spoken(page, ELSEWHERE)
    choose(page, "also", KEPT)
    expect(page.locator(".also").first).to_be_visible()
    line.down()
    press(page, page.locator(".tool.talk"))
    expect(page.locator(".contacts .phone").first).to_be_visible()
    spoken(page, "en")
    line.up()
    page.goto(f"/s/?lang={KEPT}&also=en")
    expect(page.locator(".also").first).to_be_visible()
    line.down()
    press(page, page.locator(".tool.talk"))
    expect(page.locator(".contacts .phone").first).to_be_visible()
    spoken(page, KEPT)
    choose(page, "lang", "en")
    expect(page.locator(".contacts .phone").first).to_be_visible()
    spoken(page, "en")
    choose(page, "lang", ELSEWHERE)
    expect(page.locator("[data-unreached]")).to_be_focused()
    assert browsers.violations(page) == []


def test_a_language_that_a_server_gave_stands_there_when_the_page_is_loaded_anew_without_a_network(
    page: Page, line: Line
) -> None:
    choose(page, "lang", KEPT)
    spoken(page, KEPT)
    choose(page, "alters", "dark")
    expect(page.locator("html.dark")).to_have_count(1)
    line.down()
    page.reload()
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator("html.dark")).to_have_count(1)
    spoken(page, KEPT)


def test_in_place_of_the_form_that_nobody_could_answer_numbers_stand_and_that_nobody_can_be_written_to(
    page: Page, line: Line
) -> None:
    line.down()
    page.goto(f"/s/talk/council?lang={KEPT}")
    spoken(page, KEPT)
    expect(page.locator(".contacts .phone").first).to_be_visible()
    assert page.locator("a[data-asks]").count() == 0
