"""Every migration goes up and down, and the way up ends exactly at what the models say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from clusters import Cluster
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from surveyapp.config import STORES, Settings
from surveyapp.db import migrate, sqlite
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import open_stores
from surveyapp.db.errors import BrokenReferences, DatabaseOutOfDate, DatabaseTooNew, StoreMissing

POSTGRESQL = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0)
    || ' ' || is_nullable || ' ' || coalesce(column_default, '-')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
"""
ODD = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", None, None, None
def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("child", sa.Column("parent", sa.Integer(), sa.ForeignKey("parent.id", ondelete="CASCADE")))
    op.execute("INSERT INTO parent VALUES (1)")
    op.execute("INSERT INTO child VALUES (1)")
    with op.batch_alter_table("parent", recreate="always") as parent:
        parent.add_column(sa.Column("extra", sa.Integer()))
    {last}
def downgrade():
    pass
"""


UPGRADE = """
import pathlib, sys
from surveyapp import config
from surveyapp.db import migrate
migrate.upgrade(config.load(pathlib.Path(sys.argv[1])))
"""


@pytest.fixture(params=migrate.lines())
def store(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def blank(
    settings: Settings, store: str, database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> tuple[Settings, Settings]:
    """Settings whose ``store`` is an empty database of its own; twice, for two schemas to compare."""
    made = []
    for number in (1, 2):
        if database == "sqlite":
            address = f"sqlite:///{tmp_path}/blank{number}.db"
            sqlite.create(make_url(address))
        else:
            cluster: Cluster = request.getfixturevalue("postgresql_clusters")[store]
            name = f"blank{number}_{store}_{request.getfixturevalue('worker')}"
            cluster.create(name)
            address = cluster.url(name)
        made.append(replace(settings, databases={**settings.databases, store: address}))
    return made[0], made[1]


def engine_of(settings: Settings, store: str) -> Engine:
    return open_engine(store, settings.databases[store], pool=NullPool)


def schema(settings: Settings, store: str) -> list[str]:
    """Everything the database says of its tables, in an order of our own."""
    engine = engine_of(settings, store)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            rows = connection.exec_driver_sql(POSTGRESQL)
        else:
            rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted(plain(row[0]) for row in rows if "alembic_version" not in row[0])


def plain(statement: str) -> str:
    """A CREATE statement without its quotes, spaces and the order of what stands in its brackets.

    PostgreSQL writes the casts of a list in a CHECK otherwise once its column was given the type that it has.
    """
    if statement.startswith("constraint "):
        return re.sub(r"::[a-z ]+(\[\])?|[()]", "", statement)
    found = re.fullmatch(r"(.*?)\((.*)\)(.*)", re.sub(r'["\s]+', " ", statement).strip())
    if found is None or not statement.lstrip().startswith("CREATE TABLE"):
        return statement
    head, parts, tail = found.groups()
    ordered = sorted(part.strip() for part in re.split(r",(?![^(]*\))", parts))
    return f"{head.strip()} ({', '.join(ordered)}) {tail.strip()}"


def revisions(store: str) -> list[str]:
    return [script.revision for script in reversed(list(migrate.line_of(store).walk_revisions()))]


def test_the_way_up_ends_at_what_the_models_say(blank: tuple[Settings, Settings], store: str) -> None:
    migrated, modelled = blank
    migrate.upgrade(migrated, stores=(store,))
    for tables in migrate.tables(store):
        tables.create_all(engine_of(modelled, store))
    assert schema(migrated, store) == schema(modelled, store)
    assert schema(migrated, store)


def test_every_step_goes_up_down_and_up_again(blank: tuple[Settings, Settings], store: str) -> None:
    settings, _other = blank
    seen = [schema(settings, store)]
    for revision in revisions(store):
        migrate.upgrade(settings, stores=(store,), to=revision)
        seen.append(schema(settings, store))
        migrate.downgrade(settings, store, "-1")
        assert schema(settings, store) == seen[-2]
        migrate.upgrade(settings, stores=(store,), to=revision)
        assert schema(settings, store) == seen[-1]
    for earlier in reversed(seen[:-1]):
        migrate.downgrade(settings, store, "-1")
        assert schema(settings, store) == earlier


def test_upgrading_twice_changes_nothing(blank: tuple[Settings, Settings], store: str) -> None:
    settings, _other = blank
    migrate.upgrade(settings, stores=(store,))
    before = schema(settings, store)
    migrate.upgrade(settings, stores=(store,))
    assert schema(settings, store) == before


def test_a_store_at_another_version_is_refused_with_the_command_to_run(
    blank: tuple[Settings, Settings], store: str
) -> None:
    settings, _other = blank
    with pytest.raises(DatabaseOutOfDate, match="surveyapp db upgrade") as refused:
        open_stores(settings)
    assert refused.value.stores == (store,)
    migrate.upgrade(settings)
    open_stores(settings).close()


def test_a_database_newer_than_the_program_is_refused(settings: Settings) -> None:
    engine = engine_of(settings, "fieldwork")
    with engine.begin() as connection:
        [was] = [row[0] for row in connection.execute(text("SELECT version_num FROM alembic_version"))]
        connection.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    try:
        with pytest.raises(DatabaseTooNew, match="newer program"):
            open_stores(settings)
        with pytest.raises(DatabaseTooNew, match="nothing was changed"):
            migrate.upgrade(settings)
    finally:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :was"), {"was": was})


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_was_never_made_is_refused_and_not_made_by_looking(settings: Settings) -> None:
    gone = settings.instance / "fieldwork.db"
    gone.unlink()
    with pytest.raises(DatabaseOutOfDate):
        open_stores(settings)
    assert not gone.exists()


@pytest.mark.parametrize("store", ["fieldwork"], indirect=True)
def test_two_upgrades_at_once_end_in_one_database(blank: tuple[Settings, Settings], store: str) -> None:
    settings, _other = blank
    command = [sys.executable, "-c", UPGRADE, str(settings.instance)]
    environ = {**os.environ, "SURVEYAPP_FIELDWORK_URL": settings.databases[store]}
    both = [subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [one.communicate(timeout=60)[1] for one in both] == ["", ""]
    open_stores(settings).close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_an_upgrade_of_a_server_that_is_away_says_so(settings: Settings, tmp_path: Path) -> None:
    away = replace(settings, databases={**settings.databases, "staff": f"postgresql://x@/y?host={tmp_path}"})
    with pytest.raises(StoreMissing, match="The staff store"):
        migrate.upgrade(away, stores=("staff",))


def test_every_store_has_one_line_of_versions_that_never_forks() -> None:
    assert migrate.lines() == STORES
    assert [len(migrate.line_of(store).get_heads()) for store in STORES] == [1] * len(STORES)


def test_box_and_fieldwork_are_never_rebuilt_by_a_batch() -> None:
    for store in ("box", "fieldwork"):
        assert migrate.line(store).attributes["batch"] is False
        for path in (migrate.MIGRATIONS / store / "versions").glob("*.py"):
            assert "batch_alter_table" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("store", ["results"], indirect=True)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_batch_rebuild_takes_no_row_of_another_table_with_it(
    blank: tuple[Settings, Settings], store: str, odd_line: Mapping[str, Path]
) -> None:
    settings, _other = blank
    (odd_line[store] / "9999_odd.py").write_text(ODD.format(last="pass"))
    migrate.upgrade(settings, stores=(store,))
    with engine_of(settings, store).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM child")) == 1


@pytest.mark.parametrize("store", ["results"], indirect=True)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_migration_that_would_break_a_reference_is_undone(
    blank: tuple[Settings, Settings], store: str, odd_line: Mapping[str, Path]
) -> None:
    settings, _other = blank
    (odd_line[store] / "9999_odd.py").write_text(ODD.format(last='op.execute("DELETE FROM parent")'))
    with pytest.raises(BrokenReferences, match="child"):
        migrate.upgrade(settings, stores=(store,))
    assert schema(settings, store) == []


@pytest.fixture
def odd_line(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Path]:
    """A folder of migrations with one line, to be written by the test."""
    folder = tmp_path / "migrations"
    versions = folder / store / "versions"
    versions.mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (folder / name).write_text((migrate.MIGRATIONS / name).read_text())
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return {store: versions}
