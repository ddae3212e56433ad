"""Authorities that join a programme, known by a key that was compared by voice, and those that leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.programme.models import Joined, TakenRelease
from surveyapp.signing.keys import tidy


class AuthorityUnknown(LookupError):
    """No authority of this id has joined the programme; see `surveyapp programme list`."""


class JoinedAlready(Exception):
    """An authority of this id is in the programme. If its key changed, use `surveyapp programme change-key`."""


class ReleaseUnknown(LookupError):
    """The programme has no release of this wave."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority of the programme, and its releases that were taken in: wave, year and revision."""

    id: str
    title: str
    key: str
    releases: tuple[tuple[str, int, int], ...] = ()


def join(session: Session, id: str, *, title: str, key: str, day: date) -> None:
    """Take an authority in; ``key`` is its key's fingerprint as it was read aloud. Raises JoinedAlready, Misheard."""
    if session.scalar(select(Joined.id).where(Joined.authority == id)) is not None:
        raise JoinedAlready(id)
    session.add(Joined(authority=id, title=title, key=tidy(key), joined_on=day))
    session.flush()


def change_key(session: Session, id: str, key: str) -> None:
    """From now on the authority signs with another key. Raises AuthorityUnknown, Misheard."""
    find(session, id).key = tidy(key)
    session.flush()


def leave(session: Session, id: str, *, wave: str = "") -> None:
    """Forget one release, or without ``wave`` the authority with all of them. Raises AuthorityUnknown, ReleaseUnknown.

    What was given out before cannot be called back; no later comparator has its figures.
    """
    find(session, id)
    mine = TakenRelease.authority == id
    gone = delete(TakenRelease).where(mine, TakenRelease.wave == wave) if wave else delete(TakenRelease).where(mine)
    if not session.scalars(gone.returning(TakenRelease.id)).all() and wave:
        raise ReleaseUnknown(wave)
    if not wave:
        session.execute(delete(Joined).where(Joined.authority == id))


def joined(session: Session) -> tuple[Authority, ...]:
    """Everybody in the programme, in the order of joining."""
    taken = session.execute(
        select(TakenRelease.authority, TakenRelease.wave, TakenRelease.year, TakenRelease.revision).order_by(
            TakenRelease.year, TakenRelease.wave
        )
    ).all()
    return tuple(
        Authority(
            one.authority, one.title, one.key, tuple((wave, y, r) for id, wave, y, r in taken if id == one.authority)
        )
        for one in session.scalars(select(Joined).order_by(Joined.id))
    )


def find(session: Session, id: str) -> Joined:
    """An authority's own row. Raises AuthorityUnknown."""
    row = session.scalar(select(Joined).where(Joined.authority == id))
    if row is None:
        raise AuthorityUnknown(id)
    return row
