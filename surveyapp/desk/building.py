"""Building a release in a process of its own, so that no web worker ever loads the statistics."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from surveyapp.config import HOME

COMMAND = ("-c", "from surveyapp.cli import main; main()")


class BuildingAlready(Exception):
    """A release of this wave is being built at this moment."""


@dataclass(frozen=True, slots=True)
class Build:
    """The last build of a wave: whether it still runs, and what it said."""

    running: bool
    said: str

    @property
    def failed(self) -> bool:
        """Whether it ended without a published release."""
        return not self.running and bool(self.said) and "Published" not in self.said


def start(instance: Path, wave: str, *, reason: str | None = None) -> None:
    """Start the build. Its words go to a file that stays locked until it ends, however it ends."""
    said = _file(instance, wave)
    said.parent.mkdir(mode=0o700, exist_ok=True)
    with said.open("a+b") as file:
        _lock(file.fileno(), wave)
        file.truncate(0)
        words = ["--instance", str(instance), "release", "build", wave, *(["--reason", reason] if reason else [])]
        process = subprocess.Popen(  # noqa: S603  # our own command; the wave's id was found in the store
            [sys.executable, *COMMAND, *words],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            pass_fds=(file.fileno(),),
            env=os.environ | {"PYTHONPATH": str(HOME)},
            close_fds=True,
        )
    threading.Thread(target=process.wait, daemon=True).start()


def last(instance: Path, wave: str) -> Build | None:
    """The last build of the wave, if there was one."""
    said = _file(instance, wave)
    if not said.exists():
        return None
    with said.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return Build(running=True, said="")
        return Build(running=False, said=file.read().decode(errors="replace").strip())


def _lock(descriptor: int, wave: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BuildingAlready(wave) from error


def _file(instance: Path, wave: str) -> Path:
    return instance / "builds" / f"{wave}.txt"
