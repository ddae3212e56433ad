"""The survey document in a browser: what stands on it, and a child who goes through it faster than a finger can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from builders.child import Fieldwork
from markup import words
from playwright.sync_api import Page
from walking import DOUBLE_TAP, scan

ANSWER = """place => {
    const groups = {};
    for (const one of document.querySelectorAll("main input:is([type=radio], [type=checkbox])"))
        (groups[one.name] ??= []).push(one);
    for (const options of Object.values(groups)) options[place % options.length].click();
    for (const box of document.querySelectorAll("main textarea")) box.value = "Some words of mine";
    for (const way of ["button[value=yes]", "button.card[value=next]", "button.go:not([value=send])"]) {
        const button = document.querySelector(`main ${way}`);
        if (button) return button.click();
    } }"""
HELD = """() => JSON.stringify([location.href, history.state,
    Object.entries(sessionStorage), Object.entries(localStorage), document.cookie])"""
STORED = """async () => {
    const names = (await indexedDB.databases()).map(one => one.name), found = {};
    for (const name of names) {
        const opened = await new Promise(done => {
            const request = indexedDB.open(name); request.onsuccess = () => done(request.result) });
        for (const store of opened.objectStoreNames)
            found[store] = await new Promise(done => {
                const request = opened.transaction(store).objectStore(store).count();
                request.onsuccess = () => done(request.result) });
        opened.close();
    }
    return found }"""
RESTED = """async () => {
    for (let written; written !== globalThis.written; ) {
        written = globalThis.written;
        await Promise.race([written, new Promise((done) => (globalThis.later ?? setTimeout)(done, 5000))]);
        await crypto.subtle.digest("SHA-256", new Uint8Array(1));
    } }"""
"""Nothing is being encrypted or written any more, and nothing has begun since."""
OFTEN = 5
"""
Steps between which the device gets time to write. Our clock goes half a second with each, and a page waits five seconds
at most until what it keeps can be opened: on a busy machine it would give up, as it does where a device is broken.
"""
NAME = "Wellbeing surveys"
"""What every stop is called in the window's title and in the browser's list of pages."""
THANKS = "Thank you. Your answers are in the box."
SAVED = "Thank you. Your answers are saved here. They are not sent yet."
ANOTHERS = "Somebody else's questions are still open here."
ELSEWHERE = "These questions are open in another window"
CHILDS = ("checked", "tabindex", "autofocus", "aria-current")
"""Attributes that tell of this visit and not of the page."""


def heading(page: Page) -> str:
    """What the child reads first."""
    return page.locator("h1").inner_text()


def onward(page: Page, place: int = 0) -> None:
    """Answer with the option at this place, and go on."""
    page.clock.fast_forward(DOUBLE_TAP)
    page.evaluate(ANSWER, place)


def until(page: Page, selector: str, *, place: int = 0) -> None:
    """Answer and go on up to the stop that has this."""
    for step in range(1, 121):
        if page.locator(selector).count():
            return
        onward(page, place)
        if step % OFTEN == 0:
            rested(page)
    raise AssertionError(f"no stop has {selector}")


def held(page: Page) -> str:
    """Everything that can be read without a key: the address, the history, the storage of strings, cookies."""
    return str(page.evaluate(HELD))


def stored(page: Page) -> dict[str, int]:
    """How many encrypted records rest on the device, by kind."""
    found: dict[str, int] = page.evaluate(STORED)
    return found


def rested(page: Page) -> None:
    """Wait until what was last tapped or typed rests on the device, as it does before a hand can do anything else."""
    page.evaluate(RESTED)


def reloaded(page: Page) -> None:
    """Reload as a hand would, and wait for all that the page fetches by itself."""
    rested(page)
    page.reload()
    page.wait_for_load_state("networkidle")


def connected(page: Page) -> None:
    """The network is back, and the browser says so: what waits is tried again. A young child has no button for it."""
    assert page.locator("main button[value=send]").count() == 0
    page.evaluate("dispatchEvent(new Event('online'))")


def form_of(page: Page) -> Element:
    """The form as it stands on the page now, parsed as the plain pages are."""
    html = page.evaluate("document.querySelector('form.sheet').outerHTML")
    root: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    return next(root.iter("form"))


def outline(form: Element) -> list[str]:
    """What a reader meets in a form, in order: each element with its words and attributes, drawings and state apart."""
    return list(_outline(form))


def _outline(one: Element) -> Iterator[str]:
    for inner in one:
        if inner.tag.endswith("}svg") or inner.get("type") == "hidden" or inner.get("hidden") is not None:
            continue
        if "aloud" in (inner.get("class") or "").split():  # the browser's own player without a script, ours with one
            continue
        kept = {name: value for name, value in inner.attrib.items() if name not in CHILDS and value}
        kept.pop("data-kind", None)
        if inner.get("type") in ("radio", "checkbox"):  # its name where nothing is posted, its place where it is
            kept.pop("value")
        text = words(inner) if not len(inner) else " ".join((inner.text or "").split())
        yield f"{inner.tag} {json.dumps(kept, sort_keys=True, ensure_ascii=False)} {text}"
        yield from _outline(inner)


def at_the_bedroom(page: Page, made: Fieldwork) -> None:
    """A child of 8 to 11 who has come to the question about the bedroom."""
    scan(page, made.cards["8-11"][0])
    until(page, "input[name=likes_bedroom]", place=1)
