"""Putting a sealed ballot in the box: however often it is sent, once."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import text

from surveyapp.box.gate import assert_taking, wait_for_opening
from surveyapp.box.permits import Permit
from surveyapp.db.engines import Asked

_INSERT = text(
    "INSERT INTO ballot (tag, wave, band, sealed) SELECT :tag, wave, :band, :sealed FROM wave_key "
    "WHERE wave = :wave AND NOT opened ON CONFLICT (tag) DO NOTHING RETURNING band"
)
_KEEP = text(
    "INSERT INTO permit (tag, message, token) SELECT :tag, :message, :token FROM wave_key "
    "WHERE wave = :wave AND permits"
)
"""Each looks at the wave's own row: asking for that first would cost every child who sends one statement more."""


class Deposited(StrEnum):
    """Whether the ballot went in now or was there already, perhaps sealed again."""

    STORED = "stored"
    ALREADY = "already"


def deposit(
    session: Asked, *, tag: bytes, wave: str, band: str, sealed: bytes, permit: Permit | None = None
) -> Deposited:
    """Insert the ballot with its permit if its tag is not in the box. Raises BoxNotReady and BoxOpened.

    Of a wave that began before permits were kept none is: its later ballots could be told from its earlier ones.
    """
    wait_for_opening(session, wave)
    ballot = {"tag": tag, "wave": wave, "band": band, "sealed": sealed}
    if session.execute(_INSERT, ballot).first() is None:
        assert_taking(session, wave)
        return Deposited.ALREADY
    if permit is not None:
        session.execute(_KEEP, {"tag": tag, "wave": wave, "message": permit.message, "token": permit.token})
    return Deposited.STORED
