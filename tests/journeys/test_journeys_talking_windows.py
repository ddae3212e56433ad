"""The window in which a child asks to be contacted: it opens where somebody answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders import talk
from builders.child import Fieldwork
from flask import Flask
from line import Line, lined
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_journeys_talking_traces import MEMBER
from walking import SIZES, press, scan, scripted, settled

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

ASKS = "a[data-asks]"
HOLDS = 11_000
"""Milliseconds after which our server is asked anew whether it answers."""


@pytest.fixture(autouse=True)
def clock(app: Flask, made: Fieldwork) -> talk.Clock:
    return talk.ready(app)


@pytest.fixture
def line(served: str) -> Iterator[Line]:
    """Between the phone and the server."""
    with lined(served) as made:
        yield made


@pytest.fixture
def phone(chromium: Browser, line: Line) -> Iterator[BrowserContext]:
    with scripted(chromium, line.address, size=SIZES["phone"]) as context:
        yield context


def helped(context: BrowserContext, made: Fieldwork, band: str) -> Page:
    """Among the questions, at the people to talk to."""
    page = context.new_page()
    scan(page, made.cards[band][0])
    press(page, page.locator(".tool.talk"))
    page.wait_for_load_state("networkidle")
    settled(page)
    return page


def opened(context: BrowserContext, page: Page) -> Page:
    """The window that one tap opens."""
    with context.expect_page() as found:
        page.locator(ASKS).tap()
    expect(found.value.get_by_label("What should we call you?")).to_be_visible()
    return found.value


@pytest.mark.parametrize("cut", ["down", "portal"])
@pytest.mark.parametrize("member", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["own", "of a session"])
def test_no_window_opens_where_a_device_believes_in_a_network_in_which_our_server_does_not_answer(
    phone: BrowserContext, line: Line, made: Fieldwork, cut: str, *, member: bool
) -> None:
    if member:
        phone.add_init_script(MEMBER)
        phone.route("**/s/session/state", lambda route: route.fulfill(json={"says": "heard"}))
    page = helped(phone, made, "11-18")
    for _ in range(2):
        getattr(line, cut)()
        assert page.evaluate("navigator.onLine")
        page.locator(ASKS).tap()
        expect(page.locator("[data-no-network]")).to_be_focused()
        expect(page.locator("[data-no-network]")).to_contain_text("you cannot write to us")
        expect(page.locator(ASKS)).to_have_attribute("aria-busy", "false")
        assert phone.pages == [page]
        line.up()
        opened(phone, page).close()
        expect(page.locator("[data-no-network]")).to_be_hidden()
        page.clock.fast_forward(HOLDS)


def test_a_server_that_answered_a_moment_ago_is_not_waited_for(phone: BrowserContext, made: Fieldwork) -> None:
    page, asked = helped(phone, made, "11-18"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        opened(phone, page).close()
    assert len(asked) == 1
    page.clock.fast_forward(HOLDS)
    opened(phone, page).close()
    assert len(asked) == 2


def test_a_server_that_takes_too_long_opens_no_window(phone: BrowserContext, made: Fieldwork) -> None:
    page = helped(phone, made, "11-18")
    phone.route("**/here**", lambda _: None)
    page.locator(ASKS).dblclick()
    expect(page.locator(ASKS)).to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-no-network]")).to_be_focused()
    assert phone.pages == [page]
