"""What else lies in the databases and on their servers: copies, watchers, clocks, samples of rows as they once were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.findings import Finding, judge, number, unchecked
from surveyapp.config import STORES
from surveyapp.db import inventory, statistics

TOPIC = "What else the databases hold"
MADE = "the database holds what this program made, and nothing else (no table, column, trigger, function, schema …)"
UNSAMPLED = "no sample of rows is kept for the planner: one tells what was there some day, and outlives what is deleted"
NO_OTHER = "the PostgreSQL server holds no database but the stores and its own"
CLUSTER = text("SELECT system_identifier FROM pg_control_system()")


def inventories(here: Copied) -> Iterator[Finding]:
    """Each store, then each server."""
    for store in STORES:
        try:
            with here.read(store) as connection:
                yield _made(connection, store)
                if store in statistics.UNSAMPLED:
                    yield _unsampled(connection, store)
        except Unreadable as error:
            yield unchecked(TOPIC, f"{store}: {MADE}", str(error))
    yield from _servers(here)


def _made(connection: Connection, store: str) -> Finding:
    tables = inspect(connection).get_table_names()
    return judge(
        TOPIC,
        f"{store}: {MADE}",
        [f"{one} is not the program's" for one in inventory.foreign(store, connection)],
        looked=len(tables),
        seen=f"everything that the database lists, beside {number(len(inventory.made(store).tables), 'table')} and "
        "what belongs to them",
    )


def _unsampled(connection: Connection, store: str) -> Finding:
    tables = statistics.UNSAMPLED[store]
    return judge(
        TOPIC,
        f"{store}: {UNSAMPLED}",
        [f"{one} is sampled; run `surveyapp nightly`" for one in statistics.sampled(store, connection)],
        looked=len(tables),
        seen=f"{number(len(tables), 'table')}: {', '.join(tables)}",
    )


def _servers(here: Copied) -> Iterator[Finding]:
    """A server is looked at through one of its stores."""
    for stores in _by_server(here).values():
        own = {str(make_url(here.settings.databases[store]).database) for store in stores}
        with here.read(stores[0]) as connection:
            found = inventory.databases(connection, own)
        yield judge(
            TOPIC,
            f"{', '.join(stores)}: {NO_OTHER}",
            [f"{one} is none of them: a copy of a store would be opened like the store" for one in found],
            looked=len(own),
            seen=f"{number(len(own), 'store')} and its own {len(inventory.SERVERS_OWN)}, which were not looked into",
        )


def _by_server(here: Copied) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for store in STORES:
        if here.dialect(store) == "postgresql":
            with here.read(store) as connection:
                found.setdefault(int(connection.scalar(CLUSTER) or 0), []).append(store)
    return found
