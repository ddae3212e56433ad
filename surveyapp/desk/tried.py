"""Who opened the test ballot a moment ago: told on the page after the form, so that a reload sends no phrase again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

MOMENT = 300
"""For so many seconds it is "just now"."""


def signed(wave: str, names: Iterable[str], custodians: Sequence[str]) -> str:
    """What stands in the page's address, so that nobody else can claim a try; no name does."""
    places = sorted(custodians.index(name) for name in names)
    return str(_serializer().dumps([wave, _known(custodians), *places]))


def just_now(wave: str, told: str, custodians: Sequence[str]) -> tuple[str, ...]:
    """Whose try an address of this wave's page tells of; none where it is old, or the keys are others' by now."""
    try:
        of, known, *places = _serializer().loads(told, max_age=MOMENT)
    except BadData:
        return ()
    return tuple(custodians[place] for place in places) if (of, known) == (wave, _known(custodians)) else ()


def _known(custodians: Sequence[str]) -> str:
    return sha256("\n".join(custodians).encode()).hexdigest()[:16]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="keys tried")
