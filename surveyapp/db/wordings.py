"""The words with which a SQLite file was told to make each of its tables and indexes, and those of the migrations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection
from sqlalchemy.pool import NullPool

from surveyapp.db import migrate
from surveyapp.db.connect import open_engine

Wording = tuple[str, str, str, str]
"""Kind, name, table, and what was said."""
_ALL = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
_GAPS = re.compile(r'[\s"]+')
_SAMPLES = {"sqlite_stat1": "tbl,idx,stat", "sqlite_stat4": "tbl,idx,neq,nlt,ndlt,sample"}
"""SQLite's own, which ``statistics`` looks for."""


def changed(store: str, connection: Connection) -> Iterator[str]:
    """What is there by a name that the migrations give, and was made in other words, or is there twice."""
    ours = of_migrations(store)
    names = {(kind, name) for kind, name, _table, _said in ours}
    for kind, name, _table, _said in (Counter(_found(connection)) - Counter(ours)).elements():
        if (kind, name) in names:
            yield f"wording of {kind} {name}"


def is_sample(kind: str, name: str, said: str) -> bool:
    """Whether this is one of the tables that ``ANALYZE`` makes, and nothing else under such a name."""
    return kind == "table" and name in _SAMPLES and said == f"CREATE TABLE {name}({_SAMPLES[name]})"


@cache
def of_migrations(store: str) -> tuple[Wording, ...]:
    """By making such a file: an eighth of a second at most."""
    with TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / store}.db"
        migrate.upgrade_one(store, address)
        with open_engine(store, address, pool=NullPool).connect() as connection:
            return tuple(_found(connection))


def _found(connection: Connection) -> Iterator[Wording]:
    for kind, name, table, said in connection.exec_driver_sql(_ALL):
        yield kind, name, table, _GAPS.sub(" ", said)
