"""Looking for answers where none may be: every file of an installation, in every form that data take on a disk."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import lz4.block
import numpy as np
from numpy.typing import NDArray

EMPTY = 32
"""So many bytes of zero tell nothing; longer runs are looked at as if they were this long."""
MOZILLA = b"mozLz40\0"
"""How Firefox begins what it has compressed."""


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
    beginnings = _beginnings(wanted)
    return [
        f"{form} in {name}"
        for name, content in contents
        for part in (content, *unpacked(content))
        for form in sorted(_standing(part, wanted, beginnings))
    ]


def _beginnings(wanted: Mapping[str, bytes]) -> dict[bytes, list[str]]:
    """The forms by their first eight bytes."""
    assert all(len(pattern) >= 8 for pattern in wanted.values()), "what is so short stands everywhere"
    assert not any(bytes(EMPTY) in pattern for pattern in wanted.values()), "it would be looked for in what is left out"
    found: dict[bytes, list[str]] = {}
    for form, pattern in wanted.items():
        found.setdefault(pattern[:8], []).append(form)
    return found


def _standing(part: bytes, wanted: Mapping[str, bytes], beginnings: Mapping[bytes, list[str]]) -> set[str]:
    """The forms in these bytes, all looked for at once: hundreds of them one by one take half a minute of a cluster."""
    filled = re.sub(rb"\0{%d,}" % EMPTY, bytes(EMPTY), part)  # half of a cluster's files is nothing
    if len(filled) < 8:
        return set()
    begins = np.zeros(2**16, bool)
    begins[_short(np.frombuffer(b"".join(beginnings), "<u8"))] = True
    at_each_place = np.ndarray((len(filled) - 7,), "<u8", filled, strides=(1,))
    found = set()
    for at in np.flatnonzero(begins[_short(at_each_place)]).tolist():
        forms_here = beginnings.get(filled[at : at + 8], ())
        found |= {form for form in forms_here if filled.startswith(wanted[form], at)}
    return found


def _short(eights: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Two bytes that stand for eight: the same for the same."""
    return eights * np.uint64(11400714819323198485) >> np.uint64(48)


def files(*folders: Path, since: float = 0) -> Iterator[tuple[str, bytes]]:
    """Every file below the folders written after ``since``; one that vanishes meanwhile held nothing that stays."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            with suppress(FileNotFoundError):
                if path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since:
                    yield str(path), path.read_bytes()


def unpacked(content: bytes) -> Iterator[bytes]:
    """What lies in zlib and gzip streams within these bytes, or in one of Firefox's own files."""
    if content.startswith(MOZILLA):
        yield lz4.block.decompress(content[len(MOZILLA) :])
    for mark, window in ((b"\x78\x9c", 15), (b"\x78\x01", 15), (b"\x78\xda", 15), (b"\x1f\x8b\x08", 31)):
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(window).decompress(content[at : at + 65536], 65536)
            at = content.find(mark, at + 1)
