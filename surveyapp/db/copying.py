"""Copying a whole store: to a SQLite file, whatever it is kept in, and from such a file into an empty database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from surveyapp.db import durable, migrate, sqlite
from surveyapp.db.connect import open_engine
from surveyapp.db.errors import StoreNotEmpty

AT_ONCE = 500


def copy_out(store: str, engine: Engine, path: Path) -> None:
    """Write the store, washed, into a new SQLite file, readable by its owner alone and on the disk when this returns.

    SQLite: VACUUM INTO. PostgreSQL: each table in the order of its key, from one moment, into a file of this version.
    """
    sqlite.create(make_url(f"sqlite:///{path}"))
    if engine.dialect.name == "sqlite":
        _vacuum_into(engine, path)
    else:
        _rows_into(store, engine, path)
    durable.sync(path)


def copy_in(store: str, path: Path, engine: Engine) -> None:
    """Put the rows of such a file into a database of this version that has none yet. Raises StoreNotEmpty."""
    source = open_engine(store, f"sqlite:///{path}", pool=NullPool)
    with source.connect() as given, engine.begin() as wanted:
        if any(counts(store, wanted).values()):
            raise StoreNotEmpty(store)
        _copy(store, given, wanted)
        _count_on(store, wanted)


def counts(store: str, connection: Connection) -> Mapping[str, int]:
    """How many rows each table of the store has."""
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in _tables(store)}


def sound(path: Path) -> tuple[str, ...]:
    """What SQLite finds wrong with a file; nothing, where all is well."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        lost = [f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
        return (*found, *lost)
    except sqlite3.DatabaseError as error:
        return (str(error),)
    finally:
        connection.close()


def _vacuum_into(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("VACUUM INTO ?", [str(path)])


def _rows_into(store: str, engine: Engine, path: Path) -> None:
    migrate.upgrade_one(store, f"sqlite:///{path}")
    copy = open_engine(store, f"sqlite:///{path}", pool=NullPool)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True) as given:
        _hold(store, given)
        with copy.begin() as wanted:
            _copy(store, given, wanted)
    _vacuum(path)


def _hold(store: str, connection: Connection) -> None:
    """Locked before the first look: a wash that emptied a table after it would make the table seem to have no rows."""
    quote = connection.dialect.identifier_preparer.quote
    named = ", ".join(quote(table.name) for table in _tables(store))
    connection.exec_driver_sql(f"LOCK TABLE {named} IN ACCESS SHARE MODE")


def _copy(store: str, given: Connection, wanted: Connection) -> None:
    for table in _tables(store):
        for rows in _batches(given, table):
            wanted.execute(insert(table), rows)


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    keyed = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for part in connection.execute(keyed).mappings().partitions():
        yield [dict(row) for row in part]


def _vacuum(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("VACUUM")
    finally:
        connection.close()


def _count_on(store: str, connection: Connection) -> None:
    """Numbers that PostgreSQL gives by itself go on after the highest that was copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in _tables(store):
        (key,) = keys if len(keys := tuple(table.primary_key.columns)) == 1 else (None,)
        if key is None or not isinstance(key.type, Integer):
            continue
        highest = connection.scalar(select(func.max(key)))
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :key)"), {"table": table.name, "key": key.name}
        )
        if highest is not None and sequence is not None:
            connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _tables(store: str) -> list[Table]:
    """Every table of the store, each after those it refers to."""
    return [table for metadata in migrate.tables(store) for table in metadata.sorted_tables]
