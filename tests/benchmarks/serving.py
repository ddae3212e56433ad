"""A served installation with an open wave, and what its processes use."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

import clusters  # noqa: E402  # found through the lines above
from builders import child  # noqa: E402
from ports import free_port  # noqa: E402
from sqlalchemy.engine import make_url  # noqa: E402

from surveyapp import config, create_app  # noqa: E402
from surveyapp.config import STORES, Settings  # noqa: E402
from surveyapp.db import migrate, sqlite  # noqa: E402
from surveyapp.definition.ballots import ballot_size, encode_ballot  # noqa: E402

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass
class Serving:
    """A served installation with an open wave: where it is, its cards, and the processes that work for it."""

    port: int
    server: int
    wave: str
    cards: list[str]
    manifest: Mapping[str, object]
    plaintext: bytes
    postmasters: list[int] = field(default_factory=list)

    def spent(self) -> float:
        """CPU milliseconds so far of the server and of all processes of the database."""
        return used(self.server) + sum(map(used_by_cluster, self.postmasters))


@contextmanager
def installed(database: str) -> Iterator[tuple[Settings, list[int]]]:
    """New stores, on a disk; with PostgreSQL, in two clusters that are started for this."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="sa-bench-") as folder, _addresses(database) as addresses:
        instance = Path(folder) / "instance"
        config.initialise(instance, secure_cookies=False, databases=addresses)
        settings = config.load(instance, environ={})
        for store in STORES if database == "sqlite" else ():
            sqlite.create(make_url(settings.databases[store]))
        migrate.upgrade(settings)
        yield settings, postmasters_running() if database == "postgresql" else []


@contextmanager
def _addresses(database: str) -> Iterator[Mapping[str, str]]:
    if database == "sqlite":
        yield {}
        return
    os.environ["SURVEYAPP_TEST_SESSION"] = str(os.getpid())
    os.environ[clusters.VARIABLE] = tempfile.mkdtemp(prefix="sa-pg-", dir="/var/tmp")
    Path(os.environ[clusters.VARIABLE]).chmod(0o755)
    try:
        running = clusters.running()
        for store, cluster in running.items():
            cluster.create(store)
        yield {store: cluster.url(store) for store, cluster in running.items()}
    finally:
        folder = Path(os.environ[clusters.VARIABLE])
        clusters.finish()
        shutil.rmtree(folder, ignore_errors=True)


def postmasters_running() -> list[int]:
    folder = Path(os.environ[clusters.VARIABLE])
    return [int(pid.read_text().split()[0]) for pid in folder.glob("*/data/postmaster.pid")]


@contextmanager
def served(settings: Settings, postmasters: list[int], *, band: str, cards: int) -> Iterator[Serving]:
    """`surveyapp serve` in a process of its own, with an open wave and enough cards."""
    app = create_app(settings)
    made = child.fieldwork(app, cards=cards)
    instrument = app.extensions["catalogue"].version(band, "2024")
    app.extensions["stores"].close()
    plaintext = encode_ballot(instrument, {}, ballot_size([instrument]))
    port = free_port()
    command = [sys.executable, "-c", "from surveyapp.cli import main; main()", "--instance", str(settings.instance)]
    server = subprocess.Popen([*command, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, cwd=HERE.parent)
    try:
        manifest = _manifest(port, made.wave)
        yield Serving(port, server.pid, made.wave, made.cards[band], manifest, plaintext, postmasters)
    finally:
        server.terminate()
        server.wait()


def _manifest(port: int, wave: str) -> Mapping[str, object]:
    """The wave's manifest, once the server is up."""
    for _ in range(300):
        with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", f"/s/manifest/{wave}")
            told: Mapping[str, object] = json.loads(connection.getresponse().read())
            return told
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def used_by_cluster(postmaster: int) -> float:
    """CPU milliseconds of a PostgreSQL server with all its processes, those that have ended too."""
    found = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return used(postmaster, ended=True) + sum(used(int(process)) for process in found)


def used(process: int, *, ended: bool = False) -> float:
    """CPU milliseconds of one process, with or without its children that have ended (proc(5))."""
    try:
        numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, numbers[11 : 15 if ended else 13])) * TICK_MS


def base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def unbase64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
