"""A few ready issuer keys: making one takes a twentieth of a second to half a second, and most tests need any."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count

from surveyapp.box import issuers
from surveyapp.box.blindsignatures import Signer

POOL = 6
_fresh = issuers.generate


def from_pool() -> Callable[[], Signer]:
    """In the place of ``issuers.generate``: one of a few keys after another, made when they are first asked for."""
    turn = count()
    return lambda: _ready(next(turn) % POOL)


@cache
def _ready(_number: int) -> Signer:
    return _fresh()
