"""Slowing down whoever tries many codes: one bucket for each process, no address read, nobody refused.

While wrong codes are few, every code is looked up at once. After many, one a second is: a lot is drawn among those that
were asked in that second, so a child is served soon, however many codes somebody else has asked before.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from surveyapp.fieldwork.errors import CodeUnknown, ManyTries
from surveyapp.fieldwork.lots import Lots

SPARE = 60
"""Wrong codes before checks become slow: more than a classroom mistypes at once."""
PER_SECOND = 0.1

Found = TypeVar("Found")


class Bucket:
    """How many wrong codes are still free of charge, and whose turn it is after that.

    No code is let through because somebody else asked for it before: an answer at once would tell that it is one, and
    guesses at the codes of children who answer just now would be free. Whoever was let in has a ticket for it.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, secret: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._clock = clock
        self._spare, self._seen = float(SPARE), clock()
        self._lots = Lots(clock=clock, secret=secret)
        self._lock = Lock()

    def look_up(self, digest: bytes, look: Callable[[], Found], *, worked: Callable[[], bool] = lambda: False) -> Found:
        """What ``look`` finds for this code; ``worked`` is asked where it waits and says whether its page has worked.

        Raises ManyTries where it is not its turn, and what ``look`` raises.
        """
        if not self._free():
            paid = worked()
            with self._lock:
                if not self._lots.drawn(digest, worked=paid):
                    raise ManyTries
        try:
            return look()
        except CodeUnknown:
            self.wrong()
            raise

    def wrong(self) -> None:
        """Count one wrong code."""
        with self._lock:
            self._left(taken=1)

    def _free(self) -> bool:
        """Whether guesses are still free of charge."""
        with self._lock:
            return self._left(taken=0) >= 1

    def _left(self, *, taken: int) -> float:
        """What is spare now, after so many more wrong codes."""
        now = self._clock()
        filled = min(float(SPARE), self._spare + (now - self._seen) * PER_SECOND)
        self._spare, self._seen = max(0.0, filled - taken), now
        return self._spare
