"""The same against a real server: one client that floods it, and pages that ask again until a child is let in."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import pbkdf2_hmac
from html import unescape
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from flooding import Flood
from ports import free_port

from surveyapp.config import HOME, Settings
from surveyapp.fieldwork.codes.alphabet import ALPHABET, check_character
from surveyapp.fieldwork.puzzles import ROUNDS, SIZE

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
CLIENTS = 8
LONGEST_WAIT = 120


class Child(threading.Thread):
    """A child's page that asks again until it is let in, for two minutes at most."""

    def __init__(self, port: int, code: str, *, plain: bool) -> None:
        super().__init__(daemon=True)
        self.port, self.code, self.plain = port, code, plain
        self.let_in, self.waited = False, 0.0

    def run(self) -> None:
        begun = time.monotonic()
        asking = self._plainly() if self.plain else self._by_script()
        for self.let_in in asking:
            self.waited = time.monotonic() - begun
            if self.let_in or self.waited > LONGEST_WAIT:
                return

    def _by_script(self) -> Iterator[bool]:
        asked = {"code": self.code}
        while True:
            told = json.loads(ask(self.port, "POST", "/s/check", json.dumps(asked), JSON))
            yield told["says"] == "valid"
            time.sleep(told.get("seconds", 1))
            asked = {"code": self.code, "solution": solved(told["puzzle"])}

    def _plainly(self) -> Iterator[bool]:
        body = urlencode({"code": self.code, "go": "next"})
        page = ask(self.port, "POST", "/s/", body, FORM)
        while refresh := re.search(r'http-equiv="refresh" content="(\d+); url=([^"]+)"', page):
            yield False
            time.sleep(int(refresh[1]))
            page = ask(self.port, "GET", unescape(refresh[2]))
        yield 'name="state"' in page


def solved(puzzle: str) -> str:
    """What ``static/child/puzzle.js`` finds."""
    salt = urlsafe_b64decode(puzzle + "==")
    tried = iter(lambda: secrets.token_bytes(SIZE), b"")
    found = next(it for it in tried if pbkdf2_hmac("sha256", it, salt, ROUNDS, 1) == b"\0")
    return urlsafe_b64encode(found).decode()[:-2]


@contextmanager
def flooded(port: int, flood: Flood) -> Iterator[list[int]]:
    """One client that asks for many codes at once and then goes on, none of them on a card; the codes it has asked."""
    asked: list[int] = []
    numbers, over = count(), threading.Event()

    def guess() -> None:
        pause = 0.0
        while not over.wait(pause):
            number = next(numbers)
            with suppress(OSError, http.client.HTTPException):
                ask(port, "POST", "/s/check", json.dumps({"code": wrong_code(number)}), JSON)
            asked.append(number)
            pause = CLIENTS / flood.a_second if number > flood.at_once else 0.0

    clients = [threading.Thread(target=guess, daemon=True) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        yield asked
    finally:
        over.set()
        for client in clients:
            client.join()


def wrong_code(number: int) -> str:
    """A code of the right form."""
    letters = "".join(ALPHABET[number // 23**place % 23] for place in range(8))
    return letters + check_character(letters)


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[int]:
    """The server that ``surveyapp serve`` is, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", "--threads=8", "wsgi:app"]
    environ = os.environ | {"SURVEYAPP_INSTANCE": str(settings.instance)}
    with (folder / "said.txt").open("w") as out:
        process = subprocess.Popen(command, cwd=HOME, stdout=out, stderr=subprocess.STDOUT, env=environ)
        try:
            _until_up(port)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=20)


def _until_up(port: int) -> None:
    for _ in range(900):
        with suppress(OSError, http.client.HTTPException):
            ask(port, "GET", "/s/")
            return
        time.sleep(0.1)
    raise AssertionError("the server never answered")


def ask(port: int, method: str, path: str, body: str | None = None, kind: str = "") -> str:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, {"Content-Type": kind} if kind else {})
        return connection.getresponse().read().decode()
    finally:
        connection.close()
