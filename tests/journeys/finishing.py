"""A whole survey from the card to the thanks, by touch alone or by the keyboard alone, in any engine."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hands import Hand, until
from sealed import THANKS
from walking import MOST, SMALLEST

SIZES = {"tablet": {"width": 1024, "height": 768}, "phone": {"width": 390, "height": 844}}
MOST_TABS = 80
PUZZLED = 8
"""Seconds after which somebody tries again."""
WORDS = "More time"
NUMBER = "1"
HEADED = """() => { const heading = document.querySelector("main h1");
    return heading && !heading.dataset.seen ? heading.innerText : null }"""
STOP = """() => {
    const groups = {};
    for (const one of document.querySelectorAll("main :is(input, textarea)"))
        (groups[one.name] ??= []).push(one.inputMode === "numeric" ? "number" : one.type);
    const ways = ["button[value=yes]", "button.card[value=next]", "button.go[value]"];
    const way = ways.find((one) => document.querySelector(`main ${one}`));
    const heading = document.querySelector("main h1");
    heading.dataset.seen = "yes";
    return { heading: heading.innerText, groups: Object.entries(groups), way: way && `main ${way}`,
        last: Boolean(document.querySelector("main button.go[value=send]")),
        wide: document.documentElement.scrollWidth > innerWidth,
        begun: heading === document.activeElement, problem: document.querySelector("main .problem")?.innerText };
}"""
PLACE = """(selector, nth) => {
    const found = document.querySelectorAll(selector), one = found[nth % found.length];
    const target = one.closest("label.card") ?? one;
    target.scrollIntoView({ block: "center" });
    const box = target.getBoundingClientRect(), [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const there = document.elementFromPoint(x, y);
    return { x, y, least: Math.min(box.width, box.height), free: target.contains(there) };
}"""
FOCUS = """(selector) => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return { lost: true };
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const [x, y] = [box.x + box.width / 2, Math.min(Math.max(box.y + 2, 1), innerHeight - 1)];
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return { there: one.matches(selector), ringed: drawn && box.width >= 24,
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        rests: one.matches("h1"), what: one.outerHTML.slice(0, 120) };
}"""
CHOSEN = "(name) => document.querySelectorAll(`[name='${name}']:checked`).length"


@dataclass
class Finished:
    """What one way through was like."""

    stops: int = 0
    presses: int = 0
    again: int = 0
    """Taps and keys that had no effect for seconds, as where something above them had just come and moved them."""
    seconds: float = 0
    wrong: list[str] = field(default_factory=list)
    """What a child would have stumbled over, with the page's heading."""


class Touch:
    """A finger, and nothing else; the card is scanned."""

    def __init__(self, hand: Hand, band: str, told: Finished) -> None:
        self._hand, self._least, self._told = hand, SMALLEST[band], told

    def enter(self, code: str) -> None:
        self._hand.go(f"/s/#{code}")

    def choose(self, name: str, place: int) -> None:
        self._tap(f"main [name='{name}']", place)

    def write(self, name: str, text: str) -> None:
        self._tap(f"main [name='{name}']")
        self._hand.write(text)

    def go(self, selector: str) -> None:
        self._tap(selector)

    def _tap(self, selector: str, nth: int = 0) -> None:
        place = until(self._hand, PLACE, selector, nth)
        if place["least"] < min(self._least, 48) - 0.5:
            self._told.wrong.append(f"{selector} is {place['least']} pixels small")
        if not place["free"]:
            self._told.wrong.append(f"{selector} is covered")
        self._told.presses += 1
        self._hand.tap(place["x"], place["y"])


class Keyboard:
    """Tab, Shift+Tab, arrows, Space and Enter; the code is typed."""

    def __init__(self, hand: Hand, band: str, told: Finished) -> None:
        del band
        self._hand, self._told = hand, told

    def enter(self, code: str) -> None:
        self._hand.go("/s/")
        until(self._hand, "() => document.querySelector('#code') !== null")
        self._to("#code", lost=True)
        self._hand.write(code)
        self._press("Enter")

    def choose(self, name: str, place: int) -> None:
        self._to(f"main [name='{name}']")
        self._press("Space")
        if place and self._hand.look("(name) => document.activeElement.type", name) == "radio":
            self._press("ArrowDown")
        if until(self._hand, CHOSEN, name) != 1:
            self._told.wrong.append(f"{name}: no one answer is chosen")

    def write(self, name: str, text: str) -> None:
        self._to(f"main [name='{name}']")
        self._hand.write(text)

    def go(self, selector: str) -> None:
        self._to(selector, "Shift+Tab" if ".tool" in selector else "Tab")
        self._press("Space" if self._told.stops % 2 else "Enter")

    def _to(self, selector: str, key: str = "Tab", *, lost: bool = False) -> None:
        """Press Tab until the keyboard is there, and look at each place on the way."""
        for _ in range(MOST_TABS):
            now = self._hand.look(FOCUS, selector)
            if now.get("there"):
                return
            if not lost and (trouble := _unseen(now)):
                self._told.wrong.append(trouble)
            lost = False
            self._press(key)
        raise AssertionError(f"{selector} cannot be reached with {key}; last at {now}")

    def _press(self, key: str) -> None:
        self._told.presses += 1
        self._hand.press(key)


def _unseen(now: Mapping[str, Any]) -> str | None:
    """What is wrong with where the keyboard is."""
    if now.get("lost"):
        return "the keyboard is nowhere"
    if not now["rests"] and not now["ringed"]:
        return f"no ring around {now['what']}"
    return None if now["seen"] else f"out of sight: {now['what']}"


WAYS = {"touch": Touch, "keyboard": Keyboard}


def finish(hand: Hand, code: str, *, band: str, way: str, place: int = 1) -> Finished:
    """Answer every question of this card's survey and send that; with a look at whom to talk to on the way."""
    told, begun = Finished(), time.monotonic()
    by = WAYS[way](hand, band, told)
    by.enter(code)
    for number in range(MOST):
        stop = _arrived(hand, told)
        if stop["last"]:
            break
        if number == 2:
            _asked_for_help(hand, by, told)
        for name, kinds in stop["groups"]:
            if kinds[0] in ("radio", "checkbox"):
                by.choose(name, place)
            else:
                by.write(name, NUMBER if kinds[0] == "number" else WORDS)
        _onward(hand, by, stop["way"], told)
    by.go("main button.go[value=send]")
    until(hand, "(thanks) => document.querySelector('main h1')?.innerText === thanks", THANKS)
    told.seconds = time.monotonic() - begun
    return told


def _onward(hand: Hand, by: Touch | Keyboard, way: str, told: Finished) -> None:
    """To the next stop; who sees that nothing happens tries once more."""
    by.go(way)
    try:
        until(hand, HEADED, seconds=PUZZLED)
    except AssertionError:
        told.again += 1
        by.go(way)


def _asked_for_help(hand: Hand, by: Touch | Keyboard, told: Finished) -> None:
    """To the people to talk to, and back."""
    by.go(".tool[value=help]")
    _arrived(hand, told)
    by.go("main button[value=stay]")
    _arrived(hand, told)


def _arrived(hand: Hand, told: Finished) -> Any:
    """The next stop, once it stands there and takes a tap; what is wrong with it is written down."""
    until(hand, "() => document.querySelector('.tool[value=stop], main button[value=stay]') !== null")
    until(hand, HEADED)
    hand.pause()
    stop = hand.look(STOP)
    told.stops += 1
    troubles = {
        "wider than the window": stop["wide"],
        "reading does not begin at the heading": not stop["begun"],
        f"a problem is told: {stop['problem']}": stop["problem"],
    }
    told.wrong += [f"{stop['heading']}: {trouble}" for trouble, is_so in troubles.items() if is_so]
    return stop
