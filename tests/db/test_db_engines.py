"""Writing commits once or not at all, and a thread is never left waiting for itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from surveyapp.db.engines import Stores
from surveyapp.db.errors import NestedTransaction


@pytest.fixture
def counter(stores: Stores) -> Iterator[Stores]:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (1)"))
    yield stores
    with stores.write("results") as session:
        session.execute(text("DROP TABLE counter"))


def count(session: Session) -> int:
    return int(session.scalar(text("SELECT sum(n) FROM counter")) or 0)


def add(session: Session) -> None:
    session.execute(text("INSERT INTO counter VALUES (1)"))


@pytest.mark.parametrize("way", ["write", "change"])
def test_a_write_is_kept_when_its_block_ends_well(counter: Stores, way: str) -> None:
    with getattr(counter, way)("results") as session:
        add(session)
    with counter.read("results") as session:
        assert count(session) == 2


@pytest.mark.parametrize("way", ["write", "change"])
def test_a_write_is_undone_when_its_block_does_not_end_well(counter: Stores, way: str) -> None:
    def fail() -> None:
        with getattr(counter, way)("results") as session:
            add(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with counter.read("results") as session:
        assert count(session) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("write", "write"), ("write", "read"), ("read", "write"), ("change", "look"), ("look", "change")],
)
def test_a_thread_cannot_wait_for_itself(counter: Stores, first: str, second: str) -> None:
    opened = getattr(counter, first)("results")
    with opened, pytest.raises(NestedTransaction, match="results"), getattr(counter, second)("results"):
        pass
    with counter.write("results") as session:
        add(session)


def test_reading_twice_and_two_stores_at_once_are_allowed(counter: Stores) -> None:
    with counter.read("results") as one, counter.read("results") as two, counter.write("staff"):
        assert count(one) == count(two) == 1


def test_another_thread_is_not_this_thread(counter: Stores) -> None:
    done: list[int] = []

    def look() -> None:
        with counter.read("results") as session:
            done.append(count(session))

    with counter.write("results") as session:
        add(session)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert done == [1]


def test_many_threads_add_and_none_is_lost(counter: Stores) -> None:
    def work() -> None:
        for _ in range(10):
            with counter.write("results") as session:
                add(session)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with counter.read("results") as session:
        assert count(session) == 61


def test_an_open_store_shares_no_connection_with_a_process_forked_later(stores: Stores) -> None:
    assert [stores.engine(store).pool.checkedin() for store in ("fieldwork", "box")] == [0, 0]  # type: ignore[attr-defined]


def test_what_only_looked_leaves_nothing_behind_that_would_keep_a_failed_write(counter: Stores) -> None:
    """A look needs no transaction; whoever is given its connection next must have one."""
    with counter.look("results") as asked:
        assert asked.execute(text("SELECT sum(n) AS total FROM counter")).first().total == 1
    _fail(counter, text("INSERT INTO counter VALUES (5)"))
    with counter.look("results") as asked:
        assert asked.execute(text("SELECT sum(n) AS total FROM counter")).first().total == 1


def test_a_look_sees_what_is_committed_when_each_statement_runs(counter: Stores) -> None:
    total = text("SELECT sum(n) AS total FROM counter")
    with counter.look("results") as asked:
        assert asked.execute(total).first().total == 1
        thread = threading.Thread(target=lambda: _add_one(counter))
        thread.start()
        thread.join()
        assert asked.execute(total).first().total == 2


def test_a_failed_statement_is_undone_with_all_before_it_and_named_as_a_session_names_it(counter: Stores) -> None:
    def fail() -> None:
        with counter.change("results") as asked:
            asked.execute(text("INSERT INTO counter VALUES (5)"))
            asked.execute(text("INSERT INTO nowhere VALUES (:n)"), {"n": "CANARY"})

    with pytest.raises(DBAPIError) as told:
        fail()
    assert "CANARY" not in str(told.value)
    with counter.change("results") as asked:
        assert asked.execute(text("SELECT n FROM counter WHERE n > :n"), {"n": 1}).first() is None


def _fail(counter: Stores, statement: TextClause) -> None:
    def fail() -> None:
        with counter.change("results") as asked:
            asked.execute(statement)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def _add_one(counter: Stores) -> None:
    with counter.change("results") as asked:
        asked.execute(text("INSERT INTO counter VALUES (1)"))
