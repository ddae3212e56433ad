"""Two PostgreSQL clusters that the tests start themselves: one for five stores, one for the box alone."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from surveyapp.config import STORES

VARIABLE = "SURVEYAPP_TEST_CLUSTERS"
ROOM = 2**31
NAMES = ("others", "alone")
ROLE = "surveyapp"
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse", "log_parameter_max_length": "0"}
SERVER = {"wal_recycle": "off"}
UNASKED = {"checkpoint_timeout": "1h", "max_wal_size": "1GB", "autovacuum": "off"}
"""
So that no checkpoint comes by itself while a test looks at what is there without one, and no process of the server's
own looks at rows meanwhile: what has just been dropped stays in the file as long as it does.
"""
LET_GO = ("pg_switch_wal()", "pg_ls_waldir()")
WATCH = """
while kill -0 {pid} 2>/dev/null; do sleep 1; done
for file in {folder}/*/data/postmaster.pid; do [ -f "$file" ] && kill -QUIT "$(head -n 1 "$file")"; done
sleep 1; rm -rf {folder}
"""


class NoPostgreSQL(Exception):
    """The tests need PostgreSQL's own programs: apt-get install postgresql (or leave them out: -m "not postgresql")."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One running server, reached only through a socket in its own folder."""

    folder: Path

    def url(self, database: str, *, role: str = ROLE) -> str:
        """SQLAlchemy's address of one database."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    @contextmanager
    def admin(self, database: str = "postgres") -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """A superuser's connection that commits each statement."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            yield connection

    def create(self, database: str, *, template: str = "template1") -> None:
        """A fresh database that the role owns."""
        self.drop(database)
        names = [sql.Identifier(name) for name in (database, ROLE, template)]
        with self.admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(*names))

    def drop(self, database: str) -> None:
        """Take the database away, whoever uses it."""
        with self.admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def has(self, database: str) -> bool:
        """Whether there is such a database."""
        with self.admin() as admin:
            return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def prepare() -> None:
    """In the process that runs the whole session: choose the folder that every worker will share."""
    os.environ[VARIABLE] = tempfile.mkdtemp(prefix="sa-pg-", dir=fast())
    Path(os.environ[VARIABLE]).chmod(0o755)


def finish() -> None:
    """At the session's end: stop what was started."""
    folder = Path(os.environ.pop(VARIABLE))
    for name in NAMES:
        stop(Cluster(folder / name))
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked() -> Iterator[Path]:
    """The shared folder, held by one worker at a time."""
    folder = Path(os.environ[VARIABLE])
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield folder


def running() -> Mapping[str, Cluster]:
    """Each store's cluster; the first worker that asks starts both."""
    with locked() as folder:
        clusters = [Cluster(folder / name) for name in NAMES]
        if not all((cluster.folder / "ready").exists() for cluster in clusters):
            watch(folder)
            for cluster in clusters:
                start(cluster)
    others, alone = clusters
    return {store: alone if store == "box" else others for store in STORES}


def start(cluster: Cluster) -> None:
    """Make a cluster, start it, and give it the role that the stores use, quiet as docs/for-administrators.md says."""
    cluster.folder.mkdir(parents=True)
    if os.geteuid() == 0:
        shutil.chown(cluster.folder, "postgres", "postgres")
    locale = ("-E", "UTF8", "--locale=C.UTF-8")
    _run(
        "initdb",
        "-D",
        cluster.folder / "data",
        "-U",
        "postgres",
        "--auth=trust",
        "--no-sync",
        "--wal-segsize=1",
        *locale,
    )
    _up(cluster, {})
    role(cluster, ROLE, QUIET)
    allow(cluster, ROLE)
    (cluster.folder / "ready").touch()


def allow(cluster: Cluster, name: str) -> None:
    """Let the role end and remove the server's log, here and in every database made from now on."""
    role = sql.Identifier(name)
    for database in ("template1", "postgres"):
        with cluster.admin(database) as admin:
            admin.execute(sql.SQL("GRANT pg_checkpoint TO {}").format(role))
            for function in LET_GO:
                admin.execute(sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(function), role))


def restart(cluster: Cluster, *, options: Mapping[str, str] | None = None) -> None:
    """Stop the server and start it again with these settings on top of its own."""
    _run("pg_ctl", "-D", cluster.folder / "data", "-m", "fast", "-w", "stop")
    _up(cluster, options or {})


def own(folder: Path) -> Mapping[str, Cluster]:
    """Two clusters in this folder for one test alone, which may do with them what it likes; it stops them itself."""
    watch(folder)
    others, alone = clusters = [Cluster(folder / name) for name in NAMES]
    for cluster in clusters:
        start(cluster)
    return {store: alone if store == "box" else others for store in STORES}


@contextmanager
def lone(name: str) -> Iterator[Cluster]:
    """One cluster more, for tests that disturb everybody on it."""
    with locked() as folder:
        cluster = Cluster(folder / name)
    start(cluster)
    yield cluster
    stop(cluster)


def processes(cluster: Cluster) -> list[int]:
    """The server's processes, the first one first; none when it does not run."""
    pid = cluster.folder / "data" / "postmaster.pid"
    if not pid.exists():
        return []
    first = int(pid.read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children")
    return [first, *map(int, children.read_text().split())] if children.exists() else []


def crash(cluster: Cluster) -> None:
    """Kill -9, every process at once: nothing is written that was not written."""
    for process in processes(cluster):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def revive(cluster: Cluster) -> None:
    """Start a cluster that died; it recovers from its log. One that runs is left alone."""
    deadline = time.monotonic() + 60
    while not _accepts(cluster) and time.monotonic() < deadline:
        with suppress(RuntimeError):  # while old processes are still ending it refuses
            _up(cluster, {})


def _accepts(cluster: Cluster) -> bool:
    try:
        with cluster.admin() as admin:
            return admin.execute("SELECT 1").fetchone() is not None
    except psycopg.OperationalError:
        return False


def fast() -> str:
    """A folder in memory where there is room, so that waiting for the disk costs nothing."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else "/tmp"


def _up(cluster: Cluster, options: Mapping[str, str]) -> None:
    given = {"listen_addresses": "", "unix_socket_directories": str(cluster.folder), "max_connections": "80"}
    given |= {**SERVER, **UNASKED}
    settings = " ".join(f"-c {name}='{value}'" for name, value in {**given, **options}.items())
    _run("pg_ctl", "-D", cluster.folder / "data", "-w", "-l", cluster.folder / "log", "-o", settings, "start")


def role(cluster: Cluster, name: str, settings: Mapping[str, str]) -> None:
    """A role without special rights, with settings of its own."""
    with cluster.admin() as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        for setting, value in settings.items():
            words = (sql.Identifier(name), sql.Identifier(*setting.split(".")), sql.Literal(value))
            admin.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(*words))


def stop(cluster: Cluster) -> None:
    """Stop the server at once; its data are thrown away anyway."""
    pid = cluster.folder / "data" / "postmaster.pid"
    if not pid.exists():
        return
    number = int(pid.read_text().split()[0])
    os.kill(number, signal.SIGQUIT)
    for _ in range(500):
        if not pid.exists():
            return
        time.sleep(0.01)


def _run(program: str, *words: object) -> None:
    found = [*Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), *map(Path, filter(None, [shutil.which(program)]))]
    if not found:
        raise NoPostgreSQL(NoPostgreSQL.__doc__)
    command = [str(max(found)), *map(str, words)]
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **user
    )
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr or done.stdout}")


def watch(folder: Path) -> None:
    """A session that is killed takes its servers with it."""
    script = WATCH.format(pid=os.environ["SURVEYAPP_TEST_SESSION"], folder=folder)
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["sh", "-c", f"( {script} ) &"], start_new_session=True, check=True, **silent)
