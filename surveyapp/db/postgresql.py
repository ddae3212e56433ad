"""PostgreSQL databases that keep no commit time, no statement and no log for long, as asserted on every connect."""

from __future__ import annotations

from select import POLLIN, poll
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import Pool

from surveyapp.db import serverlog
from surveyapp.db.errors import DriverMissing, UnsafeStore

if TYPE_CHECKING:
    import psycopg

SAFE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("synchronous_commit", ("on", "remote_apply")),
    ("fsync", ("on",)),
    ("full_page_writes", ("on",)),
    ("track_commit_timestamp", ("off",)),
    ("wal_level", ("replica", "minimal")),
    ("archive_mode", ("off",)),
    ("wal_recycle", ("off",)),
    ("wal_keep_size", ("0",)),
    ("log_statement", ("none",)),
    ("log_duration", ("off",)),
    ("log_min_duration_statement", ("-1",)),
    ("log_min_duration_sample", ("-1",)),
    ("log_transaction_sample_rate", ("0",)),
    ("log_min_error_statement", ("panic", "fatal")),
    ("log_error_verbosity", ("terse",)),
    ("log_min_messages", ("warning", "error", "log", "fatal", "panic")),
    ("debug_print_parse", ("off",)),
    ("debug_print_rewritten", ("off",)),
    ("debug_print_plan", ("off",)),
    ("log_parser_stats", ("off",)),
    ("log_planner_stats", ("off",)),
    ("log_executor_stats", ("off",)),
    ("log_statement_stats", ("off",)),
    ("log_lock_waits", ("off",)),
    ("log_parameter_max_length", ("0",)),
    ("log_parameter_max_length_on_error", ("0",)),
)
"""Each server setting and the values that are safe; a store's role sees them as they hold for itself."""

SAFE_IF_LOADED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("auto_explain.log_min_duration", ("-1",)),
    ("pgaudit.log", ("none", "")),
    ("summarize_wal", ("off",)),
)
"""Settings of extensions, or of newer versions, that may or may not be there."""


def engine(store: str, url: URL, *, pool: type[Pool] | None = None) -> Engine:
    """An engine for one PostgreSQL database."""
    try:
        made = create_engine(url, poolclass=pool, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DriverMissing(store) from error

    @event.listens_for(made, "connect")
    def connected(connection: psycopg.Connection[tuple[str | None, ...]], _record: object) -> None:
        assert_safe(store, connection)
        serverlog.assert_droppable(store, connection)

    @event.listens_for(made, "checkout")
    def taken(connection: psycopg.Connection[object], _record: object, _proxy: object) -> None:
        if connection.closed or _hung_up(connection):
            raise InvalidatePoolError

    return made


def _hung_up(connection: psycopg.Connection[object]) -> bool:
    """Whether the server has ended this connection: nothing was asked, so there is nothing else to be read.

    Asking the server itself takes longer than most of what is done with the connection.
    """
    waiting = poll()
    waiting.register(connection.pgconn.socket, POLLIN)
    return bool(waiting.poll(0))


def assert_safe(store: str, connection: psycopg.Connection[tuple[str | None, ...]]) -> None:
    """Read every setting; the first that is not safe raises UnsafeStore."""
    wanted = (*SAFE, *SAFE_IF_LOADED)
    asked = ", ".join(f"current_setting('{name}', true)" for name, _values in wanted)
    found = connection.execute(f"SELECT {asked}").fetchone() or ()
    connection.rollback()
    for (name, values), value in zip(wanted, found, strict=True):
        absent = value is None and (name, values) in SAFE_IF_LOADED
        if not absent and value not in values:
            raise UnsafeStore(store, name, found=value, wanted=" or ".join(values))


def cluster(engine: Engine) -> int:
    """The system identifier of the cluster an engine talks to: equal for two databases of one cluster."""
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT system_identifier FROM pg_control_system()")) or 0)
