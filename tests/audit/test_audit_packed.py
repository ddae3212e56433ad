"""Packed files are laid open within limits, and what cannot be read is named with why."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from surveyapp.audit import packed, unpacking

SAID = b"something that a child said"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where packed files lie."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def laid(folder: Path) -> packed.Laid:
    """What is found in the folder."""
    into = folder.parent / "into"
    into.mkdir(mode=0o700)
    return packed.lay_open(folder, into)


def holds(found: packed.Laid) -> list[str]:
    """The names of what holds the words."""
    return [one.name for one in found.files if SAID in one.path.read_bytes()]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, mode: str, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # the mode is a word here
        for name, content in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return path


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_a_compressed_file_is_laid_open(folder: Path, pack: object) -> None:
    (folder / "box.db.packed").write_bytes(pack(SAID) + pack(b" and more"))  # type: ignore[operator]
    found = laid(folder)
    assert holds(found)[-1] == "box.db.packed: box.db.packed"
    assert found.unread == {}
    assert found.files[-1].path.read_bytes() == SAID + b" and more"


@pytest.mark.skipif(shutil.which("zstd") is None, reason="zstd is not installed")
def test_zst_is_laid_open_where_something_opens_it(folder: Path) -> None:
    made = subprocess.run(["zstd", "-q", "-c"], input=SAID, capture_output=True, check=True)
    (folder / "box.db.zst").write_bytes(made.stdout)
    assert holds(laid(folder))[-1] == "box.db.zst: box.db"


def test_zst_is_named_where_nothing_opens_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LIBRARIES", ())
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    (folder / "box.db.zst").write_bytes(b"\x28\xb5\x2f\xfd....")
    assert laid(folder).unread == {"box.db.zst": "nothing here opens .zst (install zstd)"}


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.xz", "w:xz")]
)
def test_an_archive_is_laid_open_however_it_is_compressed(folder: Path, name: str, mode: str) -> None:
    tarred(folder / name, mode, {"deep/box.db": SAID})
    (found,) = (one for one in holds(laid(folder)) if one.endswith("deep/box.db"))
    assert found.startswith(name)


def test_what_is_packed_twice_is_laid_open_and_no_deeper(folder: Path) -> None:
    inner = tarred(folder / "inner.tar.gz", "w:gz", {"box.db": SAID}).read_bytes()
    twice = tarred(folder / "twice.tar.gz", "w:gz", {"inner.tar.gz": inner}).read_bytes()
    tarred(folder / "thrice.tar.gz", "w:gz", {"twice.tar.gz": twice})
    found = laid(folder)
    assert "twice.tar.gz: twice.tar: inner.tar.gz: inner.tar: box.db" in holds(found)
    assert not [one for one in holds(found) if one.startswith("thrice")]
    assert list(found.unread.values()) == ["it is packed too deep"]


def test_a_member_never_leaves_the_folder_it_is_laid_into(folder: Path, tmp_path: Path) -> None:
    tarred(
        folder / "evil.tar", "w", {"../../../outside": SAID, "/tmp/a5-absolute": SAID, "box.db": SAID, "box.db/x": SAID}
    )
    found = laid(folder)
    assert len(holds(found)) == 5, "the archive itself and its four members"
    assert all(one.path.resolve().is_relative_to(tmp_path) for one in found.files)
    assert not (tmp_path / "outside").exists()
    assert not Path("/tmp/a5-absolute").exists()


def test_a_bomb_is_refused_by_name_and_its_beginning_is_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 4 << 20)
    (folder / "bomb.gz").write_bytes(gzip.compress(SAID + bytes(64 << 20)))
    zipped(folder / "bomb.zip", a=bytes(64 << 20))
    found = laid(folder)
    assert found.unread == dict.fromkeys(
        ("bomb.gz", "bomb.zip"), "laid open it is larger than 4 MB, the rest was not looked at"
    )
    assert holds(found) == ["bomb.gz: bomb"]
    assert max(one.path.stat().st_size for one in found.files) <= 4 << 20


def test_many_files_together_are_bounded_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking.Room, "__init__", lambda self: setattr(self, "left", 6 << 20))
    zipped(folder / "many.zip", **{str(number): bytes(2 << 20) for number in range(9)})
    assert list(laid(folder).unread) == ["many.zip"]


def test_an_xz_that_asks_for_all_memory_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MEMORY", 1 << 20)
    (folder / "greedy.xz").write_bytes(lzma.compress(SAID, preset=9))
    assert list(laid(folder).unread) == ["greedy.xz"]


@pytest.mark.parametrize(
    "content",
    [gzip.compress(SAID * 99)[:-9], b"\x1f\x8b\x08 no", lzma.compress(SAID)[:-4], b"PK\x03\x04 no"],
    ids=["cut gz", "no gz", "cut xz", "no zip"],  # a gz holds the second in which it was made
)
def test_what_is_broken_is_named(folder: Path, content: bytes) -> None:
    (folder / "broken").write_bytes(content)
    assert laid(folder).unread == {"broken": "it is cut short, or not what its beginning says"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.db.gpg", b"\x85\x02\x0c"),
        ("b.age", b"age-encryption.org/v1"),
        ("c", b"Salted__12345678"),
        ("d", b"-----BEGIN PGP MESSAGE-----"),
    ],
)
def test_what_is_encrypted_is_named(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    assert laid(folder).unread == {name: "it is encrypted"}


def test_of_an_archive_that_is_encrypted_in_part_the_rest_is_looked_at(folder: Path) -> None:
    path = zipped(folder / "part.zip", a=SAID, b=b"hidden")
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(mark) + place] |= 1
    path.write_bytes(content)
    found = laid(folder)
    assert holds(found) == ["part.zip: a"]
    assert found.unread == {"part.zip": "1 of 2 files in it are encrypted"}
