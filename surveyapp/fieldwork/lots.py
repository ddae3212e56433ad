"""Who is served next where many ask at once: in every turn one lot is drawn among the codes that were asked in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import blake2b

TURN_SECONDS = 1.0
KEPT_SECONDS = 120.0
"""So long a drawn code may still come back for its turn."""

_SECRET_SIZE = 32


class Lots:
    """The lowest lots of the turn that runs, and the codes whose lot was drawn and that have not come back since.

    Every second turn, tossed for, is drawn among those codes alone whose page has done some work, if there are any; the
    others among all. A code's lot is its hash under a secret of the turn, so each has the same chance in a draw,
    however often it is asked, and nobody can tell beforehand which is lucky. No line is kept, so none can be full: a
    code that was not drawn is in the next turn's draw if it is asked again in it, and thousands that are not asked
    again stand in nobody's way.
    """

    def __init__(self, *, clock: Callable[[], float], secret: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._clock, self._new_secret = clock, secret
        self._turn, self._secret = 0, secret(_SECRET_SIZE)
        self._lowest: dict[bool, tuple[bytes, bytes]] = {}
        self._drawn: dict[bytes, float] = {}

    def drawn(self, digest: bytes, *, worked: bool = False) -> bool:
        """Whether this code's turn has come, which ends with this call; if not, it is in this turn's draw."""
        self._draw()
        if self._drawn.pop(digest, None) is not None:
            return True
        lot = (blake2b(digest, key=self._secret).digest(), digest)
        for hat in {worked, False}:
            self._lowest[hat] = min(self._lowest.get(hat, lot), lot)
        return False

    def _draw(self) -> None:
        """End the turn before, if a new one has begun; whoever has not come back for long is forgotten."""
        now = self._clock()
        turn = int(now / TURN_SECONDS)
        if turn == self._turn:
            return
        self._drawn = {code: at for code, at in self._drawn.items() if at + KEPT_SECONDS > now}
        hat = bool(self._secret[0] & 1) and True in self._lowest
        if self._lowest:
            self._drawn[self._lowest[hat][1]] = now
        self._turn, self._secret, self._lowest = turn, self._new_secret(_SECRET_SIZE), {}
