"""What waited for others and was destroyed unread, kept for the certificate."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import GivenUp


def find(session: Session, wave: str) -> GivenUp | None:
    """What the wave gave up, finished or about to be; None while there was nothing."""
    return session.get(GivenUp, wave)


def begun(session: Session, waves: Collection[str]) -> frozenset[str]:
    """Those of the waves that gave up what waited, or began to."""
    return frozenset(session.scalars(select(GivenUp.wave).where(GivenUp.wave.in_(tuple(waves)))))


def unfinished(session: Session) -> frozenset[str]:
    """The waves that began to give up what waited, and were cut off."""
    return frozenset(session.scalars(select(GivenUp.wave).where(GivenUp.finished.is_(False))))


def record(session: Session, given_up: GivenUp) -> None:
    """Say what is about to be destroyed; a try that was cut off is found by it and taken up again."""
    session.merge(given_up)
    session.flush()


def finish(session: Session, wave: str) -> GivenUp:
    """Say that all of it is gone."""
    found = session.get_one(GivenUp, wave)
    found.finished = True
    session.flush()
    return found
