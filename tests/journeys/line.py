"""The line between a tablet and the server: it can be cut, mended, and answered by a network's own page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PORTAL = b"<!doctype html><title>Free Wi-Fi</title><h1>Please accept our terms</h1>"
ANSWER = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"


class Line:
    """Passes bytes on to the server while it is ``up``; what was passing when it is cut is cut too."""

    def __init__(self, port: int) -> None:
        self._server, self._open = ("127.0.0.1", port), set[socket.socket]()
        self._state, self._status = "up", b"200 OK"
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the tablet finds the server, or what answers in its place."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def up(self) -> None:
        """The server answers."""
        self._state = "up"

    def down(self) -> None:
        """Nobody answers."""
        self._state = "down"
        self._cut()

    def portal(self, status: bytes = b"200 OK") -> None:
        """The network's own page answers to everything."""
        self._state, self._status = "portal", status
        self._cut()

    def failing(self) -> None:
        """What stands before the server answers, and has none."""
        self.portal(b"502 Bad Gateway")

    def close(self) -> None:
        """Taken away for good."""
        self.down()
        self._listening.close()

    def _cut(self) -> None:
        for end in tuple(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                threading.Thread(target=self._serve, args=(self._listening.accept()[0],), daemon=True).start()

    def _serve(self, tablet: socket.socket) -> None:
        with tablet, suppress(OSError):
            if self._state == "portal":
                tablet.recv(65536)
                tablet.sendall(ANSWER % (self._status, len(PORTAL), PORTAL))
            elif self._state == "up":
                with socket.create_connection(self._server) as server:
                    self._pass(tablet, server)

    def _pass(self, tablet: socket.socket, server: socket.socket) -> None:
        self._open |= {tablet, server}
        back = threading.Thread(target=_flow, args=(server, tablet), daemon=True)
        back.start()
        _flow(tablet, server)
        back.join()
        self._open -= {tablet, server}


def _flow(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def lined(address: str) -> Iterator[Line]:
    """A line to the server at this address."""
    line = Line(int(address.rpartition(":")[2]))
    yield line
    line.close()
