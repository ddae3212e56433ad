"""The program's own store engines on apsw in place of Python's sqlite3, so that its files can lie on a disk of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import apsw
import sqlalchemy

from surveyapp.db import sqlite

_SHARED = (
    "Error", "DatabaseError", "OperationalError", "IntegrityError", "InterfaceError", "ProgrammingError",
    "InternalError", "DataError", "NotSupportedError", "Warning", "Binary", "sqlite_version_info", "paramstyle",
    "PARSE_DECLTYPES", "PARSE_COLNAMES",
)  # fmt: skip


class Cursor:
    """What SQLAlchemy wants of a cursor; every row is fetched at once, so that no statement is left half done."""

    arraysize, lastrowid = 1, None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> Cursor:
        """Run one statement."""
        cursor = self._connection.cursor()
        cursor.exec_trace = self._described
        with _named_alike():
            self._rows = list(cursor.execute(statement, tuple(parameters)))
        self.rowcount = self._connection.changes()
        return self

    def executemany(self, statement: str, rows: Sequence[Sequence[object]]) -> Cursor:
        """Run one statement for each row."""
        for row in rows:
            self.execute(statement, row)
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row."""
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows that are left."""
        left, self._rows = self._rows, []
        return left

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        """The next rows."""
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def close(self) -> None:
        """Forget the rows."""
        self._rows = []

    def _described(self, cursor: apsw.Cursor, _statement: str, _parameters: object) -> bool:
        found = cursor.get_description()
        self.description = tuple((column[0], *[None] * 6) for column in found) if found else None
        return True


class Connection:
    """What SQLAlchemy and the program want of a connection."""

    isolation_level = None

    def __init__(self, path: str, vfs: str) -> None:
        with _named_alike():
            self._connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs)

    def cursor(self) -> Cursor:
        """A new cursor."""
        return Cursor(self._connection)

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> Cursor:
        """Run one statement on a new cursor."""
        return self.cursor().execute(statement, parameters)

    def commit(self) -> None:
        """Commit, if something was begun."""
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Roll back, if something was begun."""
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self._connection.close(True)

    def create_function(self, *_given: object, **_named: object) -> None:
        """SQLAlchemy offers functions that no statement of ours uses."""


@contextmanager
def engines_on(vfs: str) -> Iterator[None]:
    """Every engine that ``surveyapp.db.sqlite`` makes meanwhile opens its file through this virtual file system."""
    module = SimpleNamespace(**{name: getattr(sqlite3, name) for name in _SHARED})

    def made(url: sqlalchemy.URL, **given: Any) -> sqlalchemy.Engine:
        path = str(url.database).removeprefix("file:")
        return sqlalchemy.create_engine("sqlite://", module=module, creator=lambda: Connection(path, vfs), **given)

    with patch.object(sqlite, "create_engine", made):
        yield


@contextmanager
def _named_alike() -> Iterator[None]:
    """Errors as Python's sqlite3 names them."""
    try:
        yield
    except apsw.Error as error:
        alike = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
        named = alike(str(error))
        named.sqlite_errorcode = getattr(error, "extendedresult", 0) or 0
        raise named from error
