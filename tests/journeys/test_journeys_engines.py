"""Firefox and WebKit in the hands of children: a session's tablet, and a file that is carried; the long run alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork, fieldwork, in_the_box
from canary import forms, found_in
from engines import ENGINES, downloaded
from finishing import SIZES, Finished, Touch
from flask import Flask
from hands import PATIENCE, EngineHand, until
from tablets import MINUTES
from test_journeys_session import BEDROOM, IDLE, LOCKED_IN, WARNING

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.memory import Memory

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.parametrize("name", list(ENGINES)),
]

LATER = """(milliseconds) => { const { Date: clock } = window.wrappedJSObject ?? window, now = clock.now();
    const begun = performance.now(); clock.now = () => now + milliseconds + performance.now() - begun; return true }"""
"""The tablet's own clock goes on by so much, on this page."""
HEADING = "(words) => document.querySelector('main h1')?.innerText === words"
HERE = "(selector) => document.querySelector(selector)?.checkVisibility() ?? false"
MANY = "(selector) => document.querySelectorAll(selector).length"
TOLD = "(selector, words) => document.querySelector(selector)?.innerText.includes(words)"


@dataclass
class Site:
    """The program with an open wave; ``portal`` answers in its place whatever is sent."""

    made: Fieldwork
    address: str
    folder: Path
    portal: bool = False


@pytest.fixture
def site(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    """For the children of 8 to 11, on a server without sessions."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    made = fieldwork(app, instruments=[app.extensions["catalogue"].version("8-11", "2026")])
    with browsers.served(app) as address:
        found = Site(made, address, tmp_path)
        app.wsgi_app = _behind(found, app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way of wrapping it
        yield found


def _behind(site: Site, inner: Callable[..., Any]) -> Callable[..., Any]:
    def between(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if site.portal and environ["REQUEST_METHOD"] == "POST":
            start_response("200 OK", [("Content-Type", "text/html")])
            return [b"<h1>Free Wi-Fi</h1>"]
        return inner(environ, start_response)

    return between


class Tablet:
    """A window of this engine, and the finger on it."""

    def __init__(self, room: ExitStack, site: Site, name: str, *, number: int = 1) -> None:
        self.folder = site.folder / str(number)
        self.engine = room.enter_context(ENGINES[name](self.folder))
        self.engine.resize(SIZES["tablet"])
        self.hand = EngineHand(self.engine, site.address)
        self._finger = Touch(self.hand, "8-11", Finished())

    def tap(self, selector: str) -> None:
        until(self.hand, HERE, selector)
        self.hand.pause()
        self._finger.go(selector)

    def write(self, selector: str, text: str) -> None:
        self.tap(selector)
        self.hand.write(text)

    def shows(self, words: str) -> None:
        until(self.hand, HEADING, words)


def test_a_sessions_tablet_warns_locks_clears_and_sends_at_a_moment_of_its_own(site: Site, name: str) -> None:
    code = site.made.cards["8-11"][0]
    opened = sessions.open_session(site.made.wave, now=int(time.time()))
    with ExitStack() as room:
        tablet = Tablet(room, site, name)
        tablet.hand.go(f"/s/session#{opened.word}")
        until(tablet.hand, TOLD, ".badge", "Otter")
        _to_the_bedroom(tablet, code)
        tablet.hand.look(LATER, IDLE + 1_000)
        tablet.tap("dialog button")
        assert not tablet.hand.look(HERE, "dialog")
        tablet.hand.look(LATER, IDLE + WARNING + 1_000)
        tablet.shows("This is locked")
        tablet.write("#signs", code[-3:].lower())
        tablet.tap("main button.go")
        until(tablet.hand, HERE, BEDROOM)
        tablet.tap(".tool[value=stop]")
        tablet.tap("main button[value=send]")
        tablet.shows(LOCKED_IN)
        assert in_the_box(site.made) == []
        tablet.tap("main > .ways a")
        tablet.shows("All clear")
        tablet.tap("#begin")
        until(tablet.hand, HERE, "#code")
        tablet.hand.look(LATER, 10 * MINUTES)
        _becomes(lambda: len(in_the_box(site.made)), 1)
        _becomes(lambda: _reported(opened), [(False, 1)])


def test_the_browsers_list_of_pages_is_as_long_whatever_a_child_has_done(site: Site, name: str) -> None:
    opened = sessions.open_session(site.made.wave, now=int(time.time()))
    long = [
        _left_by(_ends, site, name, opened, number) for number, _ends in enumerate((_sends, _throws_away, _refuses))
    ]
    assert long[0] == long[1] == long[2]
    assert long[0] > 1


def _left_by(ends: Callable[[Tablet], None], site: Site, name: str, opened: sessions.Session, number: int) -> int:
    """How long the browser's list is on the first page, for the next child."""
    with ExitStack() as room:
        tablet = Tablet(room, site, name, number=number)
        tablet.hand.go(f"/s/session#{opened.word}")
        until(tablet.hand, HERE, ".badge")
        tablet.hand.go(f"/s/#{site.made.cards['8-11'][number]}")
        until(tablet.hand, HERE, ".tool[value=stop]")
        until(tablet.hand, "() => document.querySelector(`template[data-stop='aside:lock']`) !== null")
        ends(tablet)
        tablet.tap("main > .ways a")
        tablet.shows("All clear")
        found = tablet.hand.look("() => history.length")
        assert isinstance(found, int)
        return found


def _sends(tablet: Tablet) -> None:
    _on_until(tablet, "main button[value=send]")
    tablet.tap("main button[value=send]")


def _throws_away(tablet: Tablet) -> None:
    _on_until(tablet, BEDROOM)
    tablet.tap(".tool[value=stop]")
    tablet.tap("main button[value=throw_away]")


def _refuses(tablet: Tablet) -> None:
    _on_until(tablet, "main button[value=no]")
    tablet.tap("main button[value=no]")


def _on_until(tablet: Tablet, selector: str) -> None:
    while not tablet.hand.look(HERE, selector):
        tablet.hand.pause()
        tablet.hand.look(sealed.ANSWER, 1)


def _to_the_bedroom(tablet: Tablet, code: str) -> None:
    tablet.hand.go(f"/s/#{code}")
    until(tablet.hand, HERE, ".tool[value=stop]")
    _on_until(tablet, BEDROOM)
    tablet.tap(f"label.card:has({BEDROOM})")
    tablet.tap("main button.go")
    until(tablet.hand, f"() => !document.querySelector('{BEDROOM}')")
    tablet.tap("main button[value=back]")
    until(tablet.hand, HERE, BEDROOM)


def _reported(opened: sessions.Session) -> list[tuple[bool, int]]:
    found = sessions.find(opened.id, now=int(time.time()))
    return [(one.report.in_use, one.report.sent) for one in found.tablets]


def _becomes(found: Callable[[], object], wanted: object) -> None:
    end = time.monotonic() + PATIENCE
    while (now := found()) != wanted:
        assert time.monotonic() < end, f"still {now}"
        time.sleep(0.2)


def test_answers_are_carried_in_a_file_from_one_browser_to_another(site: Site, name: str) -> None:
    code = site.made.cards["8-11"][0]
    with ExitStack() as room:
        tablet = Tablet(room, site, name)
        _to_the_bedroom(tablet, code)
        site.portal = True
        tablet.tap(".tool[value=stop]")
        tablet.tap("main button[value=send]")
        tablet.shows(sealed.SAVED)
        tablet.hand.go(f"/s/ready/{site.made.wave}")
        tablet.tap("#save")
        key = until(tablet.hand, "() => document.querySelector('#carry bdi')?.innerText")
        _becomes(lambda: len(downloaded(tablet.folder)), 1)
        (file,) = downloaded(tablet.folder)
    assert found_in([(str(file), file.read_bytes())], forms(code, code.encode())) == []
    site.portal = False
    with ExitStack() as room:
        other = Tablet(room, site, name, number=2)
        other.hand.go(f"/s/ready/{site.made.wave}")
        until(other.hand, HERE, "#carry")
        other.engine.attach("#carried", file)
        other.write("#carried-key", key.lower())
        other.tap("#bring")
        until(other.hand, TOLD, "#carry [role=status]", "Brought in: 1.")
        _becomes(lambda: len(in_the_box(site.made)), 1)
