"""An authority's own words for what councils call differently: children "in care" are "looked after" elsewhere."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import AuthorityWord, Term


def set_word(session: Session, authority: str, term: Term, text: str, *, language: str = "en") -> None:
    """Say a term in the authority's own words in this language; no words give the general ones back."""
    forget = delete(AuthorityWord).where(
        AuthorityWord.authority == authority, AuthorityWord.term == term, AuthorityWord.language == language
    )
    session.execute(forget)
    if text.strip():
        session.add(AuthorityWord(authority=authority, term=term, language=language, text=text.strip()))
    session.flush()


def words_of(session: Session, authority: str) -> tuple[AuthorityWord, ...]:
    """The authority's own words, by term and language."""
    own = select(AuthorityWord).where(AuthorityWord.authority == authority)
    return tuple(session.scalars(own.order_by(AuthorityWord.term, AuthorityWord.language)))
