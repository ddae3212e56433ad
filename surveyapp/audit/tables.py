"""What the tables could tell by their make: columns that count or tell the time, and hidden numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlalchemy.types import BigInteger, Date, DateTime, Integer, Time, TypeEngine

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number

TOPIC = "Columns that could tell an order or a time"
CHECKED = ("fieldwork", "box", "results")
DATES = {
    "wave.starts_on": "planned by staff",
    "wave.ends_on": "planned by staff",
    "wave.opened_on": "the day fieldwork began",
    "wave.closed_on": "the day it ended",
    "nightly_run.day": "the days of the nightly work",
    "opening.keep_until": "the first of a month",
    "destruction.day": "the day keys and ballots were destroyed",
    "destruction.restored_on": "the day on which a restore was tried before",
    "given_up.day": "the day ballots were destroyed unread",
    "restore_drill.day": "the days on which a restore was tried",
    "restored_opening.day": "the day on which opened answers were last restored from a copy",
}
"""Dates that are a wave's, not a child's."""
NUMBERED = {"stratum.id": "made by staff before any code"}
OF_CHILDREN = {
    "fieldwork": ("access_code",),
    "box": ("ballot", "permit", "waiting_ballot"),
    "results": ("response", "comment"),
}


def tables(here: Copied) -> Iterator[Finding]:
    """Each store that knows of children who answered."""
    for store in CHECKED:
        with here.read(store) as connection:
            looked = inspect(connection)
            columns = [
                f"{table}.{one['name']}" for table in looked.get_table_names() for one in looked.get_columns(table)
            ]
            dates = sorted(set(columns) & set(DATES))
            yield judge(
                TOPIC,
                f"{store}: no column holds a time, or a number that grows with each row",
                list(_telling(connection)),
                looked=len(columns),
                seen=f"{number(len(columns), 'column')} of {number(len(looked.get_table_names()), 'table')}"
                + (f"; the days among them are a wave's, no child's: {', '.join(dates)}" if dates else ""),
            )
            if here.dialect(store) == "sqlite":
                known = sorted(set(OF_CHILDREN[store]) & set(looked.get_table_names()))
                yield judge(
                    TOPIC,
                    f"{store}: rows have no hidden number (WITHOUT ROWID)",
                    list(_hidden(connection, store)),
                    looked=len(known),
                    seen=f"{number(len(known), 'table')} with a row for each child: {', '.join(known)}",
                )


def _telling(connection: Connection) -> Iterator[str]:
    looked = inspect(connection)
    for table in sorted(looked.get_table_names()):
        keys = looked.get_pk_constraint(table)["constrained_columns"]
        for column in looked.get_columns(table):
            name = f"{table}.{column['name']}"
            if (
                name not in DATES
                and (what := _tells(column["type"], alone=keys == [column["name"]]))
                and name not in NUMBERED
            ):
                yield f"{name} {what}"


def _tells(kind: TypeEngine[object], *, alone: bool) -> str:
    if isinstance(kind, DateTime | Time | Date):
        return "tells a time or day"
    if isinstance(kind, BigInteger):
        return "is a number as large as a clock's"
    return "numbers the rows" if isinstance(kind, Integer) and alone else ""


def _hidden(connection: Connection, store: str) -> Iterator[str]:
    made = text("SELECT sql FROM sqlite_schema WHERE name = :name AND type = 'table'")
    for table in OF_CHILDREN[store]:
        if "WITHOUT ROWID" not in str(connection.scalar(made, {"name": table}) or "WITHOUT ROWID").upper():
            yield f"{table} numbers its rows as they come"
