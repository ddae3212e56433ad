"""One engine for one store's address, whichever of the two databases it names."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import Pool

from surveyapp.db import postgresql, sqlite
from surveyapp.db.errors import UnknownDatabase


def open_engine(store: str, address: str, *, pool: type[Pool] | None = None) -> Engine:
    """The engine for one store's address."""
    for name in _speaking():
        logging.getLogger(name).addFilter(_warns)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UnknownDatabase(store, "nothing that can be read") from error
    if url.get_backend_name() == "sqlite":
        return sqlite.engine(store, url, pool=pool)
    if url.get_backend_name() == "postgresql":
        return postgresql.engine(store, url, pool=pool)
    raise UnknownDatabase(store, url.drivername)


def _speaking() -> Iterator[str]:
    """The loggers that write of what is done: SQLAlchemy's own, every kind of pool, and PostgreSQL's driver."""
    yield from ("sqlalchemy.engine.Engine", "psycopg")
    yield from (name for name in tuple(logging.root.manager.loggerDict) if name.startswith("sqlalchemy."))
    kinds: list[type[Pool]] = [Pool]
    while kinds:
        kind = kinds.pop()
        yield f"{kind.__module__}.{kind.__qualname__}"
        kinds += kind.__subclasses__()


def _warns(record: logging.LogRecord) -> bool:
    """Whether a line may be written. Whoever turns these logs to DEBUG would get the rows that an engine reads, in the
    order of requests (parameters are hidden there, rows are not), and from its pool a line for each request.
    """
    return record.levelno >= logging.WARNING
