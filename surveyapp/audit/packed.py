"""What lies packed in a folder's files, laid open into a private folder within limits; what cannot be read, and why."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from surveyapp.audit import unpacking
from surveyapp.audit.unpacking import TooLarge, Unreadable

DEEPEST = 4
"""Layers that are opened: an archive that is compressed has two, and one such archive in another has four."""
MOST_FILES = 20_000
BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class File:
    """A file to look into, and where it was found: "all.tar.gz: keys/one.key"."""

    path: Path
    name: str


@dataclass(slots=True)
class Laid:
    """Everything that was found: files to look into, which were packed, and of what cannot be read, why."""

    files: list[File] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> str:
        """What was looked at, in words."""
        return f"{len(self.files)} files" + (
            f", with what was packed in {len(self.opened)} of them" if self.opened else ""
        )


def lay_open(folder: Path, into: Path) -> Laid:
    """Look through a folder (or one file); what is packed is laid open below ``into``, which must be private."""
    laid, room = Laid(), unpacking.Room()
    paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    for path in paths:
        name = str(path.relative_to(folder)) if folder.is_dir() else path.name
        if path.is_symlink():
            laid.unread[name] = "it is a link, which is not followed; name the folder that it leads to"
        elif path.is_file():
            _open(File(path, name), into, laid, room, 0)
    return laid


def _open(file: File, into: Path, laid: Laid, room: unpacking.Room, depth: int) -> None:
    laid.files.append(file)
    opener = _opener(file.path)
    if opener is None:
        if file.path.stat().st_size > unpacking.LARGEST:
            laid.unread[file.name] = f"it is larger than {unpacking.LARGEST >> 20} MB, the rest was not looked at"
        return
    laid.opened.add(file.name)
    if depth >= DEEPEST or len(laid.files) > MOST_FILES:
        laid.unread[file.name] = "it is packed too deep" if depth >= DEEPEST else f"there are over {MOST_FILES} files"
        return
    inside = into / str(len(laid.files))
    inside.mkdir()
    found: list[File] = []
    try:
        found.extend(opener(file, inside, room))
    except (TooLarge, Unreadable) as error:
        laid.unread[file.name] = str(error)
    except BROKEN:
        laid.unread[file.name] = "it is cut short, or not what its beginning says"
    for one in found:
        _open(one, into, laid, room, depth + 1)


Opener = Callable[[File, Path, unpacking.Room], Iterator[File]]


def _opener(path: Path) -> Opener | None:
    """How a file is opened, by its first bytes; None for what is not packed."""
    with path.open("rb") as file:
        start = file.read(600)
    for mark, opener in MARKS:
        if start.startswith(mark):
            return opener
    if path.suffix.lower() in SEALED:
        return _sealed
    return _tar if start[257:262] == b"ustar" else None


def _stream(unpack: Callable[[Path, Path, unpacking.Room], None]) -> Opener:
    """The one file in a compressed one, called as it would be without its ending."""

    def opened(file: File, inside: Path, room: unpacking.Room) -> Iterator[File]:
        bare = file.path.stem if file.path.suffix.lower() in ENDINGS else file.path.name
        target = inside / (f"{bare}.tar" if file.path.suffix.lower() == ".tgz" else bare)
        try:
            unpack(file.path, target, room)
        finally:
            if target.is_file():
                yield File(target, f"{file.name}: {target.name}")

    return opened


def _zip(file: File, inside: Path, room: unpacking.Room) -> Iterator[File]:
    yield from (File(path, f"{file.name}: {name}") for path, name in unpacking.of_zip(file.path, inside, room))


def _tar(file: File, inside: Path, room: unpacking.Room) -> Iterator[File]:
    yield from (File(path, f"{file.name}: {name}") for path, name in unpacking.of_tar(file.path, inside, room))


def _dump(file: File, inside: Path, room: unpacking.Room) -> Iterator[File]:
    """A dump in one file, or the list of contents of one that is a folder or was a .tar."""
    target = inside / "dump.sql"
    try:
        unpacking.restored(file.path.parent if file.path.name == TOC else file.path, target, room)
    finally:
        if target.is_file():
            yield File(target, f"{file.name}: dump.sql")


def _sealed(_file: File, _inside: Path, _room: unpacking.Room) -> Iterator[File]:
    raise Unreadable("it is encrypted")


def _foreign(_file: File, _inside: Path, _room: unpacking.Room) -> Iterator[File]:
    raise Unreadable("nothing here opens this kind; unpack it and look again")


TOC = "toc.dat"
ENDINGS = (".gz", ".tgz", ".bz2", ".xz", ".zst")
SEALED = (".gpg", ".pgp", ".age", ".enc")
MARKS: tuple[tuple[bytes, Opener], ...] = (
    (b"\x1f\x8b\x08", _stream(unpacking.unzipped)),
    (b"BZh", _stream(unpacking.unbzipped)),
    (b"\xfd7zXZ\0", _stream(unpacking.unxzed)),
    (b"\x28\xb5\x2f\xfd", _stream(unpacking.unzstded)),
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"PGDMP", _dump),
    (b"age-encryption.org/", _sealed),
    (b"-----BEGIN AGE ENCRYPTED FILE", _sealed),
    (b"-----BEGIN PGP MESSAGE", _sealed),
    (b"Salted__", _sealed),
    (b"7z\xbc\xaf\x27\x1c", _foreign),
    (b"\x04\x22\x4d\x18", _foreign),
    (b"Rar!\x1a\x07", _foreign),
)
"""Signs at the beginning of packed files: those of the formats, as file(1) knows them."""
