"""A disk that loses its power: what was written and not yet synced may be there, gone, or torn in the middle."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import apsw

SECTOR = 512
SURVIVE = (0.0, 0.0, 0.3, 0.7, 1.0)
"""The share of sectors written but not synced that a power cut leaves on the disk; one is drawn for each cut."""

Change = Callable[[bytearray], None]


class PowerCut(Exception):
    """The power is gone in the middle of this operation; nothing after it was done."""


class Disk:
    """What is safely on the disk, and what was only told to it; cuts the power at the ``left``-th operation."""

    def __init__(self, folder: Path) -> None:
        self.safe = {str(path): bytearray(path.read_bytes()) for path in sorted(folder.glob("*.db*"))}
        self.told: dict[str, list[tuple[bool, int, bytes]]] = defaultdict(list)
        self.operations = 0
        self.left = 0
        self.cut = False

    def count(self) -> None:
        """One operation; the one at which the power goes is not done."""
        self.operations += 1
        if self.left and not self.cut and self.operations >= self.left:
            share = random.choice(SURVIVE)
            for name in list(self.told):
                self.settle(name, share)
            self.cut = True
            raise PowerCut

    def write(self, name: str, at: int, data: bytes) -> None:
        """Tell the disk to write."""
        self.told[name] += [(False, at + k, data[k : k + SECTOR]) for k in range(0, len(data), SECTOR)]

    def end_at(self, name: str, size: int) -> None:
        """Tell the disk to cut a file short; a deleted file is one that ends before it begins (-1)."""
        self.told[name].append((True, size, b""))

    def settle(self, name: str, share: float) -> None:
        """Of what a file's disk was told, this share comes to be so, in the order in which it was told."""
        if self.cut:
            return
        for ends, at, data in self.told.pop(name, []):
            if share < 1 and random.random() >= share:
                continue
            if ends and at < 0:
                self.safe.pop(name, None)
            elif ends:
                del self.safe.setdefault(name, bytearray())[at:]
            else:
                content = self.safe.setdefault(name, bytearray())
                content.extend(bytes(max(0, at + len(data) - len(content))))
                content[at : at + len(data)] = data

    def put_back(self, folder: Path) -> None:
        """The files as they are found when the power is back."""
        for path in folder.glob("*.db*"):
            path.unlink()
        for name, content in self.safe.items():
            Path(name).write_bytes(content)


class CutFiles(apsw.VFS):
    """SQLite's way to its files, with a ``Disk`` listening."""

    def __init__(self, name: str, disk: Disk) -> None:
        super().__init__(name, "")
        self._disk = disk

    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:
        return _File(name, flags, self._disk)

    def xDelete(self, name: str, sync: bool) -> None:
        self._disk.count()
        self._disk.end_at(name, -1)
        super().xDelete(name, sync)
        if sync:
            self._disk.settle(name, 1)


class _File(apsw.VFSFile):
    """One open file. Shared memory of a WAL is no file that outlives the power and is left out."""

    def __init__(self, name: object, flags: list[int], disk: Disk) -> None:
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, at: int) -> None:
        self._disk.count()
        self._disk.write(self._name, at, bytes(data))
        super().xWrite(data, at)

    def xTruncate(self, size: int) -> None:
        self._disk.count()
        self._disk.end_at(self._name, size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._disk.count()
        self._disk.settle(self._name, 1)
        super().xSync(flags)
