"""Forgetting a finished wave's codes, so that no card can be recognised any more, while every number stays."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import WrongState
from surveyapp.fieldwork.models import NOT_YET, AccessCode, State, Stratum

AT_ONCE = 500
FINISHED = (State.OPENED, State.RELEASED)


def forget(session: Session, wave: str, *, unread: bool = False) -> int:
    """Put random bytes in the place of every digest and forget every token; says how many codes there were.

    Raises WrongState unless the wave was opened, or, where its box is destroyed ``unread``, is closed.
    """
    state, needed = waves.find(session, wave).state, (State.CLOSED,) if unread else FINISHED
    if state not in needed:
        raise WrongState(now=state, needed=needed)
    mine = AccessCode.stratum.in_(select(Stratum.id).where(Stratum.wave == wave))
    known = session.execute(select(AccessCode.stratum, AccessCode.instrument, AccessCode.state).where(mine)).all()
    session.execute(delete(AccessCode).where(mine))
    rows = [
        {"digest": secrets.token_bytes(32), "stratum": one.stratum, "instrument": one.instrument, "state": one.state}
        for one in known
    ]
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(AccessCode).values(blinded=NOT_YET), rows[start : start + AT_ONCE])
    return len(rows)
