"""A finger or a keyboard on a page: in Chromium through Playwright, in Firefox and WebKit through their own drivers."""

from __future__ import annotations

import time
from typing import Any, Protocol

from engines import Engine
from playwright.sync_api import Error, Page

DOUBLE_TAP = 500
"""Milliseconds after which a tap is no second tap."""
PATIENCE = 60
"""Seconds for what must come."""
LOOKS_APART = 0.02
_WAITED = "(pause) => new Promise((done) => setTimeout(done, pause))"


class Hand(Protocol):
    """What somebody can do to a page, and what they can see of it."""

    def go(self, path: str) -> None:
        """Load a page of the survey's."""

    def look(self, script: str, *given: object) -> Any:
        """What a function of the page's language answers, or what it promises."""

    def tap(self, x: float, y: float) -> None:
        """A finger at this place of the window."""

    def press(self, key: str) -> None:
        """One key; ``Shift+`` before it holds that."""

    def write(self, text: str) -> None:
        """Type where the keyboard is."""

    def pause(self) -> None:
        """Until a tap is no second tap."""


class PlaywrightHand:
    """On a page of Chromium's whose clock is ours."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto(path)

    def look(self, script: str, *given: object) -> Any:
        try:
            return self.page.evaluate(f"given => ({script})(...given)", list(given))
        except Error:  # one page gives way to the next
            return None

    def tap(self, x: float, y: float) -> None:
        self.page.touchscreen.tap(x, y)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def pause(self) -> None:
        self.page.clock.fast_forward(DOUBLE_TAP)


class EngineHand:
    """In a window of Firefox or WebKit, whose clocks are their own."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self._address = address

    def go(self, path: str) -> None:
        self.engine.go(self._address + path)

    def look(self, script: str, *given: object) -> Any:
        try:
            return self.engine.run(f"Promise.resolve(({script})(...arguments[0])).then(arguments[1])", list(given))
        except (RuntimeError, OSError):  # one page gives way to the next
            return None

    def tap(self, x: float, y: float) -> None:
        self.engine.touch(x, y)

    def press(self, key: str) -> None:
        held, _, pressed = key.rpartition("+")
        if held:
            self.engine.hold(held, pressed)
        else:
            self.engine.press(pressed)

    def write(self, text: str) -> None:
        self.engine.press(*text)

    def pause(self) -> None:
        self.look(_WAITED, DOUBLE_TAP)


def until(hand: Hand, script: str, *given: object, seconds: float = PATIENCE) -> Any:
    """What this function answers as soon as that is something."""
    end = time.monotonic() + seconds
    while not (found := hand.look(script, *given)):
        if time.monotonic() > end:
            raise AssertionError(f"never came: {script} {given} at {hand.look('() => location.href + document.title')}")
        time.sleep(LOOKS_APART)
    return found
