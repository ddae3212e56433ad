"""Opening the six stores, and the two ways to use one: to write, or only to read."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from surveyapp.config import STORES, Settings
from surveyapp.db import inventory, migrate, postgresql, swift
from surveyapp.db.connect import open_engine
from surveyapp.db.errors import BoxNotAlone, NestedTransaction, StoreMissing, WatchedStore
from surveyapp.db.keys import key_for
from surveyapp.db.swift import Swift

Asked = Session | Swift
"""What a verb is given that is as well done without a session: it runs statements and makes no objects of rows."""


class Stores:
    """The open stores of one process; keeps what each thread has open, so that it cannot wait for itself."""

    def __init__(self, engines: Mapping[str, Engine], *, pepper: bytes) -> None:
        self._pepper = pepper
        self._engines = engines
        self._readers = {name: _reader(engine) for name, engine in engines.items()}
        self._open = threading.local()

    def key(self, purpose: str) -> bytes:
        """The key under which something rests wrapped in a store, as ``key_for`` derives it."""
        return key_for(self._pepper, purpose)

    def engine(self, store: str) -> Engine:
        """The engine of one store."""
        return self._engines[store]

    @contextmanager
    def write(self, store: str) -> Iterator[Session]:
        """A session that commits when its block ends well and rolls back when it does not."""
        held, made = self._held(store, "write"), Session(self._engines[store], expire_on_commit=False)
        with held, made as session, session.begin():
            yield session

    @contextmanager
    def read(self, store: str) -> Iterator[Session]:
        """A session in a transaction that can only read."""
        with self._held(store, "read"), Session(self._readers[store], expire_on_commit=False) as session:
            yield session

    @contextmanager
    def change(self, store: str) -> Iterator[Swift]:
        """What ``write`` is, of the driver itself: a fifth of the cost, for what is done for every child who sends."""
        with self._held(store, "write"), swift.change(store, self._engines[store]) as asked:
            yield asked

    @contextmanager
    def look(self, store: str) -> Iterator[Swift]:
        """What ``read`` is, of the driver itself and each statement on its own."""
        with self._held(store, "read"), swift.look(store, self._engines[store]) as asked:
            yield asked

    def close(self) -> None:
        """Close every connection."""
        for engine in self._engines.values():
            engine.dispose()

    @contextmanager
    def _held(self, store: str, use: str) -> Iterator[None]:
        held: list[tuple[str, str]] = self._open.__dict__.setdefault("held", [])
        if any(name == store and "write" in (use, other) for name, other in held):
            raise NestedTransaction(store)
        held.append((store, use))
        try:
            yield
        finally:
            held.remove((store, use))


def open_stores(settings: Settings, *, check_versions: bool = True) -> Stores:
    """Open all stores.

    Raises UnsafeStore, RightsMissing, BoxNotAlone, WatchedStore, DatabaseOutOfDate, StoreMissing, DriverMissing.
    """
    engines = {store: open_engine(store, settings.databases[store]) for store in STORES}
    try:
        if check_versions:
            migrate.check(engines)
            _nobody_watches(engines)
        _box_is_alone(engines)
    finally:
        for engine in engines.values():
            engine.dispose()  # a server that forks after this must not share a connection with its children
    return Stores(engines, pepper=settings.pepper)


def _reader(engine: Engine) -> Engine:
    """Each statement sees what is committed when it runs: one older view for all would find a washed table empty."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(postgresql_readonly=True)
    return engine.execution_options(surveyapp_read=True)


def _nobody_watches(engines: Mapping[str, Engine]) -> None:
    """A trigger could note each code and each ballot as it comes, and the wash would leave its notes alone."""
    for store in ("fieldwork", "box"):
        with _reader(engines[store]).connect() as connection:
            if found := inventory.acting(connection):
                raise WatchedStore(store, found)


def _box_is_alone(engines: Mapping[str, Engine]) -> None:
    """Compare the clusters' system identifiers: no other store may count its transactions beside the box's."""
    servers = {store: engine for store, engine in engines.items() if engine.dialect.name == "postgresql"}
    clusters = {store: _cluster(store, engine) for store, engine in servers.items()}
    box = clusters.pop("box", None)
    for store, cluster in clusters.items():
        if cluster == box:
            raise BoxNotAlone(store)


def _cluster(store: str, engine: Engine) -> int:
    try:
        return postgresql.cluster(engine)
    except DBAPIError as error:
        raise StoreMissing(store, str(error.orig).strip()) from error
