"""An installation that faults may be tried on: stores of its own, on PostgreSQL two clusters too, and a real server."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import clusters
from builders.wave import Running, running
from clusters import Cluster
from server import Server
from sqlalchemy.engine import make_url

from surveyapp import config
from surveyapp.config import Settings
from surveyapp.db import migrate, sqlite
from surveyapp.db.engines import Stores, open_stores
from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import Catalogue

BANDS = ("8-11", "11-18")
DATABASES = ("sqlite", "postgresql")
TINY = Path(__file__).parent / "tiny.yaml"


@dataclass
class Place:
    """``folder`` holds everything: the instance, and the clusters' data; ``clusters`` is empty on SQLite."""

    database: str
    folder: Path
    settings: Settings
    stores: Stores
    surveys: Catalogue
    clusters: tuple[Cluster, ...]
    server: Server
    waves: int = 0

    def wave(self, children: int, *, bands: tuple[str, ...] = BANDS) -> Running:
        """An open wave of its own with so many codes, shared out among the bands."""
        self.waves += 1
        shares = {band: (children + number) // len(bands) for number, band in enumerate(bands)}
        name = f"wave-{self.waves}"
        return running(
            self.stores, self.settings, shares, wave=name, surveys=self.surveys, version="tiny", neighbours={}
        )

    def revive(self) -> None:
        """Whatever of it died runs again."""
        for cluster in self.clusters:
            clusters.revive(cluster)
        if self.server.process is None:
            self.server.start()

    def processes(self) -> Iterator[int]:
        """Every process that writes to a store."""
        yield from self.server.processes()
        for cluster in self.clusters:
            yield from clusters.processes(cluster)


@contextmanager
def installed(database: str, *, room: str = "") -> Iterator[Place]:
    """A new installation, its server not started; with ``room`` ("300m") on a file system so large, where allowed."""
    folder = Path(tempfile.mkdtemp(prefix="sa-f-", dir=clusters.fast()))
    folder.chmod(0o755)
    mounted = bool(room) and _mount(folder, room)
    made = None
    try:
        made = _installed(database, folder, Server(folder / "instance"))
        yield made
    finally:
        if made is not None:
            made.server.stop()
            made.stores.close()
        for name in clusters.NAMES:
            clusters.stop(Cluster(folder / name))
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def _installed(database: str, folder: Path, server: Server) -> Place:
    instance = folder / "instance"
    running = clusters.own(folder) if database == "postgresql" else {}
    for store, cluster in running.items():
        cluster.create(store)
    addresses = {store: cluster.url(store) for store, cluster in running.items()}
    config.initialise(instance, secure_cookies=False, databases=addresses)
    for band in BANDS:
        (instance / "surveys" / band).mkdir(parents=True)
        text = TINY.read_text().replace('survey: "8-11"', f'survey: "{band}"')
        (instance / "surveys" / band / TINY.name).write_text(text)
    settings = config.load(instance, environ={})
    migrate.upgrade(settings)
    surveys = catalogue.load(settings.definitions)
    return Place(database, folder, settings, open_stores(settings), surveys, tuple(set(running.values())), server)


def file_of(settings: Settings, store: str) -> Path:
    """A store's SQLite file."""
    return sqlite.file(make_url(settings.databases[store]))


def _mount(folder: Path, room: str) -> bool:
    """A file system of its own, which needs the right to mount one."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={room},mode=755", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
