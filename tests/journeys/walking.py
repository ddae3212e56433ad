"""How a child moves through the pages of a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import browser as browsers
from arriving import arrive, sort, steps
from builders.child import Fieldwork
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

BANDS = ("4-7", "8-11", "11-18", "leavers")
SIZES = {"tablet": browsers.TABLET, "phone": browsers.PHONE}
SMALLEST = {"4-7": 104, "8-11": 64, "11-18": 48, "leavers": 48}
"""Pixels that a finger of this age needs."""
MOST = 120
DOUBLE_TAP = 500
"""Milliseconds after which a tap is no second tap."""
WRITTEN = """if (globalThis.SubtleCrypto) {
    const { encrypt } = SubtleCrypto.prototype, { transaction } = IDBDatabase.prototype;
    let done = null;
    SubtleCrypto.prototype.encrypt = function (...given) {
        if (!done) globalThis.written = new Promise((resolve) => (done = resolve));
        return encrypt.apply(this, given);
    };
    IDBDatabase.prototype.transaction = function (names, mode, ...more) {
        const made = transaction.call(this, names, mode, ...more);
        const end = () => { done?.(); done = null; };
        if (mode === "readwrite") for (const how of ["complete", "abort"]) made.addEventListener(how, end);
        return made;
    };
}"""
"""A page tells when what it last encrypted rests on the device: a hand is slower than the disk, a test is not."""
ENTRIES = """globalThis.entries = performance.getEntriesByType.bind(performance);
globalThis.later = setTimeout.bind(globalThis);"""
"""A page knows by which way it came, and tests how long a second is; a clock of ours has no entries of that."""


def window(browser: Browser, address: str, *, size: dict[str, int], **more: Any) -> BrowserContext:
    """A tablet or phone of its own; without JavaScript unless asked for, and then without the pages' own."""
    given: dict[str, Any] = {"java_script_enabled": False, "has_touch": True} | more
    opened = browsers.opened(browser, address, size=size, **given)
    if given["java_script_enabled"]:
        opened.route("**/child/*.js", lambda route: route.abort())
    return opened


def scripted(browser: Browser, address: str, *, size: dict[str, int], **more: Any) -> BrowserContext:
    """A tablet or phone on which the pages' scripts run; its clock is ours."""
    opened = browsers.opened(browser, address, size=size, has_touch=True, **more)
    opened.add_init_script(f"{WRITTEN}{ENTRIES}")
    opened.clock.install()
    opened.add_init_script("performance.getEntriesByType = entries")
    return opened


def scan(page: Page, code: str, *, lang: str = "en") -> None:
    """Open what a card's QR code says; waits for the first page of the survey."""
    page.goto(f"/s/?lang={lang}#{code}")
    expect(page.locator(".tool[value=stop]")).to_be_visible()


def let_in(page: Page, code: str, *, lang: str = "en") -> None:
    """Type the code and go in."""
    page.goto(f"/s/?lang={lang}")
    page.locator("#code").fill(code)
    press(page, page.locator("button.go"))


def press(page: Page, button: Locator) -> None:
    """Tap a button and wait for the page it leads to; in the survey document that is at once."""
    button.wait_for()
    if settled(page):
        button.tap()
    else:
        with page.expect_navigation():
            button.tap()


def settled(page: Page) -> bool:
    """Whether this is the survey document; there time passes, so that the next tap is no second tap."""
    document = "/s/take/" in page.url
    if document:
        page.clock.fast_forward(DOUBLE_TAP)
    return document


def way_on(page: Page) -> Locator:
    """The button that leads on from here."""
    for selector in ("button[value=yes]", "button.card[value=next]", "button.go"):
        if page.locator(selector).count():
            return page.locator(selector).first
    raise AssertionError(f"no way on from {page.url}")


def at_the_last_look(page: Page) -> bool:
    """Whether only sending is left."""
    return bool(page.locator("button.go[value=send]").count())


def choose(page: Page, place: int = 1) -> None:
    """Tap one answer of the page, and write where there is a box."""
    settled(page)
    cards = page.locator("label.card")
    if cards.count():
        cards.nth(place % cards.count()).tap()
    box = page.locator("textarea")
    if box.count():
        box.fill("More time with my brother")


def walk(page: Page, made: Fieldwork, band: str, *, card: int = 0, lang: str = "en") -> Iterator[str]:
    """Go the whole way by touch; stops at every page and gives its kind."""
    page.goto(f"/s/?lang={lang}")
    yield "start"
    let_in(page, made.cards[band][card], lang=lang)
    for _ in range(MOST):
        choose(page)
        yield kind(page)
        if at_the_last_look(page):
            return
        press(page, way_on(page))
    raise AssertionError("this way never ends")


def kind(page: Page) -> str:
    """What sort of page this is: its controls, not its words."""
    parts = "body, .item, .cards, .tag, .stones, .count, details, main > svg"
    return " ".join(page.locator(parts).evaluate_all("parts => parts.map(one => one.getAttribute('class') ?? '')"))


def asides(page: Page) -> Iterator[str]:
    """From the last look to every page beside the way and back again."""
    for value in ("help", "hide", "stop"):
        button = page.locator(f".tool[value={value}]")
        if button.count():
            press(page, button)
            yield value
            press(page, page.locator("button[value=stay]").last)


def kinds(page: Page, made: Fieldwork, band: str, *, lang: str = "en") -> Iterator[str]:
    """One page of every kind that this band meets, from the start to the thanks.

    The browser opens these alone; the way between them is gone through by the test client.
    """
    page.goto(f"/s/?lang={lang}")
    yield "start"
    seen: set[str] = set()
    for step, sent in steps(made, band, lang=lang):
        if sort(step) not in seen:
            seen.add(sort(step))
            arrive(page, sent)
            choose(page)
            yield kind(page)
    arrive(page, sent)
    yield from asides(page)
    press(page, page.locator("button.go[value=send]"))
    yield "thanks"
    press(page, page.locator("a.go"))
    page.locator("#code").fill("BCD")
    press(page, page.locator("button.go"))
    yield "wrong code"
    for address in ("/s/help", "/s/nowhere"):
        page.goto(f"{address}?lang={lang}")
        yield address
