"""One day's copies in a folder of their own, and the list that says what must be in them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from surveyapp.config import STORES
from surveyapp.db import durable

LIST = "backup.json"
SURVEYS = "surveys"
FORMAT = 1
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?")


class NoBackup(Exception):
    """There is no set of copies in this folder that has all six stores."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no whole backup in {folder}. Make one with `surveyapp backup {folder}`.")


@dataclass(frozen=True, slots=True)
class Kept:
    """One store in a set: its file's SHA-256 (hex), the version of its tables, and how many rows each has."""

    digest: str
    version: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BackupSet:
    """The copies of one day. ``files`` are those beside the stores, by name and SHA-256."""

    folder: Path
    day: date
    stores: Mapping[str, Kept]
    files: Mapping[str, str]

    def path(self, store: str) -> Path:
        """The copy of one store."""
        return self.folder / f"{store}.db"

    @property
    def whole(self) -> bool:
        """Whether every store's copy is still there."""
        return all(self.path(store).is_file() for store in STORES)


def found(place: Path) -> tuple[BackupSet, ...]:
    """The sets in a place, the newest first."""
    named = ((_NAME.fullmatch(folder.name), folder) for folder in place.iterdir() if (folder / LIST).is_file())
    dated = [(match[1], int(match[2] or 1), folder) for match, folder in named if match]
    return tuple(read(folder) for _, _, folder in sorted(dated, reverse=True))


def newest(place: Path) -> BackupSet:
    """The newest set that has every store. Raises NoBackup."""
    whole = (one for one in found(place) if one.whole) if place.is_dir() else iter(())
    chosen = next(whole, None)
    if chosen is None:
        raise NoBackup(place)
    return chosen


def read(folder: Path) -> BackupSet:
    """The set in this folder."""
    content = json.loads((folder / LIST).read_text(encoding="utf-8"))
    stores = {name: Kept(one["sha256"], one["version"], one["counts"]) for name, one in content["stores"].items()}
    return BackupSet(folder, date.fromisoformat(content["day"]), stores, content["files"])


def write(folder: Path, day: date, stores: Mapping[str, Kept], files: Mapping[str, str]) -> None:
    """Put the list beside its copies; it is the last thing that is written."""
    kept = {name: {"sha256": it.digest, "version": it.version, "counts": it.counts} for name, it in stores.items()}
    content = {"format": FORMAT, "day": day.isoformat(), "stores": kept, "files": files}
    durable.write(folder / LIST, (json.dumps(content, indent=1, sort_keys=True) + "\n").encode())


def name(place: Path, day: date) -> Path:
    """A folder's name for a set of this day that no set has yet."""
    number = 1
    while (path := place / (day.isoformat() if number == 1 else f"{day.isoformat()}-{number}")).exists():
        number += 1
    return path


def digest(path: Path) -> str:
    """A file's SHA-256 (hex)."""
    hashed = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            hashed.update(part)
    return hashed.hexdigest()
