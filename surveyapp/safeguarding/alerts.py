"""Who is to be told that a child asks, and who was: kept until it is sent, and rising while nobody reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Update, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveyapp.safeguarding import moments, rota
from surveyapp.safeguarding.duty import worked
from surveyapp.safeguarding.models import Alert, AlertRun, ContactRequest
from surveyapp.safeguarding.rota import Told

RISES_AFTER = timedelta(hours=2)
"""Working time unread after which the alert rises to the second contact, and once more to all."""
TOP = 2
LEASE = 120
"""Seconds for which one process has a letter to itself; a process that dies loses it no longer than that."""
PAUSE = 60
"""Seconds between two letters to one person: requests that come in a flood become one letter a minute."""
LONGEST_WAIT = 600
SILENT_AFTER = 600
"""Seconds without `surveyapp alerts` after which staff are warned; it runs every minute."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to be sent: to whom, about which requests, and the highest level among them."""

    email: str
    level: int
    requests: tuple[bytes, ...]


def raise_to(session: Session, request: bytes, told: tuple[Told, ...], *, level: int, now: int) -> None:
    """Have those told whom this level is for."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = [
        {"request": request, "level": level, "email": one.email, "tries": 0, "next_try": now}
        for one in whom(told, level)
    ]
    if rows:
        session.execute(dialect.insert(Alert).on_conflict_do_nothing(), rows)


def whom(told: tuple[Told, ...], level: int) -> tuple[Told, ...]:
    """The first contact, then the second (or the first again, where there is no other), then all."""
    if level >= TOP:
        return told
    return told[level : level + 1] or told[:1]


def escalate(session: Session, *, now: int) -> int:
    """Raise the alerts of what nobody has read for two working hours, and for four; how many steps were taken."""
    unread = select(ContactRequest).where(ContactRequest.read_at.is_(None), ContactRequest.level < TOP)
    return sum(_risen(session, row, now) for row in session.scalars(unread).all())


def claim(session: Session, *, now: int) -> tuple[Letter, ...]:
    """Take the letters that are to be sent now; nobody else gets them until the lease is over."""
    lately = select(Alert.email).where(Alert.sent_at > now - PAUSE)
    unread = select(ContactRequest.id).where(ContactRequest.read_at.is_(None))
    due = (Alert.sent_at.is_(None), Alert.next_try <= now, Alert.request.in_(unread), Alert.email.not_in(lately))
    mine = update(Alert).where(*due).values(next_try=now + LEASE)
    taken = session.execute(mine.returning(Alert.email, Alert.level, Alert.request)).all()
    return tuple(_letters([(str(email), int(level), bytes(request)) for email, level, request in taken]))


def sent(session: Session, letter: Letter, *, now: int) -> None:
    """The letter is on its way."""
    session.execute(_of(letter).values(sent_at=now, tries=Alert.tries + 1))


def failed(session: Session, letter: Letter, *, now: int) -> None:
    """The mail server did not take it: again in a minute, then more slowly, never given up."""
    tries = session.scalar(select(Alert.tries).where(*_which(letter)).order_by(Alert.tries.desc()).limit(1)) or 0
    session.execute(_of(letter).values(tries=Alert.tries + 1, next_try=now + min(60 * 2**tries, LONGEST_WAIT)))


def was_told(session: Session, request: bytes) -> bool:
    """Whether a letter about this request is on its way to somebody."""
    return session.scalar(select(Alert.level).where(Alert.request == request, Alert.sent_at.is_not(None))) is not None


def unsent(session: Session, authority: str | None = None) -> bool:
    """Whether a letter about an unread request (of this authority) was tried and could not be sent."""
    stuck = (
        select(Alert.level)
        .join(ContactRequest, ContactRequest.id == Alert.request)
        .where(ContactRequest.read_at.is_(None), Alert.sent_at.is_(None), Alert.tries > 0)
    )
    if authority is not None:
        stuck = stuck.where(ContactRequest.authority == authority)
    return session.scalar(stuck.limit(1)) is not None


def drop(session: Session, request: bytes) -> None:
    """Nobody needs to be told any more."""
    session.execute(delete(Alert).where(Alert.request == request, Alert.sent_at.is_(None)))


def ran(session: Session, *, now: int) -> None:
    """Note that `surveyapp alerts` ran."""
    session.merge(AlertRun(id=1, at=now))


def silent(session: Session, *, now: int) -> bool:
    """Whether `surveyapp alerts` has not run lately, so that nothing rises and nothing is tried again."""
    last = session.get(AlertRun, 1)
    return last is None or now - last.at > SILENT_AFTER


def _risen(session: Session, row: ContactRequest, now: int) -> int:
    """Raise one request's alert as far as its waiting time asks."""
    known = rota.of(session, row.authority)
    waited = worked(known.duty, moments.local(row.asked_at), moments.local(now))
    level = min(TOP, waited // RISES_AFTER)
    for step in range(row.level + 1, level + 1):
        raise_to(session, row.id, known.told, level=step, now=now)
    steps = max(0, level - row.level)
    row.level += steps
    session.flush()
    return steps


def _letters(taken: list[tuple[str, int, bytes]]) -> Iterable[Letter]:
    for email in sorted({email for email, _level, _request in taken}):
        levels = [level for to, level, _request in taken if to == email]
        requests = tuple(sorted({request for to, _level, request in taken if to == email}))
        yield Letter(email, max(levels), requests)


def _which(letter: Letter) -> tuple[ColumnElement[bool], ...]:
    return Alert.email == letter.email, Alert.request.in_(letter.requests), Alert.sent_at.is_(None)


def _of(letter: Letter) -> Update:
    return update(Alert).where(*_which(letter))
