"""An authority's own list of names and places, kept to mask comments and for nothing else."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.disclosure.masking import Gazetteer, read_gazetteer
from surveyapp.results.models import Gazetteer as Kept


def written(session: Session, authority: str) -> str:
    """The list as it was typed; "" where there is none."""
    return session.scalar(select(Kept.listed).where(Kept.authority == authority)) or ""


def gazetteer(session: Session, authority: str) -> Gazetteer:
    """The list as the mask takes it."""
    return read_gazetteer(written(session, authority))


def keep(session: Session, authority: str, text: str) -> bool:
    """Keep this list in place of the one before; an empty one is none. Whether it is another. Raises Unreadable."""
    read_gazetteer(text)
    typed = "\n".join(line.strip() for line in text.splitlines()).strip()
    if typed == written(session, authority):
        return False
    session.execute(delete(Kept).where(Kept.authority == authority))
    if typed:
        session.add(Kept(authority=authority, listed=typed))
    return True
