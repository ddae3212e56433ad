"""Bringing each store's database to the version the program needs: one Alembic line of versions per store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from surveyapp.config import HOME, STORES, Settings
from surveyapp.db import sqlite, statistics
from surveyapp.db.connect import open_engine
from surveyapp.db.errors import BrokenReferences, DatabaseOutOfDate, DatabaseTooNew, StoreMissing
from surveyapp.db.keys import key_for
from surveyapp.db.lost import refuse_cut, refuse_lost

MIGRATIONS = HOME / "migrations"
NEVER_REBUILT = frozenset({"fieldwork", "box"})
"""Stores whose tables a batch migration may not copy: the copy would lose WITHOUT ROWID and CHECK."""
HOUSED = {"releases": ("releases", "history", "programme")}
"""Stores in which more packages than the one of their name have their tables."""


def lines() -> tuple[str, ...]:
    """The stores that have a line of versions."""
    return tuple(store for store in STORES if any((MIGRATIONS / store / "versions").glob("*.py")))


def tables(store: str) -> tuple[MetaData, ...]:
    """What the models say a store's database holds."""
    packages = HOUSED.get(store, (store,))
    return tuple(import_module(f"surveyapp.{package}.models").Base.metadata for package in packages)


def upgrade(settings: Settings, *, stores: tuple[str, ...] | None = None, to: str = "head") -> None:
    """Bring every store to its newest version, each in one transaction. Raises StoreLost before anything is made."""
    if stores is None:
        _refuse_lost(settings)
    for store in stores or lines():
        upgrade_one(store, settings.databases[store], to=to, pepper=settings.pepper)


def upgrade_one(store: str, address: str, *, to: str = "head", pepper: bytes | None = None) -> None:
    """Bring one store's database to its newest version; a SQLite file is made where there is none.

    Without the ``pepper`` nothing in it is sealed as found: a store that has waves needs it.
    """
    key = None if pepper is None else partial(key_for, pepper)
    with _migrating(address, store) as connection:
        _refuse_newer({store: MigrationContext.configure(connection).get_current_revision()})
        command.upgrade(line(store, connection=connection, key=key), to)
    if make_url(address).get_backend_name() == "postgresql":
        statistics.drop(open_engine(store, address, pool=NullPool))


def downgrade(settings: Settings, store: str, to: str) -> None:
    """Take one store back to an earlier version ("base": nothing at all)."""
    with _migrating(settings.databases[store], store) as connection:
        command.downgrade(line(store, connection=connection), to)


def revise(settings: Settings, store: str, message: str) -> None:
    """For developers: write the next version of a store from what its models say that its database does not."""
    number = f"{len(tuple(line_of(store).walk_revisions())) + 1:04d}"
    with _migrating(settings.databases[store], store) as connection:
        command.revision(line(store, connection=connection, compare=True), message, autogenerate=True, rev_id=number)


def check(engines: Mapping[str, Engine]) -> None:
    """Raise DatabaseOutOfDate unless every store is at its newest version; DatabaseTooNew, StoreLost, StoreDamaged."""
    found = {store: version(store, engines[store]) for store in lines()}
    refuse_lost(engines, found)
    _refuse_newer(found)
    late = tuple(store for store, at in found.items() if at != _known(store)[0])
    if late:
        raise DatabaseOutOfDate(late)
    for store in found:
        refuse_cut(store, engines[store])


def _refuse_lost(settings: Settings) -> None:
    engines = {store: open_engine(store, settings.databases[store], pool=NullPool) for store in lines()}
    refuse_lost(engines, {store: version(store, engine) for store, engine in engines.items()})


def _refuse_newer(found: Mapping[str, str | None]) -> None:
    newer = tuple(store for store, at in found.items() if at is not None and at not in _known(store))
    if newer:
        raise DatabaseTooNew(newer)


def _known(store: str) -> tuple[str, ...]:
    """A store's versions, the newest first."""
    folder = MIGRATIONS / store / "versions"
    return _read(store, folder, tuple(sorted(path.name for path in folder.glob("*.py"))))


@lru_cache(maxsize=32)
def _read(store: str, _folder: Path, _files: tuple[str, ...]) -> tuple[str, ...]:
    """Kept in the process as long as the same files lie there: Alembic compiles each file anew."""
    return tuple(script.revision for script in line_of(store).walk_revisions())


def version(store: str, engine: Engine) -> str | None:
    """The version a store's database is at; None when it is empty or, on SQLite, not there yet."""
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        cause = error.orig
        if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN:
            return None
        raise StoreMissing(store, str(cause).strip()) from error


def line_of(store: str) -> ScriptDirectory:
    """A store's versions in order."""
    return ScriptDirectory.from_config(line(store))


def line(store: str, **attributes: Any) -> Config:
    """Alembic's configuration for one store, found beside the installed package."""
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(MIGRATIONS / store / "versions").replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes.update(attributes, store=store, batch=store not in NEVER_REBUILT)
    return config


@contextmanager
def _migrating(address: str, store: str) -> Iterator[Connection]:
    """One connection, one transaction, one migration at a time."""
    if make_url(address).get_backend_name() == "sqlite":
        sqlite.create(make_url(address))
    engine = open_engine(store, address, pool=NullPool)
    with _connected(store, engine) as connection:
        if engine.dialect.name == "sqlite":
            with _references_checked_at_the_end(connection):
                yield connection
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('surveyapp db upgrade'))"))
                yield connection


def _connected(store: str, engine: Engine) -> Connection:
    try:
        return engine.connect()
    except DBAPIError as error:
        raise StoreMissing(store, str(error.orig).strip()) from error


@contextmanager
def _references_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """A batch rebuild drops the table others refer to: SQLite must not cascade then, but be asked before the commit."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA foreign_keys = OFF")
    with connection.begin():
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise BrokenReferences(str(broken[0]))
