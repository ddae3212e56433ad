"""What every test may ask for: settings and open stores, upgraded and clean, on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import browser as browsers
import clusters
import psycopg
import pytest
import sharing
from argon2 import PasswordHasher
from builders import signers
from compiled import compile_addresses_once, compile_statements_once, compile_templates_once, list_static_files_once
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as settings_of_laws
from pages import Pages
from playwright.sync_api import Browser
from psycopg import sql
from sqlalchemy.engine import make_url
from xdist.remote import Producer

from surveyapp import config, create_app
from surveyapp.box import issuers, keys
from surveyapp.box.wrapping import Cost
from surveyapp.config import STORES, Settings
from surveyapp.db import migrate, sqlite
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores
from surveyapp.staff import passwords
from surveyapp.web import stores as opening

FILLED = """
WITH ours AS MATERIALIZED (
    SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
)
SELECT quote_ident(tablename) FROM ours
WHERE query_to_xml(format('SELECT FROM %I LIMIT 1', tablename), false, true, '')::text <> ''
"""
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


compile_addresses_once()
compile_statements_once()
compile_templates_once()
list_static_files_once()
QUICK = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1)
NOBODY = QUICK.hash("nobody has this account")

UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
"""No law fails because the machine had a slow moment."""
settings_of_laws.register_profile("searching", **UNHURRIED)
settings_of_laws.register_profile("steady", derandomize=True, **UNHURRIED)
settings_of_laws.load_profile("searching" if "SURVEYAPP_TEST_RANDOM" in os.environ else "steady")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ["SURVEYAPP_TEST_SESSION"] = str(os.getpid())
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", clusters.fast())
        clusters.prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        clusters.finish()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items[:] = sharing.in_order(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> sharing.Sharing:
    config.option.loadscopereorder = False  # it would begin with whatever has most tests
    return sharing.Sharing(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What was read to find the tests stays to the end: nothing of it is looked through for garbage, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000, 10, 10)
        gc.enable()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> str:
    """Where the test runs; on one alone: ``@pytest.mark.parametrize("database", ["sqlite"], indirect=True)``."""
    return str(request.param)


@pytest.fixture
def settings(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """An installation of its own, its stores newly upgraded and empty; also written to instance/settings.toml."""
    instance = tmp_path / "instance"
    if database == "sqlite":
        config.initialise(instance, secure_cookies=False)
        template: Settings = request.getfixturevalue("sqlite_template")
        for store in STORES:
            shutil.copy(template.instance / f"{store}.db", instance)
    else:
        config.initialise(instance, secure_cookies=False, databases=request.getfixturevalue("postgresql_databases"))
        request.getfixturevalue("postgresql_cleaner")()
    return config.load(instance, environ={})


@pytest.fixture(autouse=True)
def ready_signers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waves are given ready issuer keys; in other processes they make their own."""
    monkeypatch.setattr(issuers, "generate", signers.from_pool())


@pytest.fixture(autouse=True)
def strong_passwords(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """What keeps passwords outside the tests; in them hardly any work is spent on it."""
    strong = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", QUICK)
    monkeypatch.setattr(passwords, "NOBODY", NOBODY)
    return strong


@pytest.fixture(autouse=True, scope="session")
def strong_phrases() -> Iterator[Cost]:
    """What custodians' phrases cost outside the tests; in them hardly any work is spent on trying one."""
    strong = keys.COST
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(keys, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
        yield strong


@pytest.fixture
def stores(settings: Settings) -> Iterator[Stores]:
    """The open stores of ``settings``."""
    opened = _unchecked(settings)
    yield opened
    opened.close()


def _unchecked(settings: Settings) -> Stores:
    """Copies of templates that were just upgraded, on clusters made for them, are not looked at before each test."""
    engines = {store: open_engine(store, settings.databases[store]) for store in STORES}
    return Stores(engines, pepper=settings.pepper)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The web application on those stores."""
    with pytest.MonkeyPatch.context() as starting:
        starting.setattr(opening, "open_stores", _unchecked)
        made = create_app(settings)
    made.testing = True
    made.config["PSEUDO_LOCALES"] = True
    yield made
    made.extensions["stores"].close()


@pytest.fixture
def pages(app: Flask) -> Pages:
    """A client that checks every page it fetches; nobody has signed in."""
    return Pages(app)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the session; mark its tests ``browser``."""
    with browsers.chromium() as opened:
        yield opened


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the app behind a real server on this machine."""
    with browsers.served(app) as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Six upgraded SQLite files, made once and copied for each test."""
    instance = tmp_path_factory.mktemp("template")
    config.initialise(instance)
    made = config.load(instance, environ={})
    for store in STORES:
        sqlite.create(make_url(made.databases[store]))
    migrate.upgrade(made)
    return made


@pytest.fixture(scope="session")
def postgresql_clusters() -> Mapping[str, clusters.Cluster]:
    """Each store's cluster: the box's is its own."""
    return clusters.running()


@pytest.fixture(scope="session")
def postgresql_databases(
    postgresql_clusters: Mapping[str, clusters.Cluster], sqlite_template: Settings, worker: str
) -> Mapping[str, str]:
    """Six upgraded databases of this worker's own, copied from templates that one worker made."""
    with clusters.locked() as folder:
        if not (folder / "templates").exists():
            _make_templates(postgresql_clusters, sqlite_template)
            (folder / "templates").touch()
        for store, cluster in postgresql_clusters.items():
            cluster.create(f"{store}_{worker}", template=f"template_{store}")
    return {store: cluster.url(f"{store}_{worker}") for store, cluster in postgresql_clusters.items()}


def _make_templates(running: Mapping[str, clusters.Cluster], settings: Settings) -> None:
    for store, cluster in running.items():
        cluster.create(f"template_{store}")
    urls = {store: cluster.url(f"template_{store}") for store, cluster in running.items()}
    migrate.upgrade(replace(settings, databases=urls))


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """This worker's name under xdist, "main" without."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def postgresql_cleaner(
    postgresql_clusters: Mapping[str, clusters.Cluster], postgresql_databases: Mapping[str, str], worker: str
) -> Iterator[object]:
    """Empties every table that holds something; one connection per store is kept for it."""
    kept = [
        psycopg.connect(host=str(cluster.folder), user="postgres", dbname=f"{store}_{worker}", autocommit=True)
        for store, cluster in postgresql_clusters.items()
    ]

    def clean() -> None:
        for connection in kept:
            connection.execute(ALONE)
            filled = [str(row[0]) for row in connection.execute(FILLED)]
            if filled:
                tables = sql.SQL(", ").join(map(sql.SQL, filled))
                connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))

    yield clean
    for connection in kept:
        connection.close()
