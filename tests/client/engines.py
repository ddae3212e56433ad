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

from workbench import CALL, PATH, READY, from_json, to_json

MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
SCRIPT_MS = 60_000
STARTING = 30.0
"""Seconds until a browser must answer."""

_READY = f"""const done = arguments[0];
const look = () => document.querySelector("{READY}") ? done(true) : setTimeout(look, 20);
look();"""


class BrowserMissing(Exception):
    """The browser or its driver is not installed; ``./run-tests --all`` brings it."""


class Driver(Protocol):
    """A browser that takes WebDriver's commands."""

    def command(self, name: str, **given: object) -> Any:
        """What the command answers; an error of the browser's is a RuntimeError."""


class Engine:
    """One window of such a browser, on the workbench of the app at this address."""

    def __init__(self, driver: Driver, address: str) -> None:
        self._driver = driver
        self._address = address

    def open(self) -> Engine:
        """The workbench, freshly loaded."""
        self._driver.command("Navigate", url=self._address + PATH)
        return self._ready()

    def reload(self) -> Engine:
        """The same page again; the scripts' memory is gone."""
        self._driver.command("Refresh")
        return self._ready()

    def call(self, name: str, *given: object) -> Any:
        """What ``module.function`` answers, once it has."""
        return from_json(self.run(f"({CALL})(arguments[0]).then(arguments[1])", [name, to_json(given)]))

    def run(self, script: str, *given: object) -> Any:
        """What an asynchronous script calls its last argument with."""
        return self._driver.command("ExecuteAsyncScript", script=script, args=list(given))

    def refused(self) -> Any:
        """What the page's policy has refused."""
        return self.run("arguments[0](refused)")

    def another(self) -> str:
        """Open a second window on the workbench and go to it; gives the name of the one before."""
        before: str = self._driver.command("GetWindowHandle")
        self.go_to(self._driver.command("NewWindow", type="tab")["handle"])
        self.open()
        return before

    def go_to(self, window: str) -> None:
        """To this window; the other stays as it is."""
        self._driver.command("SwitchToWindow", handle=window)

    def _ready(self) -> Engine:
        self.run(_READY)
        return self


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
    }

    def __init__(self, port: int, options: Mapping[str, object]) -> None:
        _connected(port).close()
        self._address = f"http://127.0.0.1:{port}/session"
        wanted = {"alwaysMatch": {**options, "timeouts": {"script": SCRIPT_MS}}}
        self._address += "/" + self._asked("", {"capabilities": wanted})["sessionId"]

    def command(self, name: str, **given: object) -> Any:
        return self._asked("/" + self._PATHS[name], given, "GET" if name.startswith("Get") else "POST")

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
def firefox(address: str, folder: Path) -> Iterator[Engine]:
    """Debian's Firefox, without a window."""
    profile, port = folder / "firefox", _free_port()
    profile.mkdir(parents=True)
    settings = {"marionette.port": port, "browser.shell.checkDefaultBrowser": False, "app.update.enabled": False}
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    )
    command = [_found("firefox-esr"), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with _running(command, folder) as started:
        del started
        yield Engine(_Marionette(port), address).open()


@contextmanager
def webkit(address: str, folder: Path) -> Iterator[Engine]:
    """Debian's WebKitGTK: of all engines here the nearest to a tablet's Safari. It needs a screen, so it gets one."""
    if not Path(MINIBROWSER).exists():
        raise BrowserMissing(MINIBROWSER)
    port = _free_port()
    command = [_found("xvfb-run"), "--auto-servernum", _found("WebKitWebDriver"), f"--port={port}"]
    options = {"webkitgtk:browserOptions": {"binary": MINIBROWSER, "args": ["--automation"]}}
    with _running(command, folder):
        driver = _WebDriver(port, options)
        try:
            yield Engine(driver, address).open()
        finally:
            with suppress(OSError):
                driver.end()


ENGINES = {"firefox": firefox, "webkit": webkit}


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program with a home of its own, and everything it started ended at the end."""
    home = folder / "home"
    home.mkdir(parents=True)
    own = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
    with (folder / "browser.log").open("wb") as log:
        started = subprocess.Popen(command, env=own, stdout=log, stderr=log, start_new_session=True)
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, 15)
            started.wait(timeout=STARTING)


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BrowserMissing(program)
    return path


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + STARTING
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * SCRIPT_MS / 1000)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
