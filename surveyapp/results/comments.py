"""Comments, read for harm by one person before anybody else may read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from surveyapp.results.models import Comment, CommentApproval, CommentQuote, CommentRaised, CommentReading


class AlreadyRead(Exception):
    """Somebody else said what is in one of these comments meanwhile, or they are gone. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one child wrote: to which item, under which bands' label. Ids are drawn at random and tell no order.

    ``raised``: somebody who masked it asks for another look.
    """

    id: bytes
    bands: str
    item: str
    body: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How many comments of a wave were written, still wait to be read for harm, and gave cause for worry."""

    written: int
    unread: int
    worries: int


def reading(session: Session, waves: Collection[str] | None = None) -> Mapping[str, Reading]:
    """How far the reading is: of all waves that have comments, or of those of these."""
    unread = func.count().filter(CommentReading.id.is_(None))
    worries = func.count().filter(CommentReading.worry)
    found = (
        select(Comment.wave, func.count(), unread, worries)
        .outerjoin(CommentReading, CommentReading.id == Comment.id)
        .group_by(Comment.wave)
        .order_by(Comment.wave)
    )
    chosen = found if waves is None else found.where(Comment.wave.in_(tuple(waves)))
    return {wave: Reading(*numbers) for wave, *numbers in session.execute(chosen)}


def unread(session: Session, wave: str, *, most: int) -> tuple[Words, ...]:
    """Comments that nobody has read for harm yet, question by question."""
    return _words(session, wave, CommentReading.id.is_(None), most)


def judged(session: Session, wave: str, *, worry: bool) -> tuple[Words, ...]:
    """Comments in which a child may be in danger, or those in which nobody saw a sign of it."""
    return _words(session, wave, CommentReading.worry.is_(worry), None)


def judge_anew(session: Session, wave: str, id: bytes, *, worry: bool) -> bool:
    """Say otherwise of a comment that was read before; False where it was not, or is gone."""
    mine = select(Comment.id).where(Comment.wave == wave, Comment.id == id)
    changed = update(CommentReading).where(CommentReading.id.in_(mine)).values(worry=worry)
    found = session.scalar(changed.returning(CommentReading.id))
    if found is not None and worry:
        _take_back(session, found)
    return found is not None


def raise_worry(session: Session, wave: str, id: bytes) -> bool:
    """Put a comment that was read as fine back before the reader; False where it was not, or is gone."""
    mine = select(Comment.id).where(Comment.wave == wave, Comment.id == id)
    fine = delete(CommentReading).where(CommentReading.id.in_(mine), CommentReading.worry.is_(False))
    if session.scalar(fine.returning(CommentReading.id)) is None:
        return False
    session.add(CommentRaised(id=id))
    _take_back(session, id)
    return True


def read(session: Session, wave: str, found: Mapping[bytes, bool]) -> None:
    """Say of comments whether they are cause for worry. Raises AlreadyRead."""
    waiting = (
        select(Comment.id)
        .outerjoin(CommentReading, CommentReading.id == Comment.id)
        .where(Comment.wave == wave, Comment.id.in_(tuple(found)), CommentReading.id.is_(None))
    )
    if set(session.scalars(waiting)) != set(found):
        raise AlreadyRead
    rows = [{"id": id, "worry": worry} for id, worry in sorted(found.items())]
    if rows:
        session.execute(insert(CommentReading), rows)
        session.execute(delete(CommentRaised).where(CommentRaised.id.in_(tuple(found))))


def _take_back(session: Session, id: bytes) -> None:
    """No text of the comment is approved or quoted any more; what people wrote stays."""
    session.execute(delete(CommentApproval).where(CommentApproval.id == id))
    session.execute(delete(CommentQuote).where(CommentQuote.id == id))


def _words(session: Session, wave: str, which: ColumnElement[bool], most: int | None) -> tuple[Words, ...]:
    raised = CommentRaised.id.is_not(None)
    columns = (Comment.id, Comment.band, Comment.item, Comment.body, raised)
    joined = select(*columns).outerjoin(CommentReading, CommentReading.id == Comment.id)
    with_raised = joined.outerjoin(CommentRaised, CommentRaised.id == Comment.id)
    found = with_raised.where(Comment.wave == wave, which).order_by(raised.desc(), Comment.item, Comment.id)
    return tuple(Words(*row) for row in session.execute(found.limit(most)))
