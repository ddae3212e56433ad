"""Samples of rows, which a database keeps for its planner: of children, keys and comments it may keep none.

A sample is a table as it was some day, long after rows were washed or deleted: what is in the table and not in the
sample came since.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text

UNSAMPLED: Mapping[str, tuple[str, ...]] = {
    "fieldwork": ("access_code",),
    "box": (
        "ballot", "carried_away", "custodian", "issuer_key", "permit", "waiting_ballot", "wave_key", "wrapped_key",
    ),
    "results": (
        "coding", "comment", "comment_approval", "comment_kept_out", "comment_quote", "comment_raised",
        "comment_reading", "comment_text", "gazetteer", "response", "settled",
    ),
    "safeguarding": ("alert", "contact_request"),
}  # fmt: skip
"""The tables of each store of which nothing may be sampled; their migrations switch it off for every column."""

SAMPLED = text(
    """SELECT relation.relname, attribute.attname, format_type(attribute.atttypid, attribute.atttypmod)
FROM pg_attribute AS attribute JOIN pg_class AS relation ON relation.oid = attribute.attrelid
WHERE relation.relnamespace = current_schema()::regnamespace AND relation.relkind = 'r'
AND relation.relname = ANY(:tables) AND attribute.attnum > 0 AND NOT attribute.attisdropped
AND (coalesce(attribute.attstattarget, -1) <> 0 OR EXISTS (
    SELECT FROM pg_stats WHERE schemaname = current_schema() AND tablename = relname AND pg_stats.attname =
    attribute.attname))
ORDER BY 1, attribute.attnum"""
)
"""Columns of which values are sampled, or would be; each with its type."""
NUMBER = "SELECT pg_current_xact_id()::text"
OLDER = text(
    """SELECT pg_snapshot_xmin(pg_current_snapshot()) <= CAST(:number AS xid8) OR EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND age(backend_xmin) >= age(CAST(:number AS xid8)::xid))"""
)
"""
Whether a transaction goes on, in any database of the server, that began before the one of this number, or a look at
rows in this database that is as old, as far as this role may see it. While one does, what was dropped stays in the
files.
"""
PATIENCE, PAUSE = 10.0, 0.05
"""Seconds to wait for those in all, and between two looks."""
LEFT = "SELECT name FROM sqlite_schema WHERE name GLOB 'sqlite_stat[0-9]' ORDER BY name"
"""Where SQLite puts samples when a client says ANALYZE; the program never does."""


def sampled(store: str, connection: Connection) -> tuple[str, ...]:
    """The columns of this store of which something is sampled, or would be; on SQLite the tables of samples."""
    if connection.dialect.name == "sqlite":
        return tuple(str(row[0]) for row in connection.exec_driver_sql(LEFT))
    found = connection.execute(SAMPLED, {"tables": list(UNSAMPLED.get(store, ()))})
    return tuple(f"{table}.{column}" for table, column, _kind in found)


def drop(engine: Engine) -> None:
    """PostgreSQL: sample nothing of these tables any more, and forget what was sampled, in the server's files too.

    To give a column the type that it has is the one way for a table's owner to drop its samples before version 18.
    """
    with engine.begin() as connection:
        quote = connection.dialect.identifier_preparer.quote
        found = connection.execute(SAMPLED, {"tables": sorted(_here(connection))}).all()
        for table, column, kind in found:
            altered = f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)}"
            connection.exec_driver_sql(f"{altered} SET STATISTICS 0")
            connection.exec_driver_sql(f"{altered} TYPE {kind}")
        number = str(connection.exec_driver_sql(NUMBER).scalar_one()) if found else ""
    if found:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _outlive(connection, number)
            connection.exec_driver_sql("VACUUM FULL pg_catalog.pg_statistic")


def _outlive(connection: Connection, number: str) -> None:
    """Wait for whatever is older than this transaction, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while connection.execute(OLDER, {"number": number}).scalar_one() and time.monotonic() < deadline:
        time.sleep(PAUSE)


def _here(connection: Connection) -> frozenset[str]:
    """The tables of the store that this is: two stores have one called custodian, and only one's may not be sampled."""
    present = set(inspect(connection).get_table_names())
    return frozenset(one for tables in UNSAMPLED.values() if present.issuperset(tables) for one in tables)


def drop_in_file(raw: sqlite3.Connection) -> None:
    """SQLite: forget what some other program's ANALYZE has left."""
    for (name,) in raw.execute(LEFT).fetchall():
        raw.execute(f"DROP TABLE {name}")
