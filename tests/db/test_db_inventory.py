"""Whatever somebody else put into a store's database is named; with what acts on rows the program does not start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from clusters import Cluster
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from surveyapp.config import STORES, Settings
from surveyapp.db import inventory
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import WatchedStore

REWRITE = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
HIDDEN = f"CREATE TRIGGER t2 AFTER INSERT ON ballot BEGIN DELETE FROM permit WHERE 0; END; {REWRITE}"
SQLITE = {
    "table meta": "CREATE TABLE meta (a BLOB, b TEXT)",
    "trigger t1 on ballot": "CREATE TRIGGER t1 AFTER INSERT ON ballot BEGIN DELETE FROM carried_away WHERE 0; END",
    "view v": "CREATE VIEW v AS SELECT tag FROM ballot",
    "index i on ballot": "CREATE INDEX i ON ballot (band)",
    "column ballot.came (TEXT)": "ALTER TABLE ballot ADD COLUMN came TEXT",
    "table sqlite_autoindex_b": "CREATE TABLE b (a BLOB); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET "
    "name = 'sqlite_autoindex_b', tbl_name = 'sqlite_autoindex_b' WHERE name = 'b'; PRAGMA writable_schema = OFF",
    "default of ballot.came": "ALTER TABLE ballot ADD COLUMN came TEXT DEFAULT CURRENT_TIMESTAMP",
    "computed column ballot.twice": "ALTER TABLE ballot ADD COLUMN twice TEXT AS (band || band)",
    "wording of table ballot": f"{REWRITE} sql = replace(sql, 'length(tag) = 32', 'length(tag) > 0') "
    "WHERE name = 'ballot'; PRAGMA writable_schema = OFF",
    "wording of table wave_key": f"{REWRITE} sql = replace(sql, 'DEFAULT 0', 'DEFAULT (random())') "
    "WHERE name = 'wave_key'; PRAGMA writable_schema = OFF",
    "trigger sqlite_stat1 on ballot": f"{HIDDEN} name = 'sqlite_stat1', sql = replace(sql, 't2', 'sqlite_stat1') "
    "WHERE name = 't2'; PRAGMA writable_schema = OFF",
}
POSTGRESQL = {
    "schema old": "CREATE SCHEMA old",
    "table old.b": "CREATE SCHEMA old; CREATE TABLE old.b AS SELECT * FROM ballot",
    "table public.meta": "CREATE TABLE meta (a bytea, b text)",
    "view public.v": "CREATE VIEW v AS SELECT tag FROM ballot",
    "table public.pg_temp_b": "CREATE TABLE pg_temp_b AS SELECT * FROM ballot",
    'table public."ballot on b"': 'CREATE TABLE "ballot on b" AS SELECT * FROM ballot',
    'table public."public.ballot"': 'CREATE TABLE "public.ballot" AS SELECT * FROM ballot',
    'table public."ballot"""': 'CREATE TABLE "ballot""" AS SELECT * FROM ballot',
    'table "ballot on public.".ballot': 'CREATE SCHEMA "ballot on public."; '
    'CREATE TABLE "ballot on public.".ballot AS SELECT * FROM ballot',
    "function public.pg_temp_f()": "CREATE FUNCTION pg_temp_f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "materialized view public.m": "CREATE MATERIALIZED VIEW m AS SELECT tag FROM ballot",
    "index public.i": "CREATE INDEX i ON ballot (band)",
    "sequence public.s": "CREATE SEQUENCE s",
    "function public.f()": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "type public.kind": "CREATE TYPE public.kind AS ENUM ('a')",
    "statistics object public.x": "CREATE STATISTICS x ON wave, band FROM ballot",
    "large object 4711": "SELECT lo_create(4711)",
    "rule r on public.ballot": "CREATE RULE r AS ON DELETE TO ballot DO ALSO NOTIFY came",
    "policy p on public.ballot": "CREATE POLICY p ON ballot",
    "trigger t on public.ballot": "CREATE TRIGGER t AFTER INSERT ON ballot FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "column ballot.came (TEXT)": "ALTER TABLE ballot ADD COLUMN came text",
    "default value for public.ballot.band": "ALTER TABLE ballot ALTER band SET DEFAULT clock_timestamp()::text",
    "table constraint c on public.ballot": "ALTER TABLE ballot ADD CONSTRAINT c CHECK (length(band) > 0)",
    "check ck_ballot_tag_is_sha256 on ballot": "ALTER TABLE ballot DROP CONSTRAINT ck_ballot_tag_is_sha256; "
    "ALTER TABLE ballot ADD CONSTRAINT ck_ballot_tag_is_sha256 CHECK (lo_from_bytea(0, tag) > 0)",
}
"""What somebody may lay into the box, and what it is called."""


@pytest.mark.parametrize("store", STORES)
def test_of_what_the_migrations_made_nothing_is_named(stores: Stores, store: str) -> None:
    with stores.read(store) as session:
        assert inventory.foreign(store, session.connection()) == ()
        assert inventory.acting(session.connection()) == ()


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_table_of_the_looking_connection_alone_is_not_named(stores: Stores) -> None:
    with stores.write("box") as session:
        session.execute(text("CREATE TEMPORARY TABLE washing ON COMMIT DROP AS TABLE ballot"))
        assert inventory.foreign("box", session.connection()) == ()


def test_each_thing_that_was_laid_into_the_box_is_named(stores: Stores, database: str) -> None:
    with stores.write("box") as session:
        for name, statements in (SQLITE if database == "sqlite" else POSTGRESQL).items():
            with session.begin_nested() as only:
                for one in re.split("; (?!END)", statements):
                    session.execute(text(one))
                assert name in inventory.foreign("box", session.connection())
                only.rollback()
        assert inventory.foreign("box", session.connection()) == ()


@pytest.fixture
def watched(stores: Stores, database: str) -> Iterator[None]:
    """A trigger on codes, and afterwards none."""
    does = "BEGIN DELETE FROM nightly_run WHERE 0; END"
    if database == "postgresql":
        does = "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    with stores.write("fieldwork") as session:
        session.execute(text(f"CREATE TRIGGER t1 AFTER UPDATE ON access_code {does}"))
    yield
    with stores.write("fieldwork") as session:
        session.execute(text("DROP TRIGGER t1" + (" ON access_code" if database == "postgresql" else "")))


@pytest.mark.usefixtures("watched")
def test_a_store_that_somebody_watches_is_not_opened(settings: Settings) -> None:
    with pytest.raises(WatchedStore, match="trigger t1 on access_code") as refused:
        open_stores(settings)
    assert refused.value.store == "fieldwork"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_trigger_whose_kind_is_spelt_otherwise_still_acts_and_is_named(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        session.execute(text("CREATE TRIGGER t1 AFTER INSERT ON nightly_run BEGIN SELECT RAISE(ABORT, 'acts'); END"))
        session.execute(text("PRAGMA writable_schema = ON"))
        session.execute(text("UPDATE sqlite_schema SET type = 'Trigger' WHERE name = 't1'"))
        session.execute(text("PRAGMA writable_schema = RESET"))
        with pytest.raises(IntegrityError, match="acts"):
            session.execute(text("INSERT INTO nightly_run (day, problem) VALUES ('2026-01-01', '')"))
        assert inventory.acting(session.connection()) == ("trigger t1 on nightly_run",)
        session.rollback()


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_copied_database_on_the_same_server_is_named(
    stores: Stores, postgresql_clusters: Mapping[str, Cluster], worker: str
) -> None:
    cluster, copy = postgresql_clusters["box"], f"box_old_{worker}"
    cluster.create(copy)
    with stores.read("box") as session:
        found = inventory.databases(session.connection(), {f"box_{worker}"})
    cluster.drop(copy)
    assert f"database {copy}" in found
    assert f"database box_{worker}" not in found
