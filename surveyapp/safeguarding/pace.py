"""Slowing a flood of requests down: one bucket for each process, no address read, nobody refused for good."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

SPARE = 20
"""Requests before they become slow: more than one wave brings in a day."""
PER_SECOND = 1 / 60
PAUSE_SECONDS = 1.0
MOST_WAITING = 2
"""Requests that may wait at once; more would keep the server's threads from other children."""


class ManyAsk(Exception):
    """The line of slow requests is full at this moment; the page keeps what was typed and asks to send it again."""


class Pace:
    """How many requests are still taken at once; it fills again with time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._pause = clock, pause
        self._spare, self._seen = float(SPARE), clock()
        self._lock, self._gate, self._room = Lock(), Lock(), BoundedSemaphore(MOST_WAITING)

    def step(self) -> None:
        """Pass at once, or one a second for all together; raises ManyAsk to one more in a full line."""
        if self._taken():
            return
        if not self._room.acquire(blocking=False):
            raise ManyAsk
        try:
            with self._gate:
                self._pause(PAUSE_SECONDS)
        finally:
            self._room.release()

    def _taken(self) -> bool:
        with self._lock:
            now = self._clock()
            self._spare = min(float(SPARE), self._spare + (now - self._seen) * PER_SECOND)
            self._seen, enough = now, self._spare >= 1
            self._spare -= 1 if enough else 0
            return enough
