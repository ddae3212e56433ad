"""One engine for one store's address, whichever of the two databases it names."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import Pool

from surveyapp.db import postgresql, sqlite
from surveyapp.db.errors import UnknownDatabase


def open_engine(store: str, address: str, *, pool: type[Pool] | None = None) -> Engine:
    """The engine for one store's address."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UnknownDatabase(store, "nothing that can be read") from error
    if url.get_backend_name() == "sqlite":
        return sqlite.engine(store, url, pool=pool)
    if url.get_backend_name() == "postgresql":
        return postgresql.engine(store, url, pool=pool)
    raise UnknownDatabase(store, url.drivername)
