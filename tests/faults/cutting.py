"""A network that is cut: a proxy which lets a request through, or cuts it at one of its stages."""

from __future__ import annotations

import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BEFORE, IN_REQUEST, UNANSWERED, IN_ANSWER, PORTAL = (
    "before the request", "in mid-request", "after the request", "in mid-answer", "another's page instead"
)  # fmt: skip
STAGES = (BEFORE, IN_REQUEST, UNANSWERED, IN_ANSWER)
SIGN_IN = b"<!DOCTYPE html><title>Free Wi-Fi</title><h1>Welcome! Tap to go online</h1>"
_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass
class Network:
    """Between the children and the server. ``planned`` are the cuts still to be made, by address."""

    upstream: int
    planned: dict[str, list[str]]
    port: int = 0
    made: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, child: socket.socket) -> None:
        """One request and its answer, or what the cut leaves of them."""
        with suppress(OSError), child:
            child.settimeout(20)
            head, body = _message(child)
            path = head.split(b" ", 2)[1].decode() if head else ""
            stage = self._stage(path)
            if stage == PORTAL:
                child.sendall(_page(SIGN_IN))
                return
            answer = b"" if stage == BEFORE else self._answer(head, body, stage)
            if stage not in (BEFORE, IN_REQUEST, UNANSWERED):
                child.sendall(answer[: len(answer) // 2] if stage == IN_ANSWER else answer)
            if stage:
                _reset(child)

    def _stage(self, path: str) -> str:
        """Half of the requests are cut while there are cuts left for their address."""
        with self._lock:
            left = self.planned.get(path)
            if not left or random.random() < 0.5:
                return ""
            stage = left.pop()
            self.made[path, stage] += 1
            return stage

    def _answer(self, head: bytes, body: bytes, stage: str) -> bytes:
        """What the server says; of a request cut in the middle it gets the first half, and nobody waits for more."""
        with socket.create_connection(("127.0.0.1", self.upstream), 20) as server:
            if stage == IN_REQUEST:
                server.sendall(head + body[: len(body) // 2])
                _reset(server)
                return b""
            server.sendall(head + body)
            if stage == UNANSWERED and random.random() < 0.5:
                return b""
            return b"".join(iter(lambda: server.recv(65536), b""))


@contextmanager
def network(upstream: int, cuts: Mapping[str, int], *, portals: bool) -> Iterator[Network]:
    """A network with so many cuts for each address, shared out among the stages, in random order."""
    planned = {}
    for path, number in cuts.items():
        stages = STAGES if path == "/s/" or not portals else (*STAGES, PORTAL)
        planned[path] = random.sample([stages[n % len(stages)] for n in range(number)], number)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        made = Network(upstream, planned, listening.getsockname()[1])
        accepting = threading.Thread(target=_accept, args=(listening, made))
        accepting.start()
        try:
            yield made
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()


def _accept(listening: socket.socket, made: Network) -> None:
    with suppress(OSError):
        while True:
            child, _address = listening.accept()
            threading.Thread(target=made.carry, args=(child,)).start()


def _message(child: socket.socket) -> tuple[bytes, bytes]:
    """A whole request: its head, with a wish to be told where the answer ends by closing, and its body."""
    read = b""
    while b"\r\n\r\n" not in read:
        more = child.recv(65536)
        if not more:
            return b"", b""
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += child.recv(65536)
    return head + b"\r\nConnection: close\r\n\r\n", body


def _page(content: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(content) + content


def _reset(connection: socket.socket) -> None:
    """Gone, as a network goes: without a goodbye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    connection.close()
