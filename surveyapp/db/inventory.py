"""What a store's database holds beyond what the migrations make: a copy, a watcher or a clock is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, inspect, text

from surveyapp.db import catalogues, migrate, wordings

VERSIONS = "alembic_version"
SERVERS_OWN = frozenset({"postgres", "template0", "template1"})
"""The databases that a PostgreSQL server is made with."""
TRIGGERS = """SELECT 'trigger ' || name || ' on ' || tbl_name FROM sqlite_schema
WHERE lower(type) = 'trigger' OR sql LIKE '%trigger%' ORDER BY name"""
"""SQLite runs one as well whose kind somebody wrote as "Trigger"."""
SQLITES = """SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE NOT (type = 'index' AND sql IS NULL AND name GLOB 'sqlite_autoindex_*')
ORDER BY type, name"""
OWN = text("SELECT current_schema()")
DATABASES = text("SELECT datname FROM pg_database ORDER BY datname")


@dataclass(frozen=True, slots=True)
class Made:
    """What the migrations make in one store, by name: ``filled`` are columns that have a default."""

    tables: Mapping[str, Table | None]
    indexes: frozenset[tuple[str, str]]
    constraints: frozenset[tuple[str, str]]
    filled: frozenset[tuple[str, str]]
    sequences: frozenset[str]


@cache
def made(store: str) -> Made:
    """By the models, of which a test knows that they say what the migrations make."""
    tables = [table for metadata in migrate.tables(store) for table in _sorted(metadata)]
    numbered = {(one.name, key.name) for one in tables if (key := _numbered(one)) is not None}
    given = {(one.name, column.name) for one in tables for column in one.columns if column.server_default is not None}
    return Made(
        {VERSIONS: None, **{one.name: one for one in tables}},
        frozenset((str(index.name), one.name) for one in tables for index in one.indexes),
        frozenset((name, one.name) for one in tables for name in _constraints(one)),
        frozenset(given | numbered),
        frozenset(f"{table}_{column}_seq" for table, column in numbered),
    )


def foreign(store: str, connection: Connection) -> tuple[str, ...]:
    """Everything in the database that this program did not make, as "kind name"."""
    it = made(store)
    if connection.dialect.name == "sqlite":
        return (*_in_file(it, connection), *wordings.changed(store, connection), *_columns(it, connection))
    return (*_in_catalogues(it, connection), *_columns(it, connection))


def acting(connection: Connection) -> tuple[str, ...]:
    """What does something of its own when rows are written or read: no migration makes any such thing."""
    if connection.dialect.name == "sqlite":
        return tuple(str(row[0]) for row in connection.exec_driver_sql(TRIGGERS))
    return tuple(catalogues.acting(connection))


def databases(connection: Connection, own: Iterable[str]) -> tuple[str, ...]:
    """The databases of this PostgreSQL server that are neither its own nor among these."""
    if connection.dialect.name == "sqlite":
        return ()
    known = SERVERS_OWN | set(own)
    return tuple(f"database {name}" for name in connection.scalars(DATABASES) if name not in known)


def _sorted(metadata: MetaData) -> list[Table]:
    return sorted(metadata.tables.values(), key=lambda table: table.name)


def _numbered(table: Table) -> Column[Any] | None:
    """The key that the database numbers by itself."""
    column = table.autoincrement_column
    return column if column is not None and isinstance(column.type, Integer) else None


def _constraints(table: Table) -> Iterator[str]:
    """The names of a table's own constraints, and of those that stand beside a column."""
    everywhere = (table.constraints, *(column.constraints for column in table.columns))
    return (str(one.name) for some in everywhere for one in some if one.name)


def _in_file(it: Made, connection: Connection) -> Iterator[str]:
    for kind, name, table, said in connection.exec_driver_sql(SQLITES):
        if (kind == "table" and name in it.tables) or wordings.is_sample(kind, name, said):
            continue
        if kind == "index" and (name, table) in it.indexes:
            continue
        yield f"{kind} {name}" + (f" on {table}" if name != table else "")
    for name in it.tables:
        for column in connection.exec_driver_sql(f"PRAGMA table_xinfo({name})"):
            if column[4] is not None and (name, column[1]) not in it.filled:
                yield f"default of {name}.{column[1]}"
            if column[6]:
                yield f"computed column {name}.{column[1]}"


def _columns(it: Made, connection: Connection) -> Iterator[str]:
    """Columns that are not the program's, by name or by kind."""
    dialect = connection.dialect
    found = inspect(connection).get_multi_columns(filter_names=list(it.tables))
    for (_schema, name), columns in sorted(found.items(), key=lambda one: one[0][1]):
        table = it.tables[name]
        for column in columns if table is not None else columns[1:]:
            known = None if table is None else table.columns.get(column["name"])
            kind = column["type"].compile(dialect)
            if known is None or known.type.compile(dialect) != kind:
                yield f"column {name}.{column['name']} ({kind})"


def _in_catalogues(it: Made, connection: Connection) -> Iterator[str]:
    own = str(connection.scalar(OWN))
    for thing in catalogues.things(connection, known=lambda thing: _known(it, thing, own=own)):
        yield f"{thing.kind} {thing.identity}"
    yield from catalogues.unsteady(connection)


def _known(it: Made, thing: catalogues.Thing, *, own: str) -> bool:
    """Whether the migrations made it, by its names; what belongs to it inwardly follows."""
    if len(thing.names) < 2 or thing.names[0] != own:
        return thing.kind == "schema" and thing.names == (own,)
    table, name = thing.names[1], thing.names[-1]
    of_kind = {
        "table": name in it.tables,
        "sequence": name in it.sequences,
        "index": any(name == index for index, _table in it.indexes),
        "table constraint": (name, table) in it.constraints or (name, table) == (f"{VERSIONS}_pkc", VERSIONS),
        "default value": (table, name) in it.filled,
    }
    return of_kind.get(thing.kind, False)
