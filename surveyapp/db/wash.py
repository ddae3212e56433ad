"""Rewriting tables so that nothing in a file tells which row came first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, text

from surveyapp.db import serverlog, statistics
from surveyapp.db.errors import StoreBusy

REFERENCES = text(
    "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint "
    "WHERE contype = 'f' AND conrelid <> confrelid"
)


def wash(engine: Engine, tables: Iterable[str]) -> None:
    """SQLite: VACUUM, which rewrites the whole file in key order. PostgreSQL: one transaction, random order.

    PostgreSQL's own log of what was written before is let go with it, and on both what was sampled of rows. Raises
    LogKept, StoreBusy.
    """
    if engine.dialect.name == "sqlite":
        _vacuum(engine)
        return
    with engine.begin() as connection:
        _shuffle(connection, frozenset(tables))
    statistics.drop(engine)
    serverlog.drop(engine)


def _vacuum(engine: Engine) -> None:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        try:
            raw.execute("PRAGMA query_only = OFF")
            statistics.drop_in_file(raw)
            raw.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreBusy from error
            raise


def _shuffle(connection: Connection, wanted: frozenset[str]) -> None:
    """Copy, empty and refill the tables and all that refer to them: each row then has this one transaction's number."""
    tables = _with_referrers(connection, wanted)
    named = {table: connection.dialect.identifier_preparer.quote(table) for table in tables}
    together = ", ".join(named[table] for table in tables)
    connection.exec_driver_sql(f"LOCK TABLE {together} IN ACCESS EXCLUSIVE MODE")
    for number, table in enumerate(tables):
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE washing_{number} ON COMMIT DROP AS TABLE {named[table]}")
    connection.exec_driver_sql(f"TRUNCATE {together}")
    for number, table in enumerate(tables):
        refill = f"INSERT INTO {named[table]} SELECT * FROM washing_{number} ORDER BY gen_random_uuid()"  # noqa: S608 (quoted names)
        connection.exec_driver_sql(refill)


def _with_referrers(connection: Connection, wanted: frozenset[str]) -> tuple[str, ...]:
    """The tables and all that refer to them, each after those it refers to."""
    references = {(str(child), str(parent)) for child, parent in connection.execute(REFERENCES)}
    tables = set(wanted)
    while more := {child for child, parent in references if parent in tables} - tables:
        tables |= more
    ordered: list[str] = []
    while rest := sorted(tables - set(ordered)):
        free = [table for table in rest if not any((table, other) in references for other in rest)]
        ordered.extend(free)
    return tuple(ordered)
