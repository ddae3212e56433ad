"""The record of what staff did, kept apart from everything about children."""

from __future__ import annotations

from collections.abc import Mapping
from time import time

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.staff.models import AuditRecord
from surveyapp.web.audience import Visitor
from surveyapp.web.words import Text

PAGE = 200
RESTORED = "stores.restored"
"""The deed of putting copies back; it is about the day they were made (ISO 8601)."""


def name_deeds(app: Flask, words: Mapping[str, Text]) -> None:
    """Say what short words of the record mean to its readers."""
    app.extensions.setdefault("deeds", {}).update(words)


def record(session: Session, visitor: Visitor, action: str, about: str = "") -> None:
    """Write down that the visitor did something; ``action`` is a short word such as "wave.closed"."""
    session.add(
        AuditRecord(
            at=int(time()),
            authority=visitor.authority,
            account=visitor.account,
            name=visitor.name,
            action=action,
            about=about[:200],
        )
    )


def latest(session: Session, authority: str) -> tuple[AuditRecord, ...]:
    """The newest records of one authority, newest first."""
    chosen = select(AuditRecord).where(AuditRecord.authority == authority)
    return tuple(session.scalars(chosen.order_by(AuditRecord.id.desc()).limit(PAGE)))


def last(session: Session, authority: str, action: str) -> AuditRecord | None:
    """The newest record of this deed in one authority."""
    chosen = select(AuditRecord).where(AuditRecord.authority == authority, AuditRecord.action == action)
    return session.scalar(chosen.order_by(AuditRecord.id.desc()).limit(1))
