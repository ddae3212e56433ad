"""What was destroyed after a wave's opening, kept for the certificate: numbers, a day and a name."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import Destruction


def find(session: Session, wave: str) -> Destruction | None:
    """The wave's destruction, finished or about to be; None while there was none."""
    return session.get(Destruction, wave)


def record(session: Session, destruction: Destruction) -> None:
    """Say what is about to be destroyed; a try that was cut off is found by it and taken up again."""
    session.merge(destruction)
    session.flush()


def finish(session: Session, wave: str) -> Destruction:
    """Say that all of it is gone."""
    found = session.get_one(Destruction, wave)
    found.finished = True
    session.flush()
    return found
