"""The folder that holds the copies: ours alone, outside the installation, used by one command at a time."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from surveyapp.db import durable

_LOCK = ".lock"
_SPARE = 16 * 1024 * 1024


class PlaceUnfit(Exception):
    """Copies cannot be written safely to this folder. Nothing was written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: {why} Nothing was copied.")


class PlaceBusy(Exception):
    """Another backup, restore or drill is using this folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is being used by another backup, restore or drill. Try again when it is done.")


@contextmanager
def held(folder: Path, *, instance: Path, needs: int = 0) -> Iterator[Path]:
    """The folder, made if its parent is there, held by this process, and rid of what was never finished.

    Raises PlaceUnfit and PlaceBusy. ``needs`` is how many bytes will be written.
    """
    place = folder.resolve()
    _apart(place, instance.resolve())
    with suppress(FileExistsError):
        _make(place)
    _ours_alone(place)
    if shutil.disk_usage(place).free < needs + _SPARE:
        raise PlaceUnfit(place, f"there is not enough room for {needs // 1_000_000 + 1} MB more.")
    with os.fdopen(os.open(place / _LOCK, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PlaceBusy(place) from error
        _sweep(place)
        yield place


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """A folder in the place that is gone when this ends, unless it was renamed; swept up later if we are killed."""
    new = place / f"{durable.UNFINISHED}{secrets.token_hex(8)}"
    new.mkdir(mode=0o700)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _apart(place: Path, instance: Path) -> None:
    if place == instance or instance in place.parents:
        raise PlaceUnfit(place, "it lies in the installation's own folder and would be lost with it.")
    if place in instance.parents:
        raise PlaceUnfit(place, "the installation lies in it. Name a folder for copies alone.")


def _make(place: Path) -> None:
    try:
        place.mkdir(mode=0o700)
    except FileNotFoundError as error:
        raise PlaceUnfit(place, "the folder it is to be made in is not there.") from error
    except PermissionError as error:
        raise PlaceUnfit(place, "it may not be made there.") from error


def _ours_alone(place: Path) -> None:
    if not place.is_dir():
        raise PlaceUnfit(place, "it is not a folder.")
    found = place.stat()
    if found.st_uid != os.geteuid():
        raise PlaceUnfit(place, "it belongs to somebody else than the user that runs this command.")
    if found.st_mode & 0o077:
        raise PlaceUnfit(place, f"others on this machine may look into it. Close it with `chmod 700 {place}`.")
    probe = place / f"{durable.UNFINISHED}{secrets.token_hex(8)}"
    try:
        durable.write(probe, b"x")
        mode = probe.stat().st_mode
        probe.unlink()
    except OSError as error:
        raise PlaceUnfit(place, f"nothing can be written there ({error.strerror}).") from error
    if mode & 0o077:
        raise PlaceUnfit(place, "its file system keeps no rights of files, so that everybody could read the copies.")


def _sweep(place: Path) -> None:
    for left in place.glob(f"{durable.UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
