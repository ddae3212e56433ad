"""SQLite files that keep no order, no journal and no trace: settings imposed and then asserted on every connect."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool

from surveyapp.db.errors import StoreBusy, StoreDamaged, UnsafeStore

WAIT_MS = 20_000
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
SAFE: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(WAIT_MS), WAIT_MS),
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
)
"""Each pragma, what it is set to, and what SQLite must answer when asked for it."""


def engine(store: str, url: URL, *, pool: type[Pool] | None = None) -> Engine:
    """An engine for one existing SQLite file; it never creates the file."""
    made = create_engine(_existing(store, url), poolclass=pool, hide_parameters=True)

    @event.listens_for(made, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        impose(connection)
        assert_safe(store, connection)

    event.listen(made, "begin", partial(_begin, store))
    event.listen(made, "handle_error", partial(_name, store))
    return made


def impose(connection: sqlite3.Connection) -> None:
    """Ask for every safe setting; whether it holds is for ``assert_safe`` to say."""
    for pragma, value, _answer in SAFE:
        with suppress(sqlite3.OperationalError):
            connection.execute(f"PRAGMA {pragma} = {value}")


def assert_safe(store: str, connection: sqlite3.Connection) -> None:
    """Read every setting back; the first that is not safe raises UnsafeStore."""
    for pragma, _value, wanted in SAFE:
        found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != wanted:
            raise UnsafeStore(store, pragma, found=found, wanted=wanted)


def create(url: URL) -> None:
    """Make the empty file, readable by its owner alone, where there is none yet."""
    path = file(url)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def file(url: URL) -> Path:
    """The file a SQLite URL names."""
    return Path(url.database or "")


def _existing(store: str, url: URL) -> URL:
    if not url.database or url.database == ":memory:" or url.query:
        raise UnsafeStore(store, "database", found=str(url), wanted="sqlite:/// and the path of a file")
    return url.set(database=f"file:{quote(url.database)}", query={"mode": "rw", "uri": "true"})


def begin(driver: Any, *, reading: bool) -> None:
    """Begin a transaction on the driver's own connection."""
    keep_from_writing(driver, reading)
    driver.execute("BEGIN" if reading else "BEGIN IMMEDIATE")


def keep_from_writing(driver: Any, reading: bool) -> None:
    """Whether this connection can only read, until it is said anew."""
    driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")


def named(store: str, error: BaseException) -> None:
    """Raise what a driver's error is called here, if it has a name."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, sqlite3.OperationalError) and code == sqlite3.SQLITE_BUSY:
        raise StoreBusy from error
    if isinstance(error, sqlite3.DatabaseError) and code in DAMAGED:
        raise StoreDamaged(store, error) from error


def _begin(store: str, connection: Connection) -> None:
    """A write takes its lock at once, so that it never has to give way half done; a read may not write.

    Said to the driver itself: through SQLAlchemy it would cost more than what most transactions do.
    """
    reading = bool(connection.get_execution_options().get("surveyapp_read"))
    try:
        begin(connection.connection.driver_connection, reading=reading)
    except sqlite3.Error as error:
        named(store, error)
        raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error, dialect=connection.dialect) from error


def _name(store: str, context: ExceptionContext) -> Any:
    """Give what can go wrong with a file its own name."""
    named(store, context.original_exception)
