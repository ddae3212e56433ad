"""Whether an installation's pepper is the one that a set of copies was written under; without it cards are paper."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from surveyapp.backup.sets import BackupSet
from surveyapp.box import issuers
from surveyapp.db import sqlite
from surveyapp.db.errors import PepperUnfit
from surveyapp.db.keys import key_for
from surveyapp.safeguarding import requests, wrapped


def assert_fits(one: BackupSet, pepper: bytes) -> None:
    """Raise PepperUnfit if something in the copies rests wrapped under another pepper."""
    if unread := tuple(_unread(one, pepper)):
        raise PepperUnfit(*unread)


def _unread(one: BackupSet, pepper: bytes) -> Iterator[str]:
    """What this pepper does not open, in a few words each."""
    with _copy(one, "box").connect() as connection:
        for wave in issuers.unfit(connection, key=key_for(pepper, issuers.PURPOSE)):
            yield f"the keys of {wave}"
    with _copy(one, "safeguarding").connect() as connection:
        if requests.unreadable(connection, key_for(pepper, wrapped.PURPOSE)):
            yield "what children wrote who ask to be contacted"


def _copy(one: BackupSet, store: str) -> Engine:
    return sqlite.engine(store, make_url(f"sqlite:///{one.path(store)}"), pool=NullPool)
