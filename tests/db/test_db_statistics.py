"""The planner keeps no values of tables of children: none is sampled, and what was sampled goes with the wash."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from clusters import Cluster
from sqlalchemy import Connection, text

from surveyapp.audit.tables import OF_CHILDREN
from surveyapp.config import Settings
from surveyapp.db import migrate, statistics
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.opening.once import BOX_TABLES

ROWS = 60
of_postgresql = pytest.mark.parametrize("database", [pytest.param("postgresql")], indirect=True)
of_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def ballots(connection: Connection) -> list[bytes]:
    """Sixty ballots, so that the planner has something to sample; their tags."""
    tags = [secrets.token_bytes(32) for _ in range(ROWS)]
    key = {"wave": "w", "public": bytes(65), "canary": b"", "digest": bytes(32)}
    fields = "wave, public, needed, canary, canary_digest, opened"
    connection.execute(
        text(f"INSERT INTO wave_key ({fields}) VALUES (:wave, :public, 2, :canary, :digest, false)"), key
    )
    for tag in tags:
        given = {"tag": tag, "sealed": bytes(4 + 16 * 1024 + 65 + 16)}
        connection.execute(text("INSERT INTO ballot VALUES (:tag, 'w', '8-11', :sealed)"), given)
    return tags


def sampled(connection: Connection) -> set[bytes]:
    """The tags that the planner knows of."""
    asked = "SELECT histogram_bounds::text::bytea[] FROM pg_stats WHERE tablename = 'ballot' AND attname = 'tag'"
    return {bytes(one) for row in connection.execute(text(asked)) for one in row[0]}


@of_postgresql
def test_what_was_sampled_is_gone_from_the_server_and_its_files_once_washed(
    stores: Stores, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    with stores.write("box") as box:
        tags = set(ballots(box.connection()))
        box.execute(text("ALTER TABLE ballot ALTER COLUMN tag SET STATISTICS 100"))
        box.execute(text("ANALYZE ballot"))
        assert sampled(box.connection()) == tags
    cluster = postgresql_clusters["box"]
    assert len(in_file(cluster, f"box_{worker}", "pg_statistic", tags)) > ROWS / 2, "long values are cut into pieces"
    wash(stores.engine("box"), BOX_TABLES)
    with stores.write("box") as box:
        assert sampled(box.connection()) == set()
        box.execute(text("ANALYZE"))
        assert sampled(box.connection()) == set()
    assert in_file(cluster, f"box_{worker}", "pg_statistic", tags) == set()


@of_postgresql
def test_what_was_sampled_goes_also_where_another_database_was_just_being_written_to(
    stores: Stores, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    cluster = postgresql_clusters["box"]
    with stores.write("box") as box:
        tags = set(ballots(box.connection()))
        box.execute(text("ALTER TABLE ballot ALTER COLUMN tag SET STATISTICS 100"))
        box.execute(text("ANALYZE ballot"))
    with cluster.admin() as elsewhere:
        elsewhere.execute("BEGIN")
        elsewhere.execute("SELECT pg_current_xact_id()")
        ends = threading.Timer(0.3, elsewhere.rollback)
        ends.start()
        wash(stores.engine("box"), BOX_TABLES)
        ends.join()
    assert in_file(cluster, f"box_{worker}", "pg_statistic", tags) == set()


def in_file(cluster: Cluster, database: str, table: str, marks: set[bytes]) -> set[bytes]:
    """Which of them stand in the table's files, where long values lie by themselves."""
    files = "pg_relation_filepath(oid), pg_relation_filepath(reltoastrelid)"
    with cluster.admin(database) as admin:
        admin.execute("CHECKPOINT")
        found = admin.execute(f"SELECT {files} FROM pg_class WHERE oid = %s::regclass", [table]).fetchone() or ()
    content = b"".join((cluster.folder / "data" / str(path)).read_bytes() for path in found)
    return {mark for mark in marks if mark in content}


@of_postgresql
def test_nothing_of_a_table_of_children_is_sampled(stores: Stores) -> None:
    asked = text(
        "SELECT attrelid::regclass::text || '.' || attname FROM pg_attribute "
        "WHERE attrelid::regclass::text = ANY(:tables) AND attnum > 0 AND NOT attisdropped AND attstattarget <> 0"
    )
    assert all(set(tables) <= set(statistics.UNSAMPLED[store]) for store, tables in OF_CHILDREN.items())
    for store, tables in statistics.UNSAMPLED.items():
        with stores.read(store) as session:
            assert list(session.scalars(asked, {"tables": list(tables)})) == []


@of_postgresql
def test_an_upgrade_drops_what_an_earlier_version_let_the_planner_sample(
    settings: Settings, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    cluster, name = postgresql_clusters["box"], f"sampled_{worker}"
    cluster.create(name)
    earlier = replace(settings, databases={**settings.databases, "box": cluster.url(name)})
    migrate.upgrade(earlier, stores=("box",), to="0005")
    engine = open_engine("box", earlier.databases["box"])
    with engine.begin() as connection:
        tags = set(ballots(connection))
        connection.execute(text("ALTER TABLE ballot ALTER COLUMN tag SET STATISTICS -1"))
        connection.execute(text("ANALYZE"))
        assert sampled(connection) == tags
    migrate.upgrade(earlier, stores=("box",))
    with engine.begin() as connection:
        assert sampled(connection) == set()
    engine.dispose()
    assert in_file(cluster, name, "pg_statistic", tags) == set()
    cluster.drop(name)


@of_sqlite
def test_a_sqlite_file_keeps_no_samples_once_washed(stores: Stores, settings: Settings) -> None:
    asked = text("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'")
    with stores.write("box") as box:
        tags = ballots(box.connection())
        box.execute(text("ANALYZE"))
        assert "sqlite_stat1" in set(box.scalars(asked))
    wash(stores.engine("box"), BOX_TABLES)
    with stores.read("box") as box:
        assert list(box.scalars(asked)) == []
    content = (Path(settings.instance) / "box.db").read_bytes()
    assert [content.count(tag) for tag in tags] == [1] * ROWS
