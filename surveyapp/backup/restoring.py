"""Putting a set of copies back into databases that have nothing in them yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from surveyapp.backup import fitting, sets
from surveyapp.backup.sets import SURVEYS, BackupSet
from surveyapp.box.statekeys import StateKeys
from surveyapp.config import STORES, Settings
from surveyapp.db import copying, durable, migrate, sqlite
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores
from surveyapp.db.errors import StoreNotEmpty
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.counts import RUNNING


class CopiesChanged(Exception):
    """Copies in a backup are not what they were when they were made. Nothing was put back."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(f"The backup cannot be used: {'; '.join(problems)}. Nothing was put back.")


def put_back(one: BackupSet, settings: Settings, *, pepper_lost: bool = False) -> None:
    """Put every store's copy into an installation's empty databases and bring it to this program's version.

    Raises CopiesChanged, PepperUnfit (unless the pepper is known to be lost) and StoreNotEmpty before anything is
    written.
    """
    assert_whole(one)
    if not pepper_lost:
        fitting.assert_fits(one, settings.pepper)
    for store in STORES:
        _assert_empty(store, settings.databases[store])
    for store in STORES:
        _put_back(one.path(store), store, settings)
    if (one.folder / SURVEYS).is_dir():
        shutil.copytree(one.folder / SURVEYS, settings.instance / SURVEYS, dirs_exist_ok=True)


def assert_whole(one: BackupSet) -> None:
    """Raise CopiesChanged unless every copy is what it was when it was made."""
    if problems := tuple(_problems(one)):
        raise CopiesChanged(problems)


def make_state_keys(stores: Stores, instance: Path) -> tuple[str, ...]:
    """New keys for answers on their way in waves that are running: the old ones are in no backup. The waves' ids."""
    with stores.read("fieldwork") as registry:
        running = [
            wave.id
            for authority in waves.authorities(registry)
            for wave in waves.of(registry, authority.id)
            if wave.state in RUNNING
        ]
    for wave in running:
        StateKeys.of(instance).create(wave)
    return tuple(running)


def _problems(one: BackupSet) -> Iterator[str]:
    wanted = {f"{store}.db": kept.digest for store, kept in one.stores.items()} | dict(one.files)
    for name, digest in wanted.items():
        path = one.folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif sets.digest(path) != digest:
            yield f"{name} was changed since it was made"


def _assert_empty(store: str, address: str) -> None:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        if sqlite.file(url).exists():
            raise StoreNotEmpty(store)
        return
    engine = open_engine(store, address, pool=NullPool)
    if migrate.version(store, engine) is not None:
        with engine.connect() as connection:
            if any(copying.counts(store, connection).values()):
                raise StoreNotEmpty(store)


def _put_back(copy: Path, store: str, settings: Settings) -> None:
    """A SQLite file is the copy itself; PostgreSQL gets the rows of a copy that is at this program's version."""
    address, pepper = settings.databases[store], settings.pepper
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        _file(copy, sqlite.file(url))
        migrate.upgrade_one(store, address, pepper=pepper)
        return
    migrate.upgrade_one(store, address)
    now = settings.instance / f"{durable.UNFINISHED}{store}.db"
    try:
        _file(copy, now)
        migrate.upgrade_one(store, f"sqlite:///{now}", pepper=pepper)
        copying.copy_in(store, now, open_engine(store, address, pool=NullPool))
    finally:
        now.unlink(missing_ok=True)


def _file(copy: Path, path: Path) -> None:
    new = durable.beside(path)
    sqlite.create(make_url(f"sqlite:///{new}"))
    try:
        shutil.copyfile(copy, new)
        durable.sync(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    durable.sync(path.parent)
