"""Files that are there whole or not at all, readable by their owner alone, on the disk when they have their name."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

UNFINISHED = ".new-"
"""How the name of something that never came to its end begins; it may be removed."""


def beside(path: Path) -> Path:
    """A name in the same folder for what will become ``path``."""
    return path.with_name(f"{UNFINISHED}{path.name}-{secrets.token_hex(8)}")


def write(path: Path, content: bytes, *, replace: bool = False) -> None:
    """The whole content under this name, or nothing. Raises FileExistsError unless it may replace what is there."""
    new = beside(path)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            new.replace(path)
        else:
            os.link(new, path)
    finally:
        new.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """What is in this file, or the names in this folder, is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
