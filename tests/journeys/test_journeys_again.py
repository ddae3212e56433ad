"""A card that comes back to the tablet on which its answers wait, and one whose signs come from another keyboard."""

from __future__ import annotations

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tablets import NO_CARDS, in_a_session
from walking import press, scan, settled

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

BEDROOM = "input[name=likes_bedroom]"
USED = "This code has been used. Answers are saved here already."
IDLE = 4 * 60_000 + 21_000
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Fieldwork:
    """A council with an open wave for children of 8 to 11, on a server without sessions."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    return fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2024")])


@pytest.mark.parametrize("how", ["scanned", "typed", "with other digits"])
def test_where_answers_of_a_card_wait_to_be_sent_it_opens_no_second_survey(
    tablet: BrowserContext, made: Fieldwork, how: str
) -> None:
    page, (code, other, _) = in_a_session(tablet, made), made.cards["8-11"]
    sent_with(page, code)
    assert in_the_box(made) == []
    if how == "scanned":
        page.goto("about:blank")
        page.goto(f"/s/#{code}")
    else:
        asked_with(page, code.lower().replace("-", " ") if how == "typed" else code.translate(EASTERN))
    expect(page.locator("#code-problem p").first).to_have_text(USED)
    assert browsers.violations(page) == []
    assert sealed.stored(page) == {"sitting": 0, "waiting": 1}
    asked_with(page, other)
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    assert sealed.stored(page) == {"sitting": 1, "waiting": 1}


def test_digits_of_another_keyboard_open_the_lock(tablet: BrowserContext, made: Fieldwork) -> None:
    page = in_a_session(tablet, made)
    code = next(one for one in made.cards["8-11"] if any(sign.isdigit() for sign in one[-3:]))
    scan(page, code)
    sealed.until(page, BEDROOM)
    page.clock.run_for(IDLE)
    expect(page.locator("h1")).to_have_text("This is locked")
    for signs in (NO_CARDS, code[-3:].translate(EASTERN)):
        page.locator("#signs").fill(signs)
        press(page, page.get_by_role("button", name="Go on"))
    expect(page.locator(BEDROOM).first).to_be_visible()


def sent_with(page: Page, code: str) -> None:
    """A child finishes with this card, and gives the tablet back."""
    scan(page, code)
    sealed.until(page, BEDROOM)
    sealed.onward(page)
    press(page, page.locator(".tool[value=stop]"))
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text("Thank you. Your answers are locked in.")
    settled(page)
    page.locator("main > .ways a").tap()
    expect(page.locator("h1")).to_have_text("All clear")
    page.locator("#begin").tap()


def asked_with(page: Page, code: str) -> None:
    page.get_by_label("Type the code from your card.").fill(code)
    page.get_by_role("button", name="Next").tap()
