"""A child's request to be contacted: asked once, read by a person with that role, done, and let go of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, delete, func, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveyapp.safeguarding import alerts, moments
from surveyapp.safeguarding.duty import promised
from surveyapp.safeguarding.models import ContactRequest
from surveyapp.safeguarding.rota import Rota
from surveyapp.safeguarding.wrapped import RequestUnreadable, unwrap, wrap

ASKED, OUTCOME = "asked", "outcome"
DONE_SHOWN = 100
LINGERS_AFTER = timedelta(days=2)
"""Reading ends the alerts; what was read and is not done so long after has been forgotten, or only not marked."""
TABLES = (ContactRequest.__tablename__,)
"""What is rewritten after something was deleted; what refers to it goes along."""


class State(StrEnum):
    """Nobody has read it; somebody has; and what could be done is done."""

    NEW = "new"
    READ = "read"
    DONE = "done"


class RequestGone(Exception):
    """There is no such request of this authority; it may have been deleted when its time was over."""


class RequestNotRead(Exception):
    """A request is marked as read before it is marked as done, or deleted."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a child writes: what to call them, how to reach them, when is good, and a few words."""

    called: str
    reach: str
    when: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a child is told: by when it will be read. ``id`` is the request's."""

    id: bytes
    due_at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A request without its content. Times are seconds since 1970; ``level`` is how far its alert has risen."""

    id: str
    state: State
    asked_at: int
    due_at: int
    level: int
    read_at: int | None
    read_by: str
    done_at: int | None

    def overdue(self, now: int) -> bool:
        """Whether nobody has read it in the time that the child was promised."""
        return self.state is State.NEW and now > self.due_at

    def lingers(self, now: int) -> bool:
        """Whether it was read so long ago that it should be done."""
        return self.state is State.READ and self.read_at is not None and self.read_at < _read_before(now)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that anybody but the reader may know: how many wait unread, how many of them for too long.

    ``lingering``: how many were read more than two days ago and are not done.
    """

    waiting: int
    overdue: int
    lingering: int


def ask(session: Session, key: bytes, *, authority: str, once: bytes, wish: Wish, rota: Rota, now: int) -> Asked:
    """Keep the request and what is to be sent about it. The same words sent again with ``once`` are the same request.

    Raises NeverOnDuty where nothing can be promised.
    """
    said = json.dumps(asdict(wish))
    request = sha256(b"\0".join((once, authority.encode(), said.encode()))).digest()[:16]
    due = moments.seconds(promised(rota.duty, moments.local(now)))
    row = {
        "id": request,
        "authority": authority,
        "sealed": wrap(key, request, ASKED, asdict(wish)),
        "asked_at": now,
        "due_at": due,
        "level": 0,
    }
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(ContactRequest).values(row).on_conflict_do_nothing().returning(ContactRequest.due_at)
    if session.scalar(insert) is None:
        return Asked(request, _row(session, authority, request.hex()).due_at)
    alerts.raise_to(session, request, rota.told, level=0, now=now)
    return Asked(request, due)


def listed(session: Session, authority: str) -> tuple[Listed, ...]:
    """The authority's requests: unread ones first, the longest waiting on top; of those done, the latest hundred."""
    of_authority = select(ContactRequest).where(ContactRequest.authority == authority)
    going_on = of_authority.where(ContactRequest.done_at.is_(None)).order_by(
        ContactRequest.read_at.is_not(None), ContactRequest.asked_at, ContactRequest.id
    )
    done = of_authority.where(ContactRequest.done_at.is_not(None)).order_by(ContactRequest.done_at.desc())
    return tuple(_listed(row) for row in (*session.scalars(going_on), *session.scalars(done.limit(DONE_SHOWN))))


def find(session: Session, authority: str, request: str) -> Listed:
    """One request without its content; raises RequestGone."""
    return _listed(_row(session, authority, request))


def wish(session: Session, key: bytes, authority: str, request: str) -> Wish:
    """What the child wrote; raises RequestGone and RequestUnreadable."""
    row = _row(session, authority, request)
    return Wish(**unwrap(key, row.id, ASKED, row.sealed))


def outcome(session: Session, key: bytes, authority: str, request: str) -> str:
    """What became of it, empty while nothing has; raises RequestGone and RequestUnreadable."""
    row = _row(session, authority, request)
    return unwrap(key, row.id, OUTCOME, row.outcome)["what"] if row.outcome else ""


def read(session: Session, authority: str, request: str, *, by: str, now: int) -> None:
    """Mark it as read, which ends its alerts; who read it first stays. Raises RequestGone."""
    row = _row(session, authority, request)
    unread = update(ContactRequest).where(ContactRequest.id == row.id, ContactRequest.read_at.is_(None))
    session.execute(unread.values(read_at=now, read_by=by))
    alerts.drop(session, row.id)


def finish(session: Session, key: bytes, authority: str, request: str, *, what: str, now: int) -> None:
    """Say what became of it. Raises RequestGone and RequestNotRead."""
    row = _row(session, authority, request)
    if row.read_at is None:
        raise RequestNotRead
    row.done_at, row.outcome = row.done_at or now, wrap(key, row.id, OUTCOME, {"what": what})
    session.flush()


def erase(session: Session, authority: str, request: str) -> None:
    """Delete it now, with its letters: somebody has the right to that. Raises RequestGone and RequestNotRead."""
    row = _row(session, authority, request)
    if row.read_at is None:
        raise RequestNotRead
    session.execute(delete(ContactRequest).where(ContactRequest.id == row.id))


def standing(session: Session, authority: str, *, now: int) -> Standing:
    """How many requests wait unread, or were read and forgotten."""
    unread = (ContactRequest.authority == authority, ContactRequest.read_at.is_(None))
    counted = select(func.count()).select_from(ContactRequest).where(*unread)
    waiting, overdue = session.scalar(counted), session.scalar(counted.where(ContactRequest.due_at < now))
    return Standing(waiting or 0, overdue or 0, lingering(session, now=now).get(authority, 0))


def lingering(session: Session, *, now: int) -> Mapping[str, int]:
    """By authority, how many requests were read more than two days ago and are not done; none where there are none."""
    found = select(ContactRequest.authority, func.count()).where(
        ContactRequest.read_at < _read_before(now), ContactRequest.done_at.is_(None)
    )
    rows = session.execute(found.group_by(ContactRequest.authority).order_by(ContactRequest.authority))
    return {str(authority): int(n) for authority, n in rows}


def unreadable(connection: Connection, key: bytes) -> int:
    """How many requests this key does not open: they were wrapped under another pepper.

    The tables may be of any earlier version.
    """
    if not inspect(connection).has_table(ContactRequest.__tablename__):
        return 0
    return sum(not _opens(key, *row) for row in connection.execute(select(ContactRequest.id, ContactRequest.sealed)))


def is_due(session: Session, *, kept: timedelta, now: int) -> bool:
    """Whether anything was done longer ago than this."""
    return session.scalar(select(ContactRequest.id).where(_over(kept, now)).limit(1)) is not None


def expire(session: Session, *, kept: timedelta, now: int) -> int:
    """Delete what was done longer ago than this, with its alerts; how many went."""
    gone = delete(ContactRequest).where(_over(kept, now)).returning(ContactRequest.id)
    return len(session.scalars(gone).all())


def _over(kept: timedelta, now: int) -> ColumnElement[bool]:
    return ContactRequest.done_at < now - int(kept.total_seconds())


def _read_before(now: int) -> int:
    """What was read before this moment should be done by now."""
    return now - int(LINGERS_AFTER.total_seconds())


def _opens(key: bytes, request: bytes, sealed: bytes) -> bool:
    try:
        unwrap(key, request, ASKED, sealed)
    except RequestUnreadable:
        return False
    return True


def _row(session: Session, authority: str, request: str) -> ContactRequest:
    try:
        row = session.get(ContactRequest, bytes.fromhex(request))
    except ValueError as error:
        raise RequestGone from error
    if row is None or row.authority != authority:
        raise RequestGone
    return row


def _listed(row: ContactRequest) -> Listed:
    state = State.DONE if row.done_at is not None else State.READ if row.read_at is not None else State.NEW
    return Listed(
        id=row.id.hex(),
        state=state,
        asked_at=row.asked_at,
        due_at=row.due_at,
        level=row.level,
        read_at=row.read_at,
        read_by=row.read_by or "",
        done_at=row.done_at,
    )
