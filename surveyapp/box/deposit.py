"""Putting a sealed ballot in the box: however often it is sent, once."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from surveyapp.box.gate import pass_to_deposit

_INSERT = text(
    "INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, :band, :sealed) "
    "ON CONFLICT (tag) DO NOTHING RETURNING band"
)


class Deposited(StrEnum):
    """Whether the ballot went in now or was there already, perhaps sealed again."""

    STORED = "stored"
    ALREADY = "already"


def deposit(session: Session, *, tag: bytes, wave: str, band: str, sealed: bytes) -> Deposited:
    """Insert the ballot if its tag is not in the box. Raises BoxNotReady and BoxOpened."""
    pass_to_deposit(session, wave)
    ballot = {"tag": tag, "wave": wave, "band": band, "sealed": sealed}
    new = session.connection().execute(_INSERT, ballot).first() is not None
    return Deposited.STORED if new else Deposited.ALREADY
