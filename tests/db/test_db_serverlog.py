"""PostgreSQL's own log goes with each wash; what would keep it is refused by name, with what to do."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import clusters
import pytest
from clusters import QUIET, SERVER, Cluster
from psycopg import sql
from sqlalchemy import Engine, create_engine, text

from surveyapp.config import HOME, STORES, Settings
from surveyapp.db import postgresql, serverlog
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import LogKept, RightsMissing, UnsafeStore
from surveyapp.db.wash import wash

pytestmark = pytest.mark.postgresql
PAGE = HOME / "docs" / "for-administrators.md"
ROWS = 40
MARK = "child {number:04d} of {database}"


@pytest.fixture
def database() -> str:
    return "postgresql"


@pytest.fixture(scope="module")
def lone(worker: str) -> Iterator[Cluster]:
    """A cluster that nobody else washes on."""
    with clusters.lone(f"lone-{worker}") as cluster:
        yield cluster


@pytest.fixture
def arrived(lone: Cluster, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A table on it into which long rows came one by one, over several files of the log; ``param`` are settings."""
    clusters.restart(lone, options=getattr(request, "param", {}))
    database = f"arrivals_{secrets.token_hex(8)}"
    lone.create(database)
    engine = create_engine(lone.url(database))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE arrival (mark TEXT PRIMARY KEY, body TEXT)"))
        connection.execute(text("ALTER TABLE arrival ALTER body SET STORAGE EXTERNAL"))
    come(engine, range(ROWS))
    yield engine
    engine.dispose()


def come(engine: Engine, numbers: range) -> None:
    for number in numbers:
        with engine.begin() as connection:
            mark = MARK.format(number=number, database=engine.url.database)
            given = {"mark": mark, "body": mark * 2000}
            connection.execute(text("INSERT INTO arrival VALUES (:mark, :body)"), given)


def files(cluster: Cluster) -> list[Path]:
    """Those of the server's log."""
    return sorted(path for path in (cluster.folder / "data" / "pg_wal").iterdir() if path.is_file())


def told(engine: Engine, cluster: Cluster) -> list[int]:
    """Whose rows stand in the files of the server's log, in the order in which they stand there."""
    content = b"".join(path.read_bytes() for path in files(cluster))
    marks = {number: MARK.format(number=number, database=engine.url.database) for number in range(2 * ROWS)}
    places = {number: content.find(mark.encode()) for number, mark in marks.items()}
    return sorted((number for number, place in places.items() if place >= 0), key=places.__getitem__)


def test_a_wash_leaves_nothing_in_the_servers_log(arrived: Engine, lone: Cluster) -> None:
    assert told(arrived, lone) == list(range(ROWS)), "before, it is the order of arrival: the look finds it"
    wash(arrived, ["arrival"])
    assert told(arrived, lone) == []
    come(arrived, range(ROWS, ROWS + 3))
    late = [number for number in told(arrived, lone) if number >= ROWS]
    assert late == [ROWS, ROWS + 1, ROWS + 2], "risk 4: what came since the last wash"


def test_a_wash_that_asks_for_no_checkpoint_is_caught(
    arrived: Engine, lone: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serverlog, "drop", lambda _engine: None)
    wash(arrived, ["arrival"])
    assert told(arrived, lone) == list(range(ROWS))


@pytest.mark.parametrize("arrived", [{"wal_recycle": "on"}], indirect=True)
def test_files_that_a_server_uses_again_still_tell_and_are_used_up_at_the_next_wash(
    arrived: Engine, lone: Cluster
) -> None:
    wash(arrived, ["arrival"])
    assert sorted(told(arrived, lone)) == list(range(ROWS)), "renamed, to be written over some day"
    arrived.dispose()
    clusters.restart(lone)
    assert sorted(told(arrived, lone)) == list(range(ROWS))
    before = set(files(lone))
    wash(arrived, ["arrival"])
    assert told(arrived, lone) == []
    assert not before & set(files(lone)), "none that was written to before is in use"


def test_a_server_that_keeps_its_log_for_somebody_is_told(arrived: Engine, lone: Cluster) -> None:
    with lone.admin() as admin:
        admin.execute("SELECT pg_create_physical_replication_slot('somebody', true)")
        try:
            with pytest.raises(LogKept, match="keeps older files"):
                wash(arrived, ["arrival"])
        finally:
            admin.execute("SELECT pg_drop_replication_slot('somebody')")
    wash(arrived, ["arrival"])
    assert told(arrived, lone) == []


def test_a_role_without_a_right_is_told_which_statements_give_them(
    settings: Settings, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    role, cluster = f"Bare {worker}", postgresql_clusters["box"]
    clusters.role(cluster, role, QUIET)
    address = cluster.url(f"box_{worker}", role=role.replace(" ", "%20"))
    with pytest.raises(RightsMissing) as refused:
        open_stores(replace(settings, databases={**settings.databases, "box": address}), check_versions=False)
    assert refused.value.store == "box"
    assert len(refused.value.statements) == len(serverlog.RIGHTS)
    assert f"box_{worker}" in str(refused.value)
    with cluster.admin(f"box_{worker}") as admin:
        for statement in refused.value.statements:
            assert statement in str(refused.value)
            admin.execute(statement)
        engine = open_engine("box", address)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT current_user")) == role
        engine.dispose()
        admin.execute(sql.SQL("DROP OWNED BY {0}").format(sql.Identifier(role)))
        admin.execute(sql.SQL("DROP ROLE {0}").format(sql.Identifier(role)))


@pytest.mark.parametrize("missing", range(len(serverlog.RIGHTS)))
def test_each_right_is_missed_by_itself(missing: int) -> None:
    given = ["true"] * len(serverlog.RIGHTS)
    given[missing] = "false"
    with pytest.raises(RightsMissing) as refused:
        serverlog.assert_droppable("box", _Answering("0", "r", *given))
    assert refused.value.statements == (serverlog.RIGHTS[missing][1].format(role="r"),)


def test_a_setting_for_one_role_alone_does_not_bind_the_server(settings: Settings, lone: Cluster) -> None:
    """The process that removes files is the server's; what a role sees would look as if all were well."""
    clusters.restart(lone, options={"wal_recycle": "on"})
    clusters.role(lone, "alone", {**QUIET, "wal_recycle": "off"})
    engine = open_engine("box", lone.url("postgres", role="alone"))
    with pytest.raises(UnsafeStore, match=r"set for a role.*off for the server"):
        engine.connect()


def test_a_log_in_short_of_newer_versions_is_refused() -> None:
    values = ["on" if name == "summarize_wal" else wanted[0] for name, wanted in _asked()]
    with pytest.raises(UnsafeStore, match="summarize_wal is 'on'"):
        postgresql.assert_safe("box", _Answering(*values))


def test_an_older_postgresql_is_refused() -> None:
    with pytest.raises(UnsafeStore, match="15 or newer"):
        serverlog.assert_droppable("box", _Answering(version=140_009))


def test_stores_on_clusters_set_up_as_told_open(stores: Stores) -> None:
    for store in STORES:
        with stores.read(store) as session:
            assert session.scalar(text("SELECT current_setting('wal_recycle')")) == "off"


def test_the_administrators_page_allows_and_sets_what_the_tests_do() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {statement.format(role="surveyapp") for _, statement in serverlog.RIGHTS} <= set(page.splitlines())
    assert SERVER.items() <= dict(re.findall(r"ALTER SYSTEM SET (\w+) = (\w+);", page)).items()


def _asked() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (*postgresql.SAFE, *postgresql.SAFE_IF_LOADED)


class _Answering:
    """A connection to a server that answers so, whatever it is asked."""

    def __init__(self, *row: str, version: int = 150_000) -> None:
        self.row = row
        self.info = SimpleNamespace(server_version=version, dbname="box")

    def execute(self, _asked: str) -> _Answering:
        return self

    def fetchone(self) -> tuple[str, ...]:
        return self.row

    def rollback(self) -> None:
        pass
