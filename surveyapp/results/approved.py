"""Texts of comments that two people have approved: all that may be coded, quoted or read beside results."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.results.models import Comment, CommentReading, Review
from surveyapp.results.texts import CommentApproval, CommentKeptOut, CommentQuote, CommentText

NEEDED = 2
"""So many different people approve the same text."""


@dataclass(frozen=True, slots=True)
class ApprovedText:
    """A masked text that two people approved, of these bands laid together, to this item; "" in ``welsh`` is none.

    ``domain`` is where it was chosen to be quoted, "" under no domain; None where it was not chosen.
    ``stays`` are words that the mask finds and people let stand.
    """

    id: bytes
    bands: str
    item: str
    text: str
    welsh: str = ""
    domain: str | None = None
    stays: tuple[str, ...] = ()


def approved(session: Session, wave: str) -> tuple[ApprovedText, ...]:
    """The texts of a wave that two approved as they stand now, by item, in no order that tells anything.

    None of a comment that gives cause for worry, is kept out, or was kept for the safeguarding reader alone.
    """
    found = (
        select(CommentText, Comment.band, Comment.item, CommentQuote.domain)
        .join(Comment, Comment.id == CommentText.id)
        .join(CommentReading, CommentReading.id == Comment.id)
        .outerjoin(CommentKeptOut, CommentKeptOut.id == Comment.id)
        .outerjoin(CommentQuote, CommentQuote.id == Comment.id)
        .where(
            Comment.wave == wave,
            Comment.review == Review.UNREAD,
            CommentReading.worry.is_(False),
            CommentKeptOut.id.is_(None),
        )
        .order_by(Comment.item, Comment.id)
    )
    signed = approvals(session, wave)
    return tuple(
        ApprovedText(text.id, bands, item, text.body, text.welsh, domain, tuple(text.stays.splitlines()))
        for text, bands, item, domain in session.execute(found)
        if signed.get(text.id, []).count(digest(text.body, text.welsh, text.stays, text.why)) >= NEEDED
    )


def approvals(session: Session, wave: str) -> dict[bytes, list[bytes]]:
    """Of each text of a wave the digests of the words that its approvals stand under, one for each person."""
    found = select(CommentApproval.id, CommentApproval.text).join(Comment, Comment.id == CommentApproval.id)
    signed: dict[bytes, list[bytes]] = {}
    for id, text in session.execute(found.where(Comment.wave == wave)):
        signed.setdefault(id, []).append(text)
    return signed


def digest(*parts: str) -> bytes:
    """What an approval stands under: the words, in both languages, and why some stay; it cannot be laid on others."""
    return sha256("".join(f"{len(part)}|{part}" for part in parts).encode()).digest()
