"""Children who send however often the server dies: what each of them sent, and what each was told."""

from __future__ import annotations

import http.client
import random
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import urlencode

from server import PATIENCE, GaveUp, ask

FEELINGS = ("mostly", "sometimes", "rarely", "not_sure")
IN_THE_BOX = "Thank you. Your answers are in the box."
AT_ONCE = 6
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_STATE = re.compile(r'name="state"\s+value="([^"]+)"')
_GO = re.compile(r'name="go"\s+value="([^"]+)"')


@dataclass
class Sender:
    """One child with a card: ``words`` are this sender's alone, so that its ballot is known when the box is opened."""

    port: int
    band: str
    code: str
    words: str = field(default_factory=lambda: f"child {secrets.token_hex(16)}")
    feels: str = field(default_factory=lambda: random.choice(FEELINGS))
    acknowledged: bool = False
    ended: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    said: list[tuple[str, bytes, str]] = field(default_factory=list)

    def send(self) -> bool:
        """From the code to the box; whether it was told that its answers are there."""
        if self.begin():
            self.finish()
        self.ended = True
        return self.acknowledged

    def begin(self) -> bool:
        """Everything before the first request that changes anything; whether there is something to send."""
        raise NotImplementedError

    def finish(self) -> bool:
        """Send; whether it was told that its answers are in the box. Done again, it is the same submission."""
        raise NotImplementedError

    def anew(self) -> Sender:
        """The same child with the same card, told to begin again; what is kept on a tablet is kept."""
        return self

    def twin(self) -> Sender:
        """The same submission sent from elsewhere at the same time."""
        return replace(self, acknowledged=False, ended=False, seen=Counter(), said=[])

    def ask(self, path: str, body: bytes, kind: str, *, method: str = "POST") -> tuple[int, bytes]:
        """Ask until the server answers: an answer of 500 or more, or none, means that the child presses again."""
        if method == "POST":
            self.said.append((path, body, kind))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, answer = self.once(path, body, kind, method=method)
            if status and status < 500:
                return status, answer
            time.sleep(0.05)
        raise GaveUp(path)

    def once(self, path: str, body: bytes, kind: str, *, method: str = "POST") -> tuple[int, bytes]:
        """One try; (0, b"") when no whole answer comes."""
        try:
            status, answer = ask(self.port, method, path, body, kind)
        except (OSError, http.client.HTTPException):
            self.seen["no answer"] += 1
            return 0, b""
        self.seen[f"status {status}"] += 1
        return status, answer


@dataclass
class Child(Sender):
    """A child whose browser runs no script: every page is a form, the last button sends."""

    last: str = ""
    sending: dict[str, str] = field(default_factory=dict)

    def begin(self) -> bool:
        """Press one button after another, up to the one that sends; once."""
        if self.sending:
            return True
        page = self._press({"code": self.code, "go": "next"})
        for _ in range(8):
            state, buttons = _STATE.search(page), {unescape(it).split(":")[0] for it in _GO.findall(page)}
            if state is None:
                break
            go = next((it for it in ("send", "yes", "next") if it in buttons), "next")
            form = {"state": unescape(state[1]), "go": go, "feels_safe_home": self.feels, "comments": self.words}
            if go == "send":
                self.sending = form
                return True
            page = self._press(form)
        self.last = page
        return False

    def finish(self) -> bool:
        """Press the last button."""
        self.last = self._press(self.sending)
        self.acknowledged = IN_THE_BOX in self.last
        return self.acknowledged

    def anew(self) -> Sender:
        """Nothing is kept of a page that is too old."""
        self.sending = {}
        return self

    def _press(self, form: dict[str, str]) -> str:
        return self.ask("/s/", urlencode(form).encode(), FORM)[1].decode()


def all_send(senders: Sequence[Sender], *, at_once: int = AT_ONCE) -> None:
    """Let them all send, so many at a time."""
    under_fire(senders, lambda: None, times=0, at_once=at_once)


def under_fire(senders: Sequence[Sender], strike: Callable[[], None], *, times: int, at_once: int = AT_ONCE) -> int:
    """Let them all send and strike at moments spread over the whole; says how often it struck.

    Each strike waits until its share of the children is through, and the next share waits for it. An error in a sender
    is raised at the end.
    """
    flow = _Flow(senders, times + 1)
    threads = [threading.Thread(target=flow.one_after_another) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads):
            if flow.struck < times and sum(one.ended for one in senders) >= flow.upto(flow.struck):
                time.sleep(random.uniform(0, 0.15))
                strike()
                flow.struck += 1
            else:
                time.sleep(0.005)
    finally:
        flow.struck = times
        for thread in threads:
            thread.join()
    if flow.problems:
        raise flow.problems[0]
    return flow.struck


@dataclass
class _Flow:
    """Senders in so many shares; with each strike one more share may begin."""

    senders: Sequence[Sender]
    shares: int
    struck: int = 0
    begun: int = 0
    problems: list[Exception] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def upto(self, shares: int) -> float:
        """How many children so many shares are."""
        return len(self.senders) * shares / self.shares

    def one_after_another(self) -> None:
        """What one tablet does: child after child."""
        while (one := self._next()) is not None:
            try:
                one.send()
            except Exception as error:
                one.ended = True
                self.problems.append(error)

    def _next(self) -> Sender | None:
        while self.begun < len(self.senders):
            with self.lock:
                if self.begun < self.upto(self.struck + 1):
                    self.begun += 1
                    return self.senders[self.begun - 1]
            time.sleep(0.005)
        return None


def all_together(groups: Sequence[Sequence[Sender]]) -> None:
    """One group after another: all of a group begin, wait for each other, and send at the same moment."""
    problems: list[Exception] = []
    for group in groups:
        ready = [one for one in group if one.begin()]
        start = threading.Barrier(max(len(ready), 1))
        threads = [threading.Thread(target=_at_the_start, args=(start, one, problems)) for one in ready]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if problems:
        raise problems[0]


def _at_the_start(start: threading.Barrier, sender: Sender, problems: list[Exception]) -> None:
    try:
        start.wait(PATIENCE)
        sender.finish()
    except Exception as error:
        problems.append(error)
