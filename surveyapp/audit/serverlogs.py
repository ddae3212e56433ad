"""PostgreSQL's own logs, which tell the order of everything: whether each wash lets them go, and what is there now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number
from surveyapp.db import serverlog

TOPIC = "The servers' own logs"
SEALED = ("fieldwork", "box")
FILES = text(
    "SELECT count(*), coalesce(min(name), 'none'), coalesce(sum(size), 0) / 1048576 "
    "FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'"
)
READY = 1
"""Files that a server may lay ready by itself, new and empty."""


def server_logs(here: Copied) -> Iterator[Finding]:
    """Of the two clusters whose logs, side by side, would pair codes with ballots."""
    yield from (_of(here, store) for store in SEALED if here.dialect(store) == "postgresql")


def _of(here: Copied, store: str) -> Finding:
    with here.read(store) as connection:
        problems = _kept_from_it(connection)
        rights = number(len(serverlog.RIGHTS), "right")
        seen = f"{rights} of the program's role"
        if not problems:
            ready = int(connection.scalar(serverlog.AHEAD) or 0)
            problems = [f"{ready} used files lie ready to be written over; run `surveyapp nightly`"] * (ready > READY)
            seen += f", and {_files(connection)}"
    return judge(
        TOPIC,
        f"{store}: each wash lets the server's own log go, and no older file of it waits to be used again",
        problems,
        looked=len(serverlog.RIGHTS),
        seen=seen,
    )


def _kept_from_it(connection: Connection) -> list[str]:
    """What the role may not do, or is told wrongly."""
    lacking = [named for right, named in serverlog.RIGHTS if not connection.scalar(text(f"SELECT {right}"))]
    aside = connection.scalar(text(f"SELECT {serverlog.ASIDE}"))
    told = [f"not given: {one.format(role='…').removesuffix(' TO …;')}" for one in lacking]
    return told + ["wal_recycle is set for a role or a database, not for the server"] * bool(aside)


def _files(connection: Connection) -> str:
    count, oldest, size = connection.execute(FILES).one()
    return f"{number(count, 'file')} of the log, {size} MB, the oldest is {oldest}"
