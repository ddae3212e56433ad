"""PostgreSQL's own log, a list of what came in which order, let go after each wash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from surveyapp.db.errors import LogKept, RightsMissing, UnsafeStore

if TYPE_CHECKING:
    import psycopg

OLDEST = 150_000
"""The first version of PostgreSQL with a role that may ask for a checkpoint."""
RIGHTS: tuple[tuple[str, str], ...] = (
    ("pg_has_role('pg_checkpoint', 'usage')", "GRANT pg_checkpoint TO {role};"),
    ("has_function_privilege('pg_switch_wal()', 'execute')", "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {role};"),
    ("has_function_privilege('pg_ls_waldir()', 'execute')", "GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO {role};"),
)
"""What a store's role must be allowed, and what allows it; functions are allowed in each database by itself."""
ASIDE = """(
    SELECT count(*) FROM pg_db_role_setting AS made, unnest(made.setconfig) AS one
    WHERE one LIKE 'wal_recycle=%' AND made.setrole IN (0, quote_ident(current_user)::regrole)
    AND made.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
)"""
"""Whether it is set for this role or database: that binds a connection, and not the process that removes files."""

SEGMENTS = "SELECT count(*) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND substr(name, 9) "
AHEAD = text(SEGMENTS + "> substr(pg_walfile_name(pg_current_wal_insert_lsn()), 9)")
LEFT = text(SEGMENTS + "<= :last")
SWITCH = text("SELECT substr(pg_walfile_name(pg_switch_wal()), 9)")
"""Ends the file being written, unless nothing was; its name without the timeline, as PostgreSQL compares them."""
NOTHING = text("SELECT pg_logical_emit_message(false, '', '')")
"""An entry that says nothing, so that there is something to end."""


def assert_droppable(store: str, connection: psycopg.Connection[tuple[str | None, ...]]) -> None:
    """Raise UnsafeStore or RightsMissing where a wash could not let the log go."""
    if connection.info.server_version < OLDEST:
        raise UnsafeStore(store, "server_version", found=connection.info.server_version, wanted="15 or newer")
    asked = ", ".join(f"({right})::text" for right, _statement in RIGHTS)
    found = connection.execute(f"SELECT {ASIDE}::text, quote_ident(current_user), {asked}").fetchone() or ()
    connection.rollback()
    aside, role, *allowed = found
    if aside != "0":
        raise UnsafeStore(store, "wal_recycle", found="set for a role or a database", wanted="off for the server")
    missing = tuple(
        statement.format(role=role) for (_right, statement), may in zip(RIGHTS, allowed, strict=True) if may != "true"
    )
    if missing:
        raise RightsMissing(store, connection.info.dbname, missing)


def drop(engine: Engine) -> None:
    """Let the server remove every file of its log that was begun before now. Raises LogKept where one is left.

    What others write meanwhile lies in a file that is removed, or is as new as if it came after the wash.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        last = _end(connection)
        connection.execute(text("CHECKPOINT"))
        left = connection.scalar(LEFT, {"last": last})
    if left:
        raise LogKept(engine.url.database or "", left)


def _end(connection: Connection) -> str:
    """End the file being written, and each one that lies ready: it was once written full, if files were used again."""
    ready = connection.scalar(AHEAD) or 0
    for _ in range(ready + 1):
        connection.execute(NOTHING)
        last = connection.scalar(SWITCH)
    return str(last)
