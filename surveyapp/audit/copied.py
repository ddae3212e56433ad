"""The copy that an audit works on: made by itself, private, thrown away; the original is only read."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from surveyapp.audit.packed import Laid, lay_open
from surveyapp.config import STORES, Settings

PREFIX = "surveyapp-audit-"
TRIES = 5
COMPANIONS = ("-wal", "-shm", "-journal")
ORDER = sorted(STORES, key=lambda store: store != "box")
"""The box first: a child who sends while fieldwork is copied must not leave a ballot without a used code."""
WAL_VERSION = b"\x02\x02"
"""Bytes 18 and 19 of a SQLite file that is written through a log."""


class Unreadable(Exception):
    """A store's database is not there, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Copied:
    """An installation and its copy. ``files`` are the copied SQLite files as they lay on the disk, byte by byte.

    ``swept``: copies that audits which were killed had left, and that are removed now.
    """

    settings: Settings
    copy: Settings
    files: Mapping[str, Path]
    backups: Path | None
    logs: Path | None
    swept: tuple[str, ...] = ()
    _laid: dict[Path, Laid] = field(default_factory=dict)

    def laid(self, folder: Path) -> Laid:
        """What lies in a folder, packed or not, for as long as the copy is there."""
        if folder not in self._laid:
            self._laid[folder] = lay_open(folder, Path(tempfile.mkdtemp(dir=self.copy.instance)))
        return self._laid[folder]

    def dialect(self, store: str) -> str:
        """sqlite or postgresql."""
        return make_url(self.settings.databases[store]).get_backend_name()

    @contextmanager
    def read(self, store: str) -> Iterator[Connection]:
        """One read-only look at a store: at its copy, or on PostgreSQL at one moment of the database itself."""
        if self.dialect(store) == "sqlite" and store not in self.files:
            raise Unreadable(f"there is no file for the {store} store")
        engine = _reader(self.copy.databases[store], self.dialect(store))
        try:
            with engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise Unreadable(f"the {store} store cannot be read ({type(error).__name__})") from error
        finally:
            engine.dispose()


@contextmanager
def copied(settings: Settings, *, backups: Path | None = None, logs: Path | None = None) -> Iterator[Copied]:
    """Copy every SQLite store into a folder that its owner alone can read, for as long as the block lasts."""
    swept = _sweep()
    with ExitStack() as held:
        folder = _folder(held)
        files = {store: found for store in ORDER if (found := _copy(settings, store, folder))}
        databases = {**settings.databases, **{store: f"sqlite:///{path}" for store, path in files.items()}}
        copy = replace(settings, instance=folder, databases=databases)
        yield Copied(settings, copy, files, backups, logs, swept)


def _folder(held: ExitStack) -> Path:
    """A folder of this audit's own: one that begins just then may sweep it away before it is held. Raises OSError."""
    for _ in range(TRIES):
        with suppress(OSError):
            return _made(held)
    return _made(held)


def _made(held: ExitStack) -> Path:
    folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX)))
    held.enter_context(_mine(folder))
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return folder


def _sweep() -> tuple[str, ...]:
    """Remove what audits that were killed left lying; one that still runs holds its folder."""
    found = []
    for left in sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")):
        with suppress(OSError), _mine(left):
            shutil.rmtree(left)
            found.append(str(left))
    return tuple(found)


@contextmanager
def _mine(folder: Path) -> Iterator[None]:
    """Hold a folder for as long as the block lasts; the system lets it go when the process dies. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def log_kept(path: Path) -> bool:
    """Whether a SQLite file is in the mode that keeps a log of what was written when."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == WAL_VERSION


def original(settings: Settings, store: str) -> Path | None:
    """A SQLite store's own file."""
    url = make_url(settings.databases[store])
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _copy(settings: Settings, store: str, folder: Path) -> Path | None:
    source = original(settings, store)
    if source is None or not source.is_file():
        return None
    target = folder / f"{store}.db"
    with _held(source):
        for ending in ("", *COMPANIONS):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{source}{ending}", f"{target}{ending}")
    target.chmod(0o600)
    return target


@contextmanager
def _held(source: Path) -> Iterator[None]:
    """Nobody commits to the file while it is copied; a file with a log is not opened, for that would change it."""
    if log_kept(source) or Path(f"{source}-journal").exists():
        yield
        return
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=20)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield


def _reader(address: str, dialect: str) -> Engine:
    if dialect == "sqlite":
        return create_engine(address, poolclass=NullPool, hide_parameters=True)
    return create_engine(
        address,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
