"""A SQLite store keeps no journal, no free page and no trace, waits its turn, and says so when one of these fails."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from surveyapp.config import Settings
from surveyapp.db import sqlite
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import StoreBusy, UnsafeStore

BROKEN = {
    "busy_timeout": "50",
    "journal_mode": "WAL",
    "synchronous": "NORMAL",
    "secure_delete": "OFF",
    "foreign_keys": "OFF",
    "trusted_schema": "ON",
    "temp_store": "FILE",
}
WRITER = """
import sys, pathlib
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from surveyapp import config
from surveyapp.db.engines import open_stores
stores = open_stores(config.load(pathlib.Path(sys.argv[1]), environ={}))
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    with stores.write("results") as session:
        before = session.scalar(text("SELECT n FROM counter"))
        session.execute(text("UPDATE counter SET n = :n"), {"n": before + 1})
print("done", flush=True)
"""


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_every_asserted_setting_is_broken_once_below() -> None:
    assert set(BROKEN) == {pragma for pragma, _value, _answer in sqlite.SAFE}


@pytest.mark.parametrize("pragma", list(BROKEN))
def test_a_connection_with_one_unsafe_setting_is_refused(settings: Settings, pragma: str) -> None:
    connection = sqlite3.connect(settings.instance / "fieldwork.db", isolation_level=None)
    sqlite.impose(connection)
    sqlite.assert_safe("fieldwork", connection)
    connection.execute(f"PRAGMA {pragma} = {BROKEN[pragma]}")
    with pytest.raises(UnsafeStore) as refused:
        sqlite.assert_safe("fieldwork", connection)
    connection.close()
    assert refused.value.setting == pragma


@pytest.mark.parametrize("pragma", list(BROKEN))
def test_the_app_does_not_open_a_store_whose_setting_does_not_hold(
    settings: Settings, pragma: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    impose = sqlite.impose

    def spoilt(connection: sqlite3.Connection) -> None:
        impose(connection)
        connection.execute(f"PRAGMA {pragma} = {BROKEN[pragma]}")

    monkeypatch.setattr(sqlite, "impose", spoilt)
    with pytest.raises(UnsafeStore, match=pragma):
        open_stores(settings)


def test_a_file_that_another_program_holds_in_wal_mode_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(settings.instance / "box.db", isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN")
    other.execute("SELECT * FROM sqlite_master").fetchall()
    engine = open_engine("box", settings.databases["box"])
    monkeypatch.setattr(sqlite, "SAFE", (("busy_timeout", "50", 50), *sqlite.SAFE[1:]))
    with pytest.raises(UnsafeStore, match="journal_mode is 'wal'"):
        engine.connect()
    other.close()


@pytest.mark.parametrize("way", ["read", "look"])
def test_what_only_reads_cannot_write(stores: Stores, way: str) -> None:
    with pytest.raises(OperationalError, match="readonly"), getattr(stores, way)("results") as session:
        session.execute(text("CREATE TABLE x (n INTEGER)"))


def test_a_write_takes_its_lock_before_it_reads(stores: Stores, settings: Settings) -> None:
    other = sqlite3.connect(settings.instance / "results.db", isolation_level=None, timeout=0)
    with stores.write("results") as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


@pytest.mark.parametrize("way", ["write", "change"])
def test_a_write_that_waits_too_long_has_a_name(settings: Settings, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(sqlite, "SAFE", (("busy_timeout", "50", 50), *sqlite.SAFE[1:]))
    stores = open_stores(settings)
    other = sqlite3.connect(settings.instance / "results.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy), getattr(stores, way)("results") as session:
        session.execute(text("SELECT 1"))
    other.close()
    stores.close()


def test_a_transaction_that_cannot_begin_for_another_reason_is_told_as_any_statement_would_be(stores: Stores) -> None:
    with stores.change("results") as asked:
        raw = asked.driver
    raw.execute("BEGIN")
    with pytest.raises(OperationalError, match="within a transaction"), stores.change("results"):
        pass


def test_four_processes_write_at_once_and_none_is_lost_or_refused(stores: Stores, settings: Settings) -> None:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(settings.instance)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    assert _go(writers) == ["done\n"] * 4
    with stores.read("results") as session:
        assert session.scalar(text("SELECT n FROM counter")) == 100


def _go(writers: list[subprocess.Popen[str]]) -> list[str]:
    """Let all of them start before any is waited for."""
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [writer.communicate(timeout=60)[0] for writer in writers]


def test_files_are_for_their_owner_alone(settings: Settings) -> None:
    made = settings.instance / "new" / "store.db"
    sqlite.create(_url(made))
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_deleted_rows_and_journals_leave_nothing_in_the_folder(stores: Stores, settings: Settings) -> None:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE said (body TEXT)"))
        session.execute(text("INSERT INTO said VALUES ('CANARY-IN-A-ROW')"))
    with stores.write("results") as session:
        session.execute(text("DELETE FROM said"))
    files = [path for path in settings.instance.iterdir() if path.is_file()]
    assert not [path.name for path in files if b"CANARY-IN-A-ROW" in path.read_bytes()]
    assert not [path.name for path in files if path.suffix not in {".db", ".toml"}]


def test_a_path_with_signs_that_mean_something_in_an_address_is_opened(settings: Settings, tmp_path: Path) -> None:
    made = tmp_path / "an odd # folder 100%" / "store.db"
    sqlite.create(_url(made))
    with open_engine("results", f"sqlite:///{made}").connect() as connection:
        assert connection.scalar(text("PRAGMA secure_delete")) == 1
    assert list(made.parent.iterdir()) == [made]


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "sqlite:////tmp/x.db?mode=ro"])
def test_a_store_without_a_file_is_refused(settings: Settings, address: str) -> None:
    with pytest.raises(UnsafeStore, match="database"):
        open_engine("results", address)


def _url(path: Path) -> URL:
    return make_url(f"sqlite:///{path}")
