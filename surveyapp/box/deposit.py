"""Putting a sealed ballot in the box: however often it is sent, once."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import text

from surveyapp.box.gate import pass_to_deposit
from surveyapp.box.permits import Permit
from surveyapp.db.engines import Asked

_INSERT = text(
    "INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, :band, :sealed) "
    "ON CONFLICT (tag) DO NOTHING RETURNING band"
)
_KEEP = text("INSERT INTO permit (tag, message, token) VALUES (:tag, :message, :token)")


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
    keeps = pass_to_deposit(session, wave)
    ballot = {"tag": tag, "wave": wave, "band": band, "sealed": sealed}
    if session.execute(_INSERT, ballot).first() is None:
        return Deposited.ALREADY
    if keeps and permit is not None:
        session.execute(_KEEP, {"tag": tag, "message": permit.message, "token": permit.token})
    return Deposited.STORED
