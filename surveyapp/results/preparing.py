"""Making a comment's text fit to be read by others: people mask it, and two different people approve the same words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.results.approved import approvals, digest
from surveyapp.results.models import (
    Comment,
    CommentApproval,
    CommentKeptOut,
    CommentQuote,
    CommentReading,
    CommentText,
    Review,
)

NOTHING = b""
"""What was seen of a text where there was none yet."""


class TextChanged(Exception):
    """Somebody else changed this text, or took it out of reach, meanwhile. Nothing was changed."""


class SamePerson(Exception):
    """The same person, as far as can be known, has approved this text already; a second person has to."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as people made it; ``stays`` are the words that the mask still finds, and ``why`` they may stand."""

    body: str
    welsh: str = ""
    stays: tuple[str, ...] = ()
    why: str = ""

    @property
    def digest(self) -> bytes:
        """What an approval of it stands under."""
        return digest(self.body, self.welsh, "\n".join(self.stays), self.why)


@dataclass(frozen=True, slots=True)
class Person:
    """Who approves: digests of account, name and address that are keyed, and others for each comment."""

    account: bytes
    name: bytes
    address: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A comment that showed no sign of harm, and how far its text is; ``original`` is what the child wrote."""

    id: bytes
    bands: str
    item: str
    original: str
    draft: Draft | None
    kept_out: bool
    approvals: int
    domain: str | None

    @property
    def seen(self) -> bytes:
        """The digest of the text as it stands; nothing where there is none."""
        return self.draft.digest if self.draft else NOTHING


def comments(session: Session, wave: str, *, only: bytes | None = None) -> tuple[Prepared, ...]:
    """Every comment of a wave that people may mask, or ``only`` one, by item; none for the reader alone."""
    found = (
        select(Comment, CommentText, CommentKeptOut.id.is_not(None), CommentQuote.domain)
        .join(CommentReading, CommentReading.id == Comment.id)
        .outerjoin(CommentText, CommentText.id == Comment.id)
        .outerjoin(CommentKeptOut, CommentKeptOut.id == Comment.id)
        .outerjoin(CommentQuote, CommentQuote.id == Comment.id)
        .where(Comment.wave == wave, Comment.review == Review.UNREAD, CommentReading.worry.is_(False))
        .order_by(Comment.item, Comment.id)
    )
    chosen = found if only is None else found.where(Comment.id == only)
    signed = approvals(session, wave)
    return tuple(
        _prepared(comment, text, out, signed.get(comment.id, []), domain)
        for comment, text, out, domain in session.execute(chosen)
    )


def find(session: Session, wave: str, id: bytes) -> Prepared | None:
    """One of them; None where there is none that people may mask."""
    return next(iter(comments(session, wave, only=id)), None)


def write(session: Session, wave: str, id: bytes, draft: Draft, *, seen: bytes) -> bool:
    """Keep a text in place of the one that was seen; whether it is another. Every approval of the one before is gone.

    Raises TextChanged.
    """
    here = _as_seen(session, wave, id, seen)
    if here.draft == draft:
        return False
    session.execute(delete(CommentText).where(CommentText.id == id))  # approvals and quotes of it go with it
    session.add(CommentText(id=id, body=draft.body, welsh=draft.welsh, stays="\n".join(draft.stays), why=draft.why))
    session.flush()
    return True


def approve(session: Session, wave: str, id: bytes, person: Person, *, seen: bytes) -> None:
    """One person says that the text as seen may be read by others. Raises TextChanged, SamePerson."""
    here = _as_seen(session, wave, id, seen)
    if here.draft is None or here.kept_out:
        raise TextChanged
    row = CommentApproval(id=id, account=person.account, name=person.name, address=person.address, text=seen)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as same:
        raise SamePerson from same


def has_approved(session: Session, id: bytes, person: Person) -> bool:
    """Whether this person, by account, name or address, is among those who approved."""
    same = (
        (CommentApproval.account == person.account)
        | (CommentApproval.name == person.name)
        | (CommentApproval.address == person.address)
    )
    return bool(session.scalar(select(exists().where(CommentApproval.id == id, same))))


def withdraw(session: Session, id: bytes, person: Person) -> bool:
    """Take one's own approval back; whether there was one. A text that is no longer approved is not quoted."""
    mine = delete(CommentApproval).where(CommentApproval.id == id, CommentApproval.account == person.account)
    if session.scalar(mine.returning(CommentApproval.id)) is None:
        return False
    session.execute(delete(CommentQuote).where(CommentQuote.id == id))
    return True


def keep_out(session: Session, wave: str, id: bytes, *, out: bool) -> bool:
    """Keep a comment out of every report, or let it in again, to be approved anew; False where there is no such one."""
    here = find(session, wave, id)
    if here is None:
        return False
    session.execute(delete(CommentApproval).where(CommentApproval.id == id))
    session.execute(delete(CommentQuote).where(CommentQuote.id == id))
    session.execute(delete(CommentKeptOut).where(CommentKeptOut.id == id))
    if out:
        session.add(CommentKeptOut(id=id))
    return True


def _as_seen(session: Session, wave: str, id: bytes, seen: bytes) -> Prepared:
    """The comment, if its text is the one that was seen; held until the transaction ends. Raises TextChanged."""
    session.execute(select(Comment.id).where(Comment.id == id).with_for_update())
    here = find(session, wave, id)
    if here is None or here.seen != seen:
        raise TextChanged
    return here


def _prepared(
    comment: Comment, text: CommentText | None, out: bool, signed: list[bytes], domain: str | None
) -> Prepared:
    draft = Draft(text.body, text.welsh, tuple(text.stays.splitlines()), text.why) if text else None
    valid = signed.count(draft.digest) if draft else 0
    return Prepared(comment.id, comment.band, comment.item, comment.body, draft, out, valid, domain)
