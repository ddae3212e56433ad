"""Slowing down whoever tries many codes: one bucket for each process, no address read, no child's pages held up."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from surveyapp.fieldwork.errors import ManyTries

SPARE = 60
"""Wrong codes before checks become slow: more than a classroom mistypes at once."""
PER_SECOND = 0.1
PAUSE_SECONDS = 1.0
MOST_WAITING = 2
"""Checks that may wait at once; more would keep the server's threads from the children who are answering."""


class Bucket:
    """How many wrong codes are still free of charge; it fills again with time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._pause = clock, pause
        self._spare, self._seen = float(SPARE), clock()
        self._lock, self._gate, self._room = Lock(), Lock(), BoundedSemaphore(MOST_WAITING)

    def before_a_check(self) -> None:
        """Pass at once or, when too many wrong codes were tried lately, one check a second for all together.

        Raises ManyTries to whoever would be one more in a queue that is full.
        """
        if self._left(taken=0) >= 1:
            return
        if not self._room.acquire(blocking=False):
            raise ManyTries
        try:
            with self._gate:
                self._pause(PAUSE_SECONDS)
        finally:
            self._room.release()

    def wrong(self) -> None:
        """Count one wrong code."""
        self._left(taken=1)

    def _left(self, *, taken: int) -> float:
        with self._lock:
            now = self._clock()
            filled = min(float(SPARE), self._spare + (now - self._seen) * PER_SECOND)
            self._spare, self._seen = max(0.0, filled - taken), now
            return self._spare
