"""An authority's own words for what councils call differently: children "in care" are "looked after" elsewhere."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.errors import AuthorityNotAmong, LanguageUnknown, UnfitWord
from surveyapp.fieldwork.models import Authority, AuthorityWord, Term

LONGEST = 80
"""Characters of an authority's own words, so that they fit in a sentence and in the database."""
CATALOGUES = Path(__file__).parent.parent / "translations"


def set_word(session: Session, authority: str, term: Term, text: str, *, language: str = "en") -> None:
    """Say a term in the authority's own words in this language; no words give the general ones back.

    Raises AuthorityNotAmong, LanguageUnknown, and UnfitWord where they are too long or hold <, > or a line break.
    """
    _hold_to_known(session, authority)
    if language not in languages():
        raise LanguageUnknown(language, languages())
    own = text.strip()
    if len(own) > LONGEST or not own.isprintable() or set(own) & set("<>"):
        raise UnfitWord(LONGEST)
    forget = delete(AuthorityWord).where(
        AuthorityWord.authority == authority, AuthorityWord.term == term, AuthorityWord.language == language
    )
    session.execute(forget)
    if own:
        session.add(AuthorityWord(authority=authority, term=term, language=language, text=own))
    session.flush()


def words_of(session: Session, authority: str) -> tuple[AuthorityWord, ...]:
    """The authority's own words, by term and language. Raises AuthorityNotAmong."""
    _hold_to_known(session, authority)
    own = select(AuthorityWord).where(AuthorityWord.authority == authority)
    return tuple(session.scalars(own.order_by(AuthorityWord.term, AuthorityWord.language)))


def languages() -> tuple[str, ...]:
    """English, and every language that pages have a catalogue of, by code."""
    found = (path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))
    return tuple(sorted({"en", *found}))


def _hold_to_known(session: Session, authority: str) -> None:
    known = tuple(session.scalars(select(Authority.id).order_by(Authority.id)))
    if authority not in known:
        raise AuthorityNotAmong(authority, known)
