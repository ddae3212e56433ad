"""Who is signed in: a random token in a cookie, its hash in the store, an idle and an absolute end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from time import time

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from surveyapp.staff import accounts
from surveyapp.staff.models import Account, SignedIn
from surveyapp.web.audience import Visitor

IDLE = 45 * 60
"""Seconds without a page after which a session ends."""

NOTICED = 60
"""A session's last use is written at most once in so many seconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A live session's visitor, and whether its last use should be written down."""

    visitor: Visitor
    stale: bool


def start(session: Session, account: Account, *, longest: int, authority: str | None = None) -> str:
    """Sign the account in for at most ``longest`` seconds; returns the token for the cookie."""
    sweep(session, longest=longest)
    chosen = authority or next(iter(accounts.authorities_of(session, account.id)), None)
    token = secrets.token_urlsafe(32)
    now = int(time())
    session.add(SignedIn(digest=_digest(token), account=account.id, authority=chosen, started=now, seen=now))
    return token


def find(session: Session, token: str, *, longest: int) -> Found | None:
    """The visitor behind a token; None where it is unknown, over, or its account disabled."""
    now = int(time())
    row = session.execute(
        select(SignedIn, Account)
        .join(Account, Account.id == SignedIn.account)
        .where(SignedIn.digest == _digest(token), Account.disabled.is_(False))
        .where(SignedIn.started > now - longest, SignedIn.seen > now - IDLE)
    ).first()
    if row is None:
        return None
    signed_in, account = row
    authority = signed_in.authority or ""
    roles = accounts.roles_of(session, account.id, authority)
    return Found(Visitor(account.id, account.name, authority, roles), stale=signed_in.seen <= now - NOTICED)


def notice(session: Session, token: str) -> None:
    """Write down that the session is in use."""
    session.execute(update(SignedIn).where(SignedIn.digest == _digest(token)).values(seen=int(time())))


def work_for(session: Session, token: str, authority: str) -> None:
    """Work for this authority from now on."""
    session.execute(update(SignedIn).where(SignedIn.digest == _digest(token)).values(authority=authority))


def end(session: Session, token: str) -> None:
    """Sign this browser out."""
    session.execute(delete(SignedIn).where(SignedIn.digest == _digest(token)))


def sweep(session: Session, *, longest: int) -> None:
    """Forget sessions that are over."""
    now = int(time())
    session.execute(delete(SignedIn).where(or_(SignedIn.started <= now - longest, SignedIn.seen <= now - IDLE)))


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
