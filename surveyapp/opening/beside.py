"""What else lay in the databases as a box was destroyed: a copy of it, in the same server, could still be opened."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.config import STORES
from surveyapp.db import inventory, postgresql
from surveyapp.db.engines import Stores

LONGEST = 2000
"""Signs that are kept of it."""
SEALED = ("fieldwork", "box")


def found(stores: Stores) -> str:
    """Whatever the program did not make in these two databases, and other databases of their servers."""
    return "; ".join(_found(stores))[:LONGEST]


def _found(stores: Stores) -> Iterator[str]:
    for store in SEALED:
        own = _of_its_server(stores, store)
        with stores.read(store) as session:
            connection = session.connection()
            for one in (*inventory.foreign(store, connection), *inventory.databases(connection, own)):
                yield f"{store}: {one}"


def _of_its_server(stores: Stores, store: str) -> set[str]:
    """The databases of those stores that are on one PostgreSQL server with this one."""
    servers = {
        name: postgresql.cluster(stores.engine(name))
        for name in STORES
        if stores.engine(name).dialect.name == "postgresql"
    }
    here = servers.get(store)
    return {str(stores.engine(name).url.database) for name, server in servers.items() if server == here}


def looked_for(beside: str | None) -> str:
    """As a certificate says it."""
    where = "in the databases of fieldwork and box and on their servers"
    if beside is None:
        return f"Copies and other things {where}: not looked for then"
    if not beside:
        return f"Copies and other things {where}: looked for that day, and nothing found that is not this program's"
    return f"NOT destroyed, and not this program's, found that day {where}: {beside}"


def by_hand(beside: str | None) -> list[str]:
    """What is still to be done about it."""
    if not beside:
        return []
    return ["- what was found (above): a copy of the box in it can still be opened. Look into each; ask who made it;"]
