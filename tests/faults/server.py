"""A real server in processes of its own, which can be killed, slowed, filled and started again."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from ports import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 90
COMPILED = Path(gettempdir()) / "surveyapp-tests-compiled"
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}


class GaveUp(Exception):
    """The server was away for longer than any child waits."""


@dataclass
class Server:
    """Gunicorn with a few workers on a free port of this machine, under a clock that can be set while it runs."""

    instance: Path
    workers: int = 4
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        """Start it and wait for its first page; from the first time on it keeps its port."""
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "gunicorn", "-w", str(self.workers), "-b", f"127.0.0.1:{self.port}"]
        with (self.instance / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *command,
                    "--pythonpath",
                    str(Path(__file__).parent),
                    "--preload",
                    "--log-level",
                    "critical",
                    "--no-control-socket",
                    "shifted:app",
                ],
                cwd=ROOT,
                env={**os.environ, **COMPILED_ONCE, **self._told()},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        self._until_up()

    def kill(self) -> None:
        """Kill -9, master and workers at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
        self.kills += 1

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process is not None:
            self.kill()

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.start()

    def set_clock(self, seconds: int) -> None:
        """Let its clock be so many seconds ahead (below 0: behind) from now on."""
        clock = self.instance / "clock"
        clock.with_suffix(".new").write_text(str(seconds))
        clock.with_suffix(".new").replace(clock)

    def processes(self) -> tuple[int, ...]:
        """Master and workers."""
        return () if self.process is None else family(self.process.pid)

    def _told(self) -> dict[str, str]:
        if not (self.instance / "clock").exists():
            self.set_clock(0)
        return {"SURVEYAPP_INSTANCE": str(self.instance), "SHIFTED_BY": str(self.instance / "clock")}

    def _until_up(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if ask(self.port, "GET", "/s/")[0] == 200:
                    return
            time.sleep(0.05)
        raise GaveUp((self.instance / "server.log").read_text()[-2000:])


def ask(port: int, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
    """One request on a connection of its own; raises OSError or HTTPException where no whole answer comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, {"Content-Type": kind} if kind else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def family(process: int) -> tuple[int, ...]:
    """A process and its children."""
    return (process, *_children(process))


def _children(parent: int) -> Iterator[int]:
    for task in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(task.joinpath("stat").read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(task.name)
