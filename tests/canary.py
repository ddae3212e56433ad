"""Looking for answers where none may be: every file of an installation, in every form that data take on a disk."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path


def forms(name: str, plain: bytes, *, piece: int = 8) -> dict[str, bytes]:
    """What to look for when these bytes must be nowhere: as they are, encoded, and as a compressor leaves them."""
    found = {
        f"{name}, plain": plain,
        f"{name}, reversed": plain[::-1],
        f"{name}, hex": plain.hex().encode(),
        f"{name}, HEX": plain.hex().upper().encode(),
        f"{name}, UTF-16": b"".join(bytes([byte, 0]) for byte in plain),
        f"{name}, escaped": b"".join(rb"\x%02x" % byte for byte in plain),
    }
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + plain)[4 if shift else 0 : -4]
        found[f"{name}, base64 at {shift}"] = encoded
        found[f"{name}, base64url at {shift}"] = encoded.translate(bytes.maketrans(b"+/", b"-_"))
    for start in range(0, len(plain) - piece + 1, 4):
        found[f"{name}, piece {start} between a compressor's marks"] = plain[start : start + piece]
    return found


def of_answers(row: bytes, answers: Mapping[str, object], comment: str) -> dict[str, bytes]:
    """Every form of one child's answers: the packed row, the answers as JSON, the comment."""
    as_json = json.dumps(answers, separators=(",", ":")).encode()
    whole = {**forms("comment", comment.encode()), **forms("row", row, piece=20), "answers as JSON": as_json}
    whole["comment, its end"] = comment.encode()[-8:]
    return {name: pattern for name, pattern in whole.items() if len(pattern) >= 8}


def found_in(contents: Iterable[tuple[str, bytes]], wanted: Mapping[str, bytes]) -> list[str]:
    """Where any of the forms stands, also inside what zlib can unpack."""
    found = []
    for name, content in contents:
        for part in (content, *unpacked(content)):
            found += [f"{form} in {name}" for form, pattern in wanted.items() if pattern in part]
    return found


def files(*folders: Path, since: float = 0) -> Iterator[tuple[str, bytes]]:
    """Every file below the folders written after ``since``; one that vanishes meanwhile held nothing that stays."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            with suppress(FileNotFoundError):
                if path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since:
                    yield str(path), path.read_bytes()


def unpacked(content: bytes) -> Iterator[bytes]:
    """What lies in zlib and gzip streams within these bytes."""
    for mark, window in ((b"\x78\x9c", 15), (b"\x78\x01", 15), (b"\x78\xda", 15), (b"\x1f\x8b\x08", 31)):
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(window).decompress(content[at : at + 65536], 65536)
            at = content.find(mark, at + 1)
