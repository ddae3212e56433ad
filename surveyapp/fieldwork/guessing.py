"""Making it slow to guess codes, for the whole process alike: nobody is told apart and nobody is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SIZE = 30
SECONDS_A_TOKEN = 10.0
PAUSE = 1.0


class Bucket:
    """Tokens in memory; each unknown code takes one. When none is left, codes are looked up one at a time, slowly."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._tokens, self._filled = float(SIZE), clock()
        self._counting, self._gate = threading.Lock(), threading.Lock()

    def wait(self) -> None:
        """Call before a code is looked up: passes at once or, when the bucket is empty, one a second for all."""
        if self.empty():
            with self._gate:
                self._sleep(PAUSE)

    def wrong(self) -> None:
        """Call when a well-formed code turned out to be unknown."""
        with self._counting:
            self._tokens = max(self._level() - 1, 0.0)

    def empty(self) -> bool:
        """Whether checks are slow at the moment."""
        with self._counting:
            return self._level() < 1

    def _level(self) -> float:
        now = self._clock()
        self._tokens = min(SIZE, self._tokens + (now - self._filled) / SECONDS_A_TOKEN)
        self._filled = now
        return self._tokens


bucket = Bucket()
"""The one bucket of this process."""
