"""Choosing approved texts to be quoted beside results."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from surveyapp.results.approved import approved
from surveyapp.results.models import CommentQuote


class NotApproved(Exception):
    """Two people have not approved this text as it stands now."""


def choose(session: Session, wave: str, id: bytes, domain: str | None) -> None:
    """Quote an approved text under a domain ("" is none), or quote it no longer (None). Raises NotApproved."""
    if id not in {one.id for one in approved(session, wave)}:
        raise NotApproved
    session.execute(delete(CommentQuote).where(CommentQuote.id == id))
    if domain is not None:
        session.add(CommentQuote(id=id, domain=domain))
