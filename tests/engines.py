"""WebKit and Firefox, driven over the protocols they speak themselves: WebDriver (W3C) and Marionette (Mozilla).

Both know the same commands. Each browser is Debian's, with a fresh profile; no further package is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.request import Request, urlopen

from ports import free_port

MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
SCRIPT_MS = 60_000
SESSION_MS = 500
"""After so long Firefox writes down what a window shows; by itself it waits fifteen seconds."""
STARTING = 30.0
"""Seconds until a browser must answer."""
RESIZINGS = 20
_INNER = """requestAnimationFrame(() => requestAnimationFrame(() =>
    arguments[0]({ width: innerWidth, height: innerHeight })))"""
_KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Space": " ",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}
_NARROW = ":root { min-width: 0 !important; min-height: 0 !important }"
"""For Firefox, whose window is else no narrower than 450 pixels."""
_BARE = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; border-width: 0; font-size: 4px }"
"""For GTK: the buttons above a page are else wider than a phone."""
_SCREEN = "--server-args=-screen 0 700x900x24"
"""Without a window manager the window under the pointer has the keyboard, and the pointer begins in the middle."""


class BrowserMissing(Exception):
    """The browser or its driver is not installed; ``./run-tests --all`` brings it."""


class Driver(Protocol):
    """A browser that takes WebDriver's commands."""

    def command(self, name: str, **given: object) -> Any:
        """What the command answers; an error of the browser's is a RuntimeError."""


class Engine:
    """One window of such a browser."""

    def __init__(self, driver: Driver) -> None:
        self.command = driver.command

    def go(self, address: str) -> None:
        """Load this page."""
        self.command("Navigate", url=address)

    def run(self, script: str, *given: object) -> Any:
        """What an asynchronous script calls its last argument with."""
        return self.command("ExecuteAsyncScript", script=script, args=list(given))

    def resize(self, size: Mapping[str, int]) -> None:
        """A page of this width and height, whatever stands around it."""
        around = {"width": 0, "height": 0}
        for _ in range(RESIZINGS):
            self.command("SetWindowRect", **{side: size[side] + more for side, more in around.items()})
            now = self.run(_INNER)
            if now == size:
                return
            around = {side: around[side] + size[side] - now[side] for side in size}
        raise RuntimeError(f"this window is no smaller than {now}")

    def touch(self, x: float, y: float) -> None:
        """A finger's tap; WebKitGTK knows no fingers under a driver, and clicks with a mouse instead."""
        moved = {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}
        tapped = [moved, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act(type="pointer", id="finger", parameters={"pointerType": "touch"}, actions=tapped)

    def press(self, *keys: str) -> None:
        """These keys one after the other."""
        moves = [{"type": move, "value": _KEYS.get(key, key)} for key in keys for move in ("keyDown", "keyUp")]
        self._act(type="key", id="keys", actions=moves)

    def hold(self, held: str, key: str) -> None:
        """One key while another is down."""
        order = (("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held))
        moves = [{"type": move, "value": _KEYS[one]} for move, one in order]
        self._act(type="key", id="keys", actions=moves)

    def attach(self, selector: str, file: Path) -> None:
        """Choose this file where the page asks for one."""
        found = self.command("FindElement", using="css selector", value=selector)
        self.command("ElementSendKeys", id=next(iter(found.values())), text=str(file))

    def _act(self, **source: object) -> None:
        self.command("PerformActions", actions=[source])


class _Marionette:
    """Firefox's own protocol: JSON with its length before it, over a socket."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._number = 0
        self._told()
        self.command("NewSession", capabilities={"alwaysMatch": {"timeouts": {"script": SCRIPT_MS}}})

    def command(self, name: str, **given: object) -> Any:
        self._number += 1
        sent = json.dumps([0, self._number, f"WebDriver:{name}", given]).encode()
        self._socket.sendall(b"%d:%s" % (len(sent), sent))
        _, _, error, result = self._told()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def end(self) -> None:
        """Nothing more is asked; the browser is ended by whoever started it."""
        self._socket.close()

    def _told(self) -> Any:
        length = b""
        while (byte := self._socket.recv(1)) != b":":
            length += byte
        told = b""
        while len(told) < int(length):
            told += self._socket.recv(int(length) - len(told))
        return json.loads(told)


class _WebDriver:
    """The same commands over HTTP, as WebKit's driver takes them."""

    _PATHS: Mapping[str, str] = {
        "Navigate": "url",
        "Refresh": "refresh",
        "ExecuteAsyncScript": "execute/async",
        "NewWindow": "window/new",
        "SwitchToWindow": "window",
        "GetWindowHandle": "window",
        "SetWindowRect": "window/rect",
        "PerformActions": "actions",
        "FindElement": "element",
        "ElementSendKeys": "element/{id}/value",
    }

    def __init__(self, port: int, options: Mapping[str, object]) -> None:
        _connected(port).close()
        self._address = f"http://127.0.0.1:{port}/session"
        wanted = {"alwaysMatch": {**options, "timeouts": {"script": SCRIPT_MS}}}
        self._address += "/" + self._asked("", {"capabilities": wanted})["sessionId"]

    def command(self, name: str, **given: object) -> Any:
        return self._asked("/" + self._PATHS[name].format(**given), given, "GET" if name.startswith("Get") else "POST")

    def end(self) -> None:
        """Close the browser."""
        self._asked("", {}, "DELETE")

    def _asked(self, path: str, given: Mapping[str, object], method: str = "POST") -> Any:
        sent = json.dumps(given).encode() if method == "POST" else None
        headers = {"Content-Type": "application/json"}
        asked = Request(self._address + path, data=sent, method=method, headers=headers)
        with urlopen(asked, timeout=2 * SCRIPT_MS / 1000) as answer:
            return json.loads(answer.read())["value"]


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    """Debian's Firefox, without a window."""
    profile, port = folder / "firefox", free_port()
    (profile / "chrome").mkdir(parents=True)
    (profile / "chrome" / "userChrome.css").write_text(_NARROW)
    settings = {"marionette.port": port, "browser.shell.checkDefaultBrowser": False, "app.update.enabled": False}
    settings |= {"browser.sessionstore.interval": SESSION_MS}
    settings |= {"toolkit.legacyUserProfileCustomizations.stylesheets": True}
    settings |= {"browser.download.folderList": 2, "browser.download.dir": str(_downloads(folder))}
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    )
    command = [_found("firefox-esr"), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with _running(command, folder) as started:
        del started
        driver = _Marionette(port)
        try:
            yield Engine(driver)
        finally:
            driver.end()


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """Debian's WebKitGTK: of all engines here the nearest to a tablet's Safari. It needs a screen, so it gets one."""
    if not Path(MINIBROWSER).exists():
        raise BrowserMissing(MINIBROWSER)
    port = free_port()
    command = [_found("xvfb-run"), "--auto-servernum", _SCREEN, _found("WebKitWebDriver"), f"--port={port}"]
    options = {"webkitgtk:browserOptions": {"binary": MINIBROWSER, "args": ["--automation"]}}
    with _running(command, folder):
        driver = _WebDriver(port, options)
        try:
            yield Engine(driver)
        finally:
            with suppress(OSError):
                driver.end()


ENGINES = {"firefox": firefox, "webkit": webkit}


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program with a home of its own, and everything it started ended at the end."""
    home = folder / "home"
    look = home / ".config" / "gtk-3.0"
    look.mkdir(parents=True)
    (look / "gtk.css").write_text(_BARE)
    _downloads(folder).mkdir()
    (look.parent / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    own = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
    with (folder / "browser.log").open("wb") as log:
        started = subprocess.Popen(command, env=own, stdout=log, stderr=log, start_new_session=True)
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, 15)
            started.wait(timeout=STARTING)


def downloaded(folder: Path) -> list[Path]:
    """The files that a browser which was started in this folder has kept whole."""
    return [
        one for one in _downloads(folder).iterdir() if one.stat().st_size and one.suffix not in (".part", ".wkdownload")
    ]


def _downloads(folder: Path) -> Path:
    return folder / "home" / "Downloads"


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BrowserMissing(program)
    return path


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + STARTING
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * SCRIPT_MS / 1000)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
