"""Slowing down whoever tries many codes: one bucket for each process, no address read, nobody refused.

While wrong codes are few, every code is looked up at once. After many, there is a line: each code asked for gets a
turn, one a second, and keeps it, so that whoever comes back then is served, however many others ask in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from surveyapp.fieldwork.errors import CodeRejected, CodeUnknown, ManyTries

SPARE = 60
"""Wrong codes before checks become slow: more than a classroom mistypes at once."""
PER_SECOND = 0.1
PAUSE_SECONDS = 1.0
"""Between two turns."""
PATIENCE_SECONDS = 3.0
"""A page without a script waits so long for its turn; beyond that it is shown again, and its turn is kept."""
MOST_WAITING = 2
"""Pages that may wait at once; more would keep the server's threads from the children who are answering."""
KEPT_SECONDS = 600.0
"""So long after its turn a code may still come back for it."""
LONGEST_LINE = 600
"""Turns that are kept, ten minutes of them; whoever comes to a full line asks again after FULL_SECONDS."""
FULL_SECONDS = 30.0

Found = TypeVar("Found")


class Bucket:
    """How many wrong codes are still free of charge, who stands in line, and which codes were found before.

    Codes stand here as keyed digests, in memory only; those found before, which are no guesses, in a set without order.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._pause = clock, pause
        self._spare, self._seen, self._last_turn = float(SPARE), clock(), 0.0
        self._line: dict[bytes, float] = {}
        self._found: set[bytes] = set()
        self._lock, self._room = Lock(), BoundedSemaphore(MOST_WAITING)

    def look_up(self, digest: bytes, look: Callable[[], Found], *, patience: float = 0.0) -> Found:
        """What ``look`` finds for this code, waiting at most ``patience`` seconds for its turn.

        Raises ManyTries, which says in how many seconds the turn comes that is kept, and what ``look`` raises.
        """
        self._wait(digest, patience)
        try:
            found = look()
        except CodeUnknown:
            self.wrong()
            raise
        except CodeRejected:
            self._found.add(digest)
            raise
        self._found.add(digest)
        return found

    def wrong(self) -> None:
        """Count one wrong code."""
        with self._lock:
            self._left(taken=1)

    def _wait(self, digest: bytes, patience: float) -> None:
        seconds = self._turn(digest)
        if seconds <= 0:
            return
        if seconds > patience or not self._room.acquire(blocking=False):
            raise ManyTries(seconds)
        try:
            self._pause(seconds)
        finally:
            self._room.release()
        with self._lock:
            self._line.pop(digest, None)

    def _turn(self, digest: bytes) -> float:
        """Seconds until this code may be looked up; at 0 its place in the line is free again."""
        with self._lock:
            if digest in self._found or self._left(taken=0) >= 1:
                self._line.pop(digest, None)
                return 0.0
            now = self._clock()
            if digest not in self._line and not self._stand(digest, now):
                return FULL_SECONDS
            seconds = self._line[digest] - now
            if seconds <= 0:
                del self._line[digest]
            return max(0.0, seconds)

    def _stand(self, digest: bytes, now: float) -> bool:
        """Give the code a turn after the last one, if the line has room."""
        if len(self._line) >= LONGEST_LINE:
            self._line = {one: turn for one, turn in self._line.items() if turn + KEPT_SECONDS > now}
        if len(self._line) >= LONGEST_LINE:
            return False
        self._line[digest] = self._last_turn = max(now, self._last_turn) + PAUSE_SECONDS
        return True

    def _left(self, *, taken: int) -> float:
        """What is spare now, after so many more wrong codes."""
        now = self._clock()
        filled = min(float(SPARE), self._spare + (now - self._seen) * PER_SECOND)
        self._spare, self._seen = max(0.0, filled - taken), now
        return self._spare
