"""What an attacker who holds every file, or every system column, can tell of the order in which things came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scipy.stats import spearmanr
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.config import Settings
from surveyapp.db.engines import Stores


def order_in_file(settings: Settings, store: str, marks: Mapping[int, bytes]) -> list[int]:
    """Children by the place in the SQLite file where something known to be theirs stands."""
    content = Path(make_url(settings.databases[store]).database or "").read_bytes()
    places = {child: content.find(mark) for child, mark in marks.items()}
    return sorted((child for child, place in places.items() if place >= 0), key=lambda child: places[child])


def order_by(stores: Stores, store: str, table: str, column: str, key: str, marks: Mapping[int, bytes]) -> list[int]:
    """Children by a system column (xmin, ctid, rowid) of their rows."""
    child_of = {mark: child for child, mark in marks.items()}
    sort = {"xmin": "xmin::text::bigint", "ctid": "ctid", "rowid": "rowid"}[column]
    with stores.read(store) as session:
        rows = session.execute(text(f"SELECT {key} FROM {table} ORDER BY {sort}"))
        return [child_of[bytes(row[0])] for row in rows if bytes(row[0]) in child_of]


def distinct_xmin(stores: Stores, store: str, table: str) -> int:
    """How many transactions a table's rows can be told to come from."""
    with stores.read(store) as session:
        return int(session.scalar(text(f"SELECT count(DISTINCT xmin::text) FROM {table}")) or 0)


def matched(found: Sequence[int], truth: Sequence[int]) -> int:
    """How many children stand at their own rank."""
    return sum(one == other for one, other in zip(found, truth, strict=True))


def correlation(found: Sequence[int], truth: Sequence[int]) -> float:
    """Spearman's ρ between the order found and the order in which the children came."""
    rank = {child: place for place, child in enumerate(truth)}
    return float(spearmanr([rank[child] for child in found], range(len(found))).statistic)
