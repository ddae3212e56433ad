"""Choosing approved texts to be quoted beside results."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from surveyapp.disclosure.masking import unexplained
from surveyapp.results import names
from surveyapp.results.approved import ApprovedText, approved
from surveyapp.results.models import CommentQuote, Opening


class NotApproved(Exception):
    """Two people have not approved this text as it stands now."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An approved text that somebody chose, and what the mask finds in it today that nobody let stand."""

    text: ApprovedText
    unexplained: tuple[str, ...]


def chosen(session: Session, wave: str, authority: str) -> tuple[Chosen, ...] | None:
    """What is to be quoted of a wave; None once its comments are gone, their time being over."""
    opening = session.get(Opening, wave)
    if opening is not None and opening.expired:
        return None
    listed = names.gazetteer(session, authority)
    return tuple(
        Chosen(one, unexplained(one.text, one.welsh, one.stays, listed))
        for one in approved(session, wave)
        if one.domain is not None
    )


def choose(session: Session, wave: str, id: bytes, domain: str | None) -> None:
    """Quote an approved text under a domain ("" is none), or quote it no longer (None). Raises NotApproved."""
    if id not in {one.id for one in approved(session, wave)}:
        raise NotApproved
    session.execute(delete(CommentQuote).where(CommentQuote.id == id))
    if domain is not None:
        session.add(CommentQuote(id=id, domain=domain))
