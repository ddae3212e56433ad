"""A real server in processes of its own, and children who answer through it however often it dies."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
IN_THE_BOX = "in the box"
PATIENCE = 90
COMPILED = Path(gettempdir()) / "surveyapp-tests-compiled"
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
_STATE = re.compile(r'name="state"\s+value="([^"]+)"')
_GO = re.compile(r'name="go"\s+value="([^"]+)"')


class GaveUp(Exception):
    """The server was away for longer than any child waits."""


@dataclass
class Server:
    """Gunicorn with two workers on a free port of this machine."""

    instance: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        """Start it; from the first time on it keeps its port."""
        self.port = self.port or _free_port()
        command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{self.port}", "--preload"]
        log = (self.instance / "server.log").open("ab")
        self.process = subprocess.Popen(
            [*command, "--log-level", "critical", "--no-control-socket", "wsgi:app"],
            cwd=ROOT,
            env={**os.environ, **COMPILED_ONCE, "SURVEYAPP_INSTANCE": str(self.instance)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def kill(self) -> None:
        """Kill -9, master and workers at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def until_up(self) -> None:
        """Wait for the first page."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if _ask(self.port, "GET", None)[0] == 200:
                    return
            time.sleep(0.05)
        raise GaveUp((self.instance / "server.log").read_text()[-2000:])


@dataclass
class Child:
    """One child with a card, who presses the button again until something answers."""

    port: int
    code: str
    words: str
    seen: Counter[str] = field(default_factory=Counter)
    sent: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def answers(self) -> bool:
        """From the code to the box; whether the thank-you page came."""
        page = self._press({"code": self.code, "go": "next"})
        for _ in range(8):
            state, buttons = _STATE.search(page), {unescape(it).split(":")[0] for it in _GO.findall(page)}
            if state is None:
                break
            go = next((it for it in ("send", "yes", "next") if it in buttons), "next")
            self.sent = {"state": unescape(state[1]), "go": go, "feels_safe_home": "mostly", "comments": self.words}
            page = self._press(self.sent)
        self.last = page
        return IN_THE_BOX in page

    def sends_again(self) -> bool:
        """Back, and the same button once more; whether the same thank-you came."""
        return IN_THE_BOX in self._press(self.sent)

    def starts_again(self) -> bool:
        """The same card on another tablet; whether it got in."""
        return _STATE.search(self._press({"code": self.code, "go": "next"})) is not None

    def _press(self, form: dict[str, str]) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status, text = _ask(self.port, "POST", form)
            except (OSError, http.client.HTTPException):
                self.seen["no answer"] += 1
            else:
                self.seen[f"status {status}"] += 1
                if status < 500:
                    return text
            time.sleep(0.05)
        raise GaveUp(form.get("go"))


def _ask(port: int, method: str, form: dict[str, str] | None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, "/s/", urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
