"""How each kind of packed file is opened: piece by piece, never more than a limit, never by running what is in it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import IO, cast

LARGEST = 512 * 1024 * 1024
"""Bytes of a file that are looked at, packed or not."""
IN_ALL = 4 * LARGEST
"""Bytes that are laid open in one folder."""
PIECE = 1 << 20
MEMORY = 256 << 20
"""Bytes that opening an .xz file may take."""
LIBRARIES = ("compression.zstd", "zstandard")


class TooLarge(Exception):
    """What comes out is larger than an audit lays open; a small file that grows without end is made to do harm."""


class Unreadable(Exception):
    """What is packed here cannot be read: encrypted, or nothing on this machine opens it."""


@dataclass(slots=True)
class Room:
    """How many bytes may still be laid open."""

    left: int = IN_ALL

    def take(self, source: IO[bytes], target: Path) -> Path:
        """Write a stream into a file that its owner alone can read. Raises TooLarge; what came until then stays."""
        written = 0
        with target.open("xb") as file:
            target.chmod(0o600)
            while piece := source.read(PIECE):
                written, self.left = written + len(piece), self.left - len(piece)
                if written > LARGEST or self.left < 0:
                    most = LARGEST >> 20 if written > LARGEST else IN_ALL >> 20
                    raise TooLarge(f"laid open it is larger than {most} MB, the rest was not looked at")
                file.write(piece)
        return target


def unzipped(path: Path, target: Path, room: Room) -> None:
    """.gz"""
    with gzip.open(path) as source:
        room.take(cast("IO[bytes]", source), target)


def unbzipped(path: Path, target: Path, room: Room) -> None:
    """.bz2"""
    with bz2.open(path) as source:
        room.take(source, target)


def unxzed(path: Path, target: Path, room: Room) -> None:
    """.xz, with no more memory than a limit: a file can ask for any amount."""
    with path.open("rb") as packed:
        room.take(cast("IO[bytes]", _Xz(packed)), target)


class _Xz:
    """Reads an .xz file piece by piece; one state for each stream of it."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._state = lzma.LZMADecompressor(memlimit=MEMORY)

    def read(self, size: int) -> bytes:
        """Some of it; empty at its end."""
        while True:
            given = b"" if not self._state.needs_input else self._state.unused_data or self._packed.read(PIECE)
            if self._state.eof:
                given = (self._state.unused_data or self._packed.read(PIECE)).lstrip(b"\0")
                if not given:
                    return b""
                self._state = lzma.LZMADecompressor(memlimit=MEMORY)
            elif self._state.needs_input and not given:
                raise EOFError
            if piece := self._state.decompress(given, size):
                return piece


def unzstded(path: Path, target: Path, room: Room) -> None:
    """.zst, by a library of Python or the program of that name, whichever is there."""
    for name in LIBRARIES:
        with suppress(ModuleNotFoundError):
            library = import_module(name)
            with library.open(path, "rb") as source:
                room.take(source, target)
            return
    program = shutil.which("zstd")
    if program is None:
        raise Unreadable("nothing here opens .zst (install zstd)")
    _said_by([program, "-dcq", "-M256MB", "--", str(path)], target, room)


def restored(path: Path, target: Path, room: Room) -> None:
    """A dump that pg_dump wrote in a format of its own, as statements; none of them is run."""
    program = shutil.which("pg_restore")
    if program is None:
        raise Unreadable("pg_restore is not installed here, which alone reads such a dump")
    _said_by([program, "-f", "-", str(path)], target, room)


def _said_by(command: list[str], target: Path, room: Room) -> None:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 (ours)
        room.take(cast("IO[bytes]", process.stdout), target)
    if process.returncode:
        raise Unreadable(f"{Path(command[0]).name} cannot read it")


def of_zip(path: Path, into: Path, room: Room) -> Iterator[tuple[Path, str]]:
    """The files in a .zip. Raises Unreadable after the others where some are encrypted."""
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        encrypted = [one.filename for one in members if one.flag_bits & 1]
        for one in members:
            if one.filename not in encrypted:
                with archive.open(one) as source:
                    yield room.take(source, _place(into, one.filename)), one.filename
    if encrypted:
        raise Unreadable(f"{len(encrypted)} of {len(members)} files in it are encrypted")


def of_tar(path: Path, into: Path, room: Room) -> Iterator[tuple[Path, str]]:
    """The files in a .tar; links and devices are not followed."""
    with tarfile.open(path, "r:") as archive:
        for one in archive:
            if one.isreg() and (source := archive.extractfile(one)) is not None:
                yield room.take(source, _place(into, one.name)), one.name


def _place(into: Path, name: str) -> Path:
    """Where a member goes: below ``into`` whatever it calls itself, and never over another."""
    parts = [part[:100] for part in PurePosixPath(name.replace("\0", "")).parts if part.strip("/.")]
    folder = into.joinpath(*parts[:-1][:20])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = into
    place = folder / (parts[-1] if parts else "unnamed")
    number = 0
    while place.exists():
        number += 1
        place = place.with_name(f"{number}-{place.name[:80]}")
    return place
