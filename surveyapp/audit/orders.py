"""The order in which rows came, as far as files and system columns show it to somebody who knows no child."""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.findings import Finding, judge, number

TOPIC = "The order in which things came"
KEYED = (
    ("box", "ballot", "tag"),
    ("box", "permit", "tag"),
    ("fieldwork", "access_code", "digest"),
    ("results", "comment", "id"),
)
END = 24
"""Bytes of a ballot's end: they lie on the overflow pages, which a file gives out as ballots come."""
MOST_RHO = 0.25
ENOUGH = 12
"""Rows from which a correlation is worth computing."""


def orders(here: Copied) -> Iterator[Finding]:
    """Each table that has a row for each child."""
    for store, table, key in KEYED:
        yield from (
            _in_file(here, store, table, key)
            if here.dialect(store) == "sqlite"
            else _in_system(here, store, table, key)
        )


def _in_file(here: Copied, store: str, table: str, key: str) -> Iterator[Finding]:
    """What lies elsewhere than a wash would put it was written after the last wash, and its place tells how late."""
    with here.read(store) as connection:
        ends = f"substr(sealed, -{END})" if table == "ballot" else key
        rows = connection.execute(text(f"SELECT {key}, {ends} FROM {table}")).all()  # noqa: S608 (our own names)
        free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0)
    marks = [{bytes(row[column]) for row in rows} for column in (0, 1)]
    content, washed = here.files[store].read_bytes(), _washed(here.files[store])
    late = max(_moved(content, washed, some) for some in marks)
    problems = [f"{late} of {len(rows)} rows lie elsewhere than the wash puts them"] if late else []
    problems += [f"{free} free pages may hold what was deleted"] if free else []
    yield judge(
        TOPIC,
        f"{store}: the file tells nothing of who came when (nothing was written to {table} since the last wash)",
        [f"{one}; run `surveyapp nightly`" for one in problems],
        looked=len(rows),
        seen=f"{number(len(rows), 'row')} of {table}, and where each lies in the file and in a washed copy of it",
    )


def _washed(path: Path) -> bytes:
    """The copy as a wash would leave it."""
    target = path.with_suffix(".washed")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])
    content = target.read_bytes()
    target.unlink()
    return content


def _moved(content: bytes, washed: bytes, marks: set[bytes]) -> int:
    """How many of these stand in another order in one than in the other."""
    as_washed = sorted(marks, key=washed.find)
    return len(as_washed) - _longest_rise([content.find(mark) for mark in as_washed])


def _longest_rise(numbers: Sequence[int]) -> int:
    """How many of these numbers are in rising order at most."""
    ends: list[int] = []
    for one in numbers:
        place = bisect(ends, one)
        ends[place : place + 1] = [one]
    return len(ends)


def _in_system(here: Copied, store: str, table: str, key: str) -> Iterator[Finding]:
    with here.read(store) as connection:
        if connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is None:
            raise Unreadable(f"the {store} store has no table {table}")
        rows = connection.execute(text(f"SELECT xmin::text, {key} FROM {table} ORDER BY ctid")).all()  # noqa: S608
    written = len({row[0] for row in rows})
    yield judge(
        TOPIC,
        f"{store}: all rows of {table} were written by one transaction, the wash",
        [f"{written} transactions can be told apart (xmin); run `surveyapp nightly`"] if written > 1 else [],
        looked=len(rows),
        seen=f"{number(len(rows), 'row')} of {table}",
    )
    rho = _rank_correlation([bytes(row[1]) for row in rows])
    yield judge(
        TOPIC,
        f"{store}: rows of {table} lie in no order (ctid against key)",
        [f"rank correlation {rho:+.2f}"] if len(rows) >= ENOUGH and abs(rho) > _bound(len(rows)) else [],
        looked=len(rows) if len(rows) >= ENOUGH else 0,
        seen=f"{number(len(rows), 'row')} of {table}"
        + (f", rank correlation {rho:+.2f}" if len(rows) >= ENOUGH else f"; below {ENOUGH} an order cannot be told"),
    )


def _bound(n: int) -> float:
    """Chance goes beyond this about once in 16,000 times (four standard errors), and never below the aim."""
    return float(max(MOST_RHO, 4 / (n - 1) ** 0.5))


def _rank_correlation(keys: Sequence[bytes]) -> float:
    """Spearman's rho between where keys stand and their own order."""
    n = len(keys)
    if n < ENOUGH:
        return 0.0
    rank = {key: place for place, key in enumerate(sorted(keys))}
    return 1 - 6 * sum((at - rank[key]) ** 2 for at, key in enumerate(keys)) / (n * (n * n - 1))
