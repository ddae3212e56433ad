"""One engine for one store's address, whichever of the two databases it names."""

from __future__ import annotations

import logging

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import Pool

from surveyapp.db import postgresql, sqlite
from surveyapp.db.errors import UnknownDatabase


def open_engine(store: str, address: str, *, pool: type[Pool] | None = None) -> Engine:
    """The engine for one store's address."""
    logging.getLogger("sqlalchemy.engine.Engine").addFilter(_warns)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UnknownDatabase(store, "nothing that can be read") from error
    if url.get_backend_name() == "sqlite":
        return sqlite.engine(store, url, pool=pool)
    if url.get_backend_name() == "postgresql":
        return postgresql.engine(store, url, pool=pool)
    raise UnknownDatabase(store, url.drivername)


def _warns(record: logging.LogRecord) -> bool:
    """Whether a line of an engine may be written. Whoever turns its log to DEBUG would get the rows that it reads, in
    the order of requests: parameters are hidden there, rows are not.
    """
    return record.levelno >= logging.WARNING
