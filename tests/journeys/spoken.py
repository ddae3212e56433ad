"""What a screen reader finds on each kind of page: names and roles in their order, as text that people can read."""

from __future__ import annotations

from collections.abc import Iterator

import sealed
from playwright.sync_api import Page, expect
from walking import asides, at_the_last_look, kind, press, scan, settled

FRAME = ("header.tools", "footer.foot")
DESCRIBED = """() => [...document.querySelectorAll("main [aria-describedby]")].map((one) =>
    one.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id))
        .map((note) => (note ? note.innerText.trim().replace(/\\s+/g, " ") : "NOTHING")).join(" / "))"""
"""What is read out with a control; Playwright's snapshot leaves it out."""
CHANCE = ".postcard"
"""What is another one each time."""


class Reader:
    """Writes down one page after the other."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._frames: dict[str, str] = {}
        self._frame = ""

    def told(self, title: str) -> Iterator[str]:
        """This page under a title; what is around it only where that is not as on the page before."""
        yield f"## {title}\n"
        frame = "\n".join(self._seen(part) for part in FRAME)
        before = self._frames.setdefault(frame, title)
        if before == title:
            yield f"{frame}\n"
        elif frame != self._frame:
            yield f"(around it the same as under “{before}”)\n"
        self._frame = frame
        yield f"{self._seen('main')}\n"
        for described in self._page.evaluate(DESCRIBED):
            yield f"- read out with it: {described}\n"

    def _seen(self, part: str) -> str:
        found = self._page.locator(part)
        return found.aria_snapshot() if found.count() else ""


def pages(page: Page, code: str) -> Iterator[str]:
    """Each kind of page of this card's survey, with what is said when a question is passed over, up to the thanks."""
    reader = Reader(page)
    page.goto("/s/")
    yield from reader.told("The start")
    scan(page, code)
    page.wait_for_load_state("networkidle")
    settled(page)
    page.locator("summary", has_text="Language:").click()
    yield from _questions(page, reader)
    if page.locator("details.review").count():
        settled(page)
        page.locator("details.review summary").tap()
    yield from reader.told("The last look")
    for name in asides(page):
        yield from reader.told(f"Beside the way: {name}")
    press(page, page.locator("button.go[value=send]"))
    expect(page.locator("h1")).to_have_text(sealed.THANKS)
    page.wait_for_load_state("networkidle")
    page.locator(CHANCE).evaluate_all("all => all.forEach(one => one.remove())")
    yield from reader.told("The end")


def _questions(page: Page, reader: Reader) -> Iterator[str]:
    """One page of each kind up to the last look."""
    seen = set[str]()
    passed = set[str]()
    while not at_the_last_look(page):
        if (name := kind(page)) not in seen:
            seen.add(name)
            yield from reader.told(sealed.heading(page))
            if page.locator("main .way[value=skip]").count() and (shape := name.split()[2]) not in passed:
                passed.add(shape)
                yield from _without_an_answer(page, reader)
        sealed.onward(page)


def _without_an_answer(page: Page, reader: Reader) -> Iterator[str]:
    """The same page after Next alone."""
    settled(page)
    page.locator("button.go").tap()
    if page.locator("main .problem").count():
        yield from reader.told(f"{sealed.heading(page)} (Next without an answer)")
