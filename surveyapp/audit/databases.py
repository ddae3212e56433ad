"""The settings of the databases: nothing they run with may keep an order, a time or a statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from surveyapp.audit.copied import Copied, log_kept, original
from surveyapp.audit.findings import Finding, judge, number, unchecked
from surveyapp.box import issuers
from surveyapp.config import STORES
from surveyapp.db import postgresql, sqlite
from surveyapp.db.keys import key_for

TOPIC = "Settings of the databases"
SEALED = ("fieldwork", "box")
AWAY = {
    "replication slots": "SELECT count(*) FROM pg_replication_slots",
    "servers or programs that receive the log": "SELECT count(*) FROM pg_stat_replication",
    "publications": "SELECT count(*) FROM pg_publication",
}
"""What would copy a server's log away, and how many of it there are."""


def databases(here: Copied) -> Iterator[Finding]:
    """Each store's settings."""
    for store in STORES:
        yield from _of_sqlite(here, store) if here.dialect(store) == "sqlite" else _of_postgresql(here, store)
    yield from _apart(here)
    yield _fitting(here)


def _of_sqlite(here: Copied, store: str) -> Iterator[Finding]:
    claim = f"{store}: the file keeps no log of what was written when (journal_mode is DELETE)"
    if store not in here.files:
        yield unchecked(TOPIC, claim, f"there is no file {original(here.settings, store)}")
        return
    logged = log_kept(here.files[store])
    seen = f"1 file, {original(here.settings, store)}, by what its first bytes say"
    yield judge(TOPIC, claim, ["journal_mode is WAL"] if logged else [], looked=1, seen=seen)
    yield judge(
        TOPIC,
        f"{store}: what the program imposes on every connection holds (synchronous, secure_delete and others)",
        _not_imposed(here, store),
        looked=len(sqlite.SAFE),
        seen=f"{number(len(sqlite.SAFE), 'setting')} of a connection: "
        + ", ".join(f"{name} = {value}" for name, value, _ in sqlite.SAFE),
    )


def _not_imposed(here: Copied, store: str) -> list[str]:
    with closing(sqlite3.connect(here.files[store])) as connection:
        connection.isolation_level = None
        sqlite.impose(connection)
        asked = ((name, connection.execute(f"PRAGMA {name}").fetchone()[0], wanted) for name, _, wanted in sqlite.SAFE)
        return [f"{name} is {found!r}, not {wanted!r}" for name, found, wanted in asked if found != wanted]


def _of_postgresql(here: Copied, store: str) -> Iterator[Finding]:
    claim = f"{store}: the server keeps no commit time and logs no statement, for the program's role"
    with here.read(store) as connection:
        asked = [name for name, _ in (*postgresql.SAFE, *postgresql.SAFE_IF_LOADED)]
        seen = f"{number(len(asked), 'setting')} of a connection: {', '.join(asked[:4])} and others"
        yield judge(TOPIC, claim, _unsafe(connection), looked=len(asked), seen=seen)
        if store in SEALED:
            yield judge(
                TOPIC,
                f"{store}: nothing copies the server's log away (archive, replication)",
                _copied_away(connection),
                looked=len(AWAY),
                seen=f"{number(len(AWAY), 'list')} of the server: {', '.join(AWAY)}",
            )


def _unsafe(connection: Connection) -> list[str]:
    wanted = (*postgresql.SAFE, *postgresql.SAFE_IF_LOADED)
    found = [connection.scalar(text("SELECT current_setting(:name, true)"), {"name": name}) for name, _ in wanted]
    return [
        f"{name} is {value}"
        for (name, values), value in zip(wanted, found, strict=True)
        if value not in values and not (value is None and (name, values) in postgresql.SAFE_IF_LOADED)
    ]


def _copied_away(connection: Connection) -> list[str]:
    counted = {name: int(connection.scalar(text(sql)) or 0) for name, sql in AWAY.items()}
    return [f"{n} {name}" for name, n in counted.items() if n]


def _apart(here: Copied) -> Iterator[Finding]:
    claim = "The box is on a PostgreSQL cluster of its own"
    if here.dialect("box") == "postgresql":
        names = [store for store in STORES if here.dialect(store) == "postgresql"]
        try:
            clusters = {store: _cluster(here, store) for store in names}
        except DBAPIError as error:
            yield unchecked(TOPIC, claim, type(error).__name__)
            return
        beside = [store for store in names if store != "box" and clusters[store] == clusters["box"]]
        seen = f"the identifiers of the clusters of {number(len(names), 'store')}: {', '.join(names)}"
        yield judge(TOPIC, claim, [f"{store} is on the same one" for store in beside], looked=len(names), seen=seen)


def _cluster(here: Copied, store: str) -> int:
    with here.read(store) as connection:
        return int(connection.scalar(text("SELECT system_identifier FROM pg_control_system()")) or 0)


def _fitting(here: Copied) -> Finding:
    """Under another pepper no code would be known when it is seen, and half of this audit would look for nothing."""
    with here.read("box") as connection:
        unread = issuers.unfit(connection, key=key_for(here.settings.pepper, issuers.PURPOSE))
        held = connection.scalar(text("SELECT count(*) FROM issuer_key WHERE length(wrapped) > 0")) or 0
    return judge(
        TOPIC,
        "The pepper in the settings is the one that the stores were written under",
        [f"it does not open the keys of {wave}: no code could be told from other words" for wave in unread],
        looked=held,
        seen=number(held, "key that signs", "keys that sign"),
    )
