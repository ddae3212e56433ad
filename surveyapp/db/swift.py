"""Asking a store's driver itself: for the few statements of every child who sends.

What SQLAlchemy does around a statement takes longer than most of these statements do.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Executable
from sqlalchemy.exc import DBAPIError

from surveyapp.db import sqlite

_NOTHING: Mapping[str, object] = {}


@dataclass(slots=True)
class _Written:
    """A statement as one kind of database takes it; ``shape``: of its rows, once there were any."""

    text: str
    order: Sequence[str] | None
    fixed: Mapping[str, object]
    shape: type[Any] | None = None


_written: dict[tuple[Executable, str], _Written] = {}
"""By statement and kind of database: our own, each built once as its module is loaded."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one statement, their values as the driver gives them: of fixed words the text, of truths 0 and 1."""

    rows: Sequence[Any]

    def first(self) -> Any:
        """The first row, its columns under their names; None where there is none."""
        return self.rows[0] if self.rows else None


class Swift:
    """One connection of a store, for a verb that runs plain statements, built once."""

    def __init__(self, engine: Engine, driver: Any) -> None:
        self._engine = engine
        self.driver = driver

    def get_bind(self) -> Engine:
        """The store's engine, as a session calls it."""
        return self._engine

    def execute(self, statement: Executable, values: Mapping[str, object] = _NOTHING) -> Found:
        """Run one statement to its end; an error is the driver's own until the block ends."""
        written = _as_written(statement, self._engine)
        given = {**written.fixed, **values}
        done = self.driver.execute(
            written.text, given if written.order is None else tuple(given[name] for name in written.order)
        )
        if written.shape is None:
            if done.description is None:
                return Found(())
            written.shape = _row([column[0] for column in done.description])
        return Found([written.shape(*row) for row in done.fetchall()])


@contextmanager
def change(store: str, engine: Engine) -> Iterator[Swift]:
    """A transaction that commits when its block ends well and rolls back when it does not."""
    with _driver(store, engine) as driver:
        if engine.dialect.name == "sqlite":
            sqlite.begin(driver, reading=False)
        yield Swift(engine, driver)
        driver.commit()


@contextmanager
def look(store: str, engine: Engine) -> Iterator[Swift]:
    """No transaction at all: each statement sees what is committed when it runs, and on SQLite cannot write."""
    with _driver(store, engine) as driver:
        if engine.dialect.name == "sqlite":
            sqlite.keep_from_writing(driver, True)
            yield Swift(engine, driver)
            return
        driver.autocommit = True
        try:
            yield Swift(engine, driver)
        finally:
            driver.autocommit = False


@contextmanager
def _driver(store: str, engine: Engine) -> Iterator[Any]:
    """A connection of the pool, which rolls back what was not committed; after an error of its own it is closed."""
    taken = engine.raw_connection()
    try:
        yield taken.driver_connection
    except engine.dialect.loaded_dbapi.Error as error:
        taken.invalidate(error)
        if engine.dialect.name == "sqlite":
            sqlite.named(store, error)
        raise _told(engine, error) from error
    finally:
        taken.close()


def _told(engine: Engine, error: Exception) -> BaseException:
    """The error as SQLAlchemy names it, without the statement and its values."""
    base = engine.dialect.loaded_dbapi.Error
    return DBAPIError.instance(None, None, error, base, hide_parameters=True, dialect=engine.dialect)


def _row(columns: Sequence[str]) -> type[Any]:
    return type("Row", (namedtuple("Columns", columns),), {"__slots__": ()})  # of any query


def _as_written(statement: Executable, engine: Engine) -> _Written:
    place = (statement, engine.dialect.name)
    if place not in _written:
        compiled = statement.compile(dialect=engine.dialect)  # type: ignore[attr-defined]  # every statement has it
        order = getattr(compiled, "positiontup", None)
        _written[place] = _Written(compiled.string, order, compiled.params)
    return _written[place]
