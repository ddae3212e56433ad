"""A PostgreSQL store keeps no commit time, logs no statement, and leaves the box alone on its cluster."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import clusters
import pytest
from clusters import QUIET, Cluster
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from surveyapp.config import HOME, Settings
from surveyapp.db import postgresql
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import BoxNotAlone, DriverMissing, StoreMissing, UnknownDatabase, UnsafeStore

pytestmark = pytest.mark.postgresql
BROKEN_BY_ROLE = {
    "synchronous_commit": "off",
    "wal_recycle": "on",
    "log_statement": "mod",
    "log_duration": "on",
    "log_min_duration_statement": "0",
    "log_min_duration_sample": "0",
    "log_transaction_sample_rate": "0.5",
    "log_min_error_statement": "error",
    "log_error_verbosity": "default",
    "log_min_messages": "debug5",
    "debug_print_parse": "on",
    "debug_print_rewritten": "on",
    "debug_print_plan": "on",
    "log_parser_stats": "on",
    "log_planner_stats": "on",
    "log_executor_stats": "on",
    "log_statement_stats": "on",
    "log_lock_waits": "on",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
    "auto_explain.log_min_duration": "0",
    "pgaudit.log": "all",
}
BROKEN_BY_SERVER = {
    "fsync": "off",
    "full_page_writes": "off",
    "track_commit_timestamp": "on",
    "wal_level": "logical",
    "archive_mode": "on",
    "wal_keep_size": "16MB",
}
OF_NEWER_VERSIONS = {"summarize_wal": "on"}
"""Settings that the PostgreSQL of the tests may not have."""


@pytest.fixture
def database() -> str:
    return "postgresql"


@pytest.fixture(scope="module")
def odd(worker: str) -> Iterator[Cluster]:
    """A third cluster, to be started with unsafe settings."""
    with clusters.lone(f"odd-{worker}") as cluster:
        yield cluster


def test_every_asserted_setting_is_broken_once_below() -> None:
    asserted = {name for name, _values in (*postgresql.SAFE, *postgresql.SAFE_IF_LOADED)}
    assert asserted == {*BROKEN_BY_ROLE, *BROKEN_BY_SERVER, *OF_NEWER_VERSIONS}


@pytest.mark.parametrize("setting", list(BROKEN_BY_ROLE))
def test_a_role_with_one_unsafe_setting_is_refused(
    setting: str, settings: Settings, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    role = f"odd_{worker}_{list(BROKEN_BY_ROLE).index(setting)}"
    cluster = postgresql_clusters["fieldwork"]
    clusters.role(cluster, role, {**QUIET, setting: BROKEN_BY_ROLE[setting]})
    address = cluster.url(f"fieldwork_{worker}", role=role)
    with pytest.raises(UnsafeStore) as refused:
        open_stores(replace(settings, databases={**settings.databases, "fieldwork": address}))
    assert (refused.value.store, refused.value.setting) == ("fieldwork", setting)


@pytest.mark.parametrize("setting", list(BROKEN_BY_SERVER))
def test_a_server_with_one_unsafe_setting_is_refused(setting: str, odd: Cluster) -> None:
    engine = open_engine("box", odd.url("postgres"))
    clusters.restart(odd)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()
    clusters.restart(odd, options={setting: BROKEN_BY_SERVER[setting]})
    with pytest.raises(UnsafeStore) as refused:
        engine.connect()
    assert refused.value.setting == setting


def test_a_box_on_the_others_cluster_is_refused(
    settings: Settings, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    shared = postgresql_clusters["fieldwork"]
    shared.create(f"box_{worker}", template="template_box" if shared.has("template_box") else "template1")
    beside = replace(settings, databases={**settings.databases, "box": shared.url(f"box_{worker}")})
    with pytest.raises(BoxNotAlone, match="fieldwork"):
        open_stores(beside, check_versions=False)
    shared.drop(f"box_{worker}")


def test_the_clusters_are_two(stores: Stores) -> None:
    assert postgresql.cluster(stores.engine("fieldwork")) == postgresql.cluster(stores.engine("staff"))
    assert postgresql.cluster(stores.engine("fieldwork")) != postgresql.cluster(stores.engine("box"))


def test_a_server_that_is_away_is_named(settings: Settings, tmp_path: Path) -> None:
    away = replace(settings, databases={**settings.databases, "results": f"postgresql://x@/y?host={tmp_path}"})
    with pytest.raises(StoreMissing, match="The results store"):
        open_stores(away)


def test_a_server_that_comes_back_is_used_again(odd: Cluster) -> None:
    clusters.restart(odd)
    engine = open_engine("box", odd.url("postgres"))
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT 1")) == 1
        clusters.restart(odd)
    engine.dispose()


def test_a_connection_lost_half_way_is_told_without_a_line_and_the_next_one_works(
    stores: Stores, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        with pytest.raises(OperationalError), stores.change("results") as asked:
            asked.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with stores.look("results") as asked:
            assert asked.execute(text("SELECT 1 AS one")).first().one == 1
    assert caplog.records == []


def test_without_the_driver_it_is_said_how_to_get_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match=r"pip install 'surveyapp\[postgresql\]'"):
        open_stores(settings)


@pytest.mark.parametrize("address", ["mysql://x/y", "not an address", ""])
def test_another_database_is_refused_by_name(address: str) -> None:
    with pytest.raises(UnknownDatabase):
        open_engine("results", address)


def test_a_reading_session_cannot_write(stores: Stores) -> None:
    with stores.read("results") as session, pytest.raises(DBAPIError, match="read-only"):
        session.execute(text("CREATE TABLE x (n INTEGER)"))


def test_a_failing_statement_leaves_nothing_in_the_servers_log(
    stores: Stores, postgresql_clusters: Mapping[str, Cluster]
) -> None:
    insert = text("INSERT INTO one VALUES (:body)")
    with stores.write("staff") as session:
        session.execute(text("CREATE TEMPORARY TABLE one (body TEXT PRIMARY KEY)"))
        session.execute(insert, {"body": "CANARY-IN-A-LOG"})
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(insert, {"body": "CANARY-IN-A-LOG"})
    log = (postgresql_clusters["staff"].folder / "log").read_text()
    assert "duplicate key" in log
    assert "CANARY" not in log
    assert "INSERT INTO one" not in log


def test_the_administrators_page_sets_the_role_up_as_the_tests_do() -> None:
    page = (HOME / "docs" / "for-administrators.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"ALTER ROLE surveyapp SET (\w+) = '(\w+)';", page))
    assert told == QUIET
