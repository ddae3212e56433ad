"""After the wash nothing in a store tells which row came first; before it, the same looks find the order."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping

import psycopg
import pytest
from builders import fieldwork as build
from clusters import Cluster
from scipy.stats import spearmanr
from sqlalchemy import text

from surveyapp.config import Settings
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.models import Base

ANSWERED = 97
CHANCE = 0.5
"""Rank correlations of 97 unrelated pairs lie within ± 0.5 in all but some 2 of ten million cases."""


def issued(stores: Stores) -> list[bytes]:
    """A wave with 176 codes; their digests as issued."""
    with stores.write("fieldwork") as session:
        build.opened(session, eligible={"8-11": 176})
        stratum, instrument = build.stratum(session), build.INSTRUMENTS["8-11"]
        made = codes.issue(session, pepper=build.PEPPER, stratum=stratum, instrument=instrument, count=176)
    return [codes.digest(build.PEPPER, codes.normalise(code)) for code in made]


def spend(stores: Stores, keys: list[bytes]) -> None:
    """Each child in a transaction of its own, in this order."""
    for key in keys:
        with stores.write("fieldwork") as session:
            codes.spend(session, key, blinded=b"blinded " + key)


def correlation(seen: list[bytes], arrived: list[bytes]) -> float:
    """How far the order seen tells the order of arrival: 1 wholly, 0 not at all."""
    return float(abs(spearmanr([seen.index(key) for key in arrived], range(len(arrived))).statistic))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_rows_have_one_transaction_and_no_order_once_washed(stores: Stores) -> None:
    arrived = random.Random(7).sample(issued(stores), ANSWERED)
    spend(stores, arrived)
    transactions, _place = orders(stores)
    assert sorted(transactions, key=transactions.__getitem__) == arrived
    wash(stores.engine("fieldwork"), ["access_code"])
    transactions, place = orders(stores)
    assert len(set(transactions.values())) == 1
    assert correlation(place, arrived) < CHANCE
    assert correlation(sorted(place), place) < CHANCE


def orders(stores: Stores) -> tuple[dict[bytes, int], list[bytes]]:
    """Each spent code's transaction number, and the codes in the order in which they lie in the table."""
    with stores.read("fieldwork") as session:
        rows = session.execute(
            text("SELECT digest, xmin::text::int FROM access_code WHERE state = 'spent' ORDER BY ctid")
        ).all()
    return {bytes(key): number for key, number in rows}, [bytes(key) for key, _number in rows]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_keeps_one_copy_of_each_row_once_washed(
    stores: Stores, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    arrived = issued(stores)[:ANSWERED]
    spend(stores, arrived)
    with postgresql_clusters["fieldwork"].admin(f"fieldwork_{worker}") as admin:
        kept = [copies(admin, postgresql_clusters["fieldwork"], arrived)]
        wash(stores.engine("fieldwork"), ["access_code"])
        kept.append(copies(admin, postgresql_clusters["fieldwork"], arrived))
    assert max(kept[0]) > 1
    assert kept[1] == [1] * ANSWERED


def copies(admin: psycopg.Connection[tuple[object, ...]], cluster: Cluster, keys: list[bytes]) -> list[int]:
    """How often each digest stands in the table's file."""
    admin.execute("CHECKPOINT")
    [row] = admin.execute("SELECT pg_relation_filepath('access_code')").fetchall()
    content = (cluster.folder / "data" / str(row[0])).read_bytes()
    return [content.count(key) for key in keys]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_files_of_codes_are_the_same_byte_for_byte_whatever_the_order_of_arrival(
    stores: Stores, settings: Settings
) -> None:
    keys = issued(stores)[:ANSWERED]
    unwashed, washed = two_orders(stores, settings, "fieldwork", keys, lambda keys: spend(stores, keys))
    assert unwashed[0] == unwashed[1], "a code is spent in place: its row does not change its length"
    assert washed[0] == washed[1]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_files_of_new_rows_are_the_same_byte_for_byte_once_washed(stores: Stores, settings: Settings) -> None:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE arrival (id BLOB PRIMARY KEY, body BLOB) WITHOUT ROWID"))
    keys = [bytes([number]) * 16 for number in range(ANSWERED)]
    unwashed, washed = two_orders(stores, settings, "results", keys, lambda keys: insert(stores, keys))
    assert unwashed[0] != unwashed[1]
    assert washed[0] == washed[1]


def insert(stores: Stores, keys: list[bytes]) -> None:
    for key in keys:
        with stores.write("results") as session:
            session.execute(text("INSERT INTO arrival VALUES (:id, :body)"), {"id": key, "body": key * 10})


def two_orders(
    stores: Stores, settings: Settings, store: str, keys: list[bytes], arrive: Callable[[list[bytes]], None]
) -> tuple[list[bytes], list[bytes]]:
    """A store's file, before and after the wash, for two orders of arrival that begin with the same file."""
    file = settings.instance / f"{store}.db"
    before = file.read_bytes()
    unwashed, washed = [], []
    for seed in (1, 2):
        stores.close()
        file.write_bytes(before)
        arrive(random.Random(seed).sample(keys, len(keys)))
        unwashed.append(file.read_bytes())
        wash(stores.engine(store), ["arrival"])
        washed.append(file.read_bytes())
    return unwashed, washed


def test_washing_loses_and_changes_no_row_of_any_table(stores: Stores) -> None:
    spend(stores, issued(stores)[:20])
    before = contents(stores)
    wash(stores.engine("fieldwork"), ["authority", "access_code"])
    assert contents(stores) == before
    assert len(before) > 5
    spend(stores, [row[0] for row in before["access_code"] if row[3] == "fresh"][:1])


def contents(stores: Stores) -> dict[str, list[tuple[object, ...]]]:
    with stores.read("fieldwork") as session:
        tables = {table.name: session.execute(table.select()).all() for table in Base.metadata.sorted_tables}
    return {name: sorted((tuple(row) for row in rows), key=str) for name, rows in tables.items() if rows}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_tables_that_refer_to_a_washed_one_are_washed_with_it(stores: Stores) -> None:
    spend(stores, issued(stores)[:20])
    wash(stores.engine("fieldwork"), ["stratum"])
    with stores.read("fieldwork") as session:
        numbers = session.scalars(
            text("SELECT xmin::text FROM access_code UNION ALL SELECT xmin::text FROM stratum")
        ).all()
        others = session.scalars(text("SELECT xmin::text FROM wave")).all()
    assert len(set(numbers)) == 1
    assert not set(numbers) & set(others)


def test_no_child_is_turned_away_while_the_store_is_washed(stores: Stores, settings: Settings) -> None:
    keys = issued(stores)
    failures: list[BaseException] = []
    stop, running = threading.Event(), threading.Barrier(3)

    def go(act: Callable[[Stores, bytes], object], which: list[bytes]) -> None:
        mine = open_stores(settings)
        running.wait()
        try:
            while not stop.is_set() and which:
                act(mine, which[0])
                which[:] = which[1:] + which[:1]
        except BaseException as failure:
            failures.append(failure)
        mine.close()

    children = [
        threading.Thread(target=go, args=(admit, keys[:50])),
        threading.Thread(target=go, args=(begin, keys[50:100])),
    ]
    for child in children:
        child.start()
    running.wait()
    for _ in range(15):
        wash(stores.engine("fieldwork"), ["access_code"])
    stop.set()
    for child in children:
        child.join()
    assert failures == []


def admit(stores: Stores, key: bytes) -> None:
    with stores.read("fieldwork") as session:
        codes.admit(session, key)


def begin(stores: Stores, key: bytes) -> None:
    with stores.write("fieldwork") as session:
        codes.spend(session, key, blinded=key)
