"""The copies of the sealed stores among backups, as SQLite files or as PostgreSQL's dumps: what each one holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from surveyapp.audit.packed import File

FEWEST = 10
SQLITE = b"SQLite format 3\0"
TABLES = {"box": "ballot", "fieldwork": "access_code"}
MARKS = {
    "box": "SELECT tag FROM ballot",
    "fieldwork": "SELECT digest FROM access_code WHERE state = 'spent'",
}
"""What tells which ballots or used codes a copy holds."""
SEALED = "SELECT wave, tag FROM ballot"
KEYED = "SELECT DISTINCT wave FROM wrapped_key"
WORDS = {"box": "ballot", "fieldwork": "used code"}
ELSEWHERE = "$$PATH$$"
"""Stands in the statements of a dump whose rows lie in files of their own: a .tar has such a list beside them."""
_COPY = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;')
_INSERTED = re.compile(rb'INSERT INTO (?:\w+\.)?"?(ballot|access_code)"?[ (]')


class Inserted(Exception):
    """A dump gives its rows one by one, as INSERT; this audit reads those that PostgreSQL writes by itself."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a store: what came until it was made; of a box, the tags by wave and the waves with wrapped keys."""

    name: str
    held: frozenset[bytes]
    sealed: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    keyed: frozenset[str] = frozenset()

    @property
    def waves(self) -> frozenset[str]:
        """The waves whose ballots or wrapped keys it holds."""
        return self.keyed | self.sealed.keys()


def copy_in(file: File, store: str) -> Copy | None:
    """The copy of a store that this file is, whole or empty; None for any other file. Raises Inserted."""
    with file.path.open("rb") as opened:
        sqlite = opened.read(len(SQLITE)) == SQLITE
    return _of_sqlite(file, store) if sqlite else _of_dump(file, store)


def of_a_store(file: File) -> bool:
    """Whether this is a database or a dump: those of results and releases hold figures with the questions' names."""
    with file.path.open("rb") as opened:
        start = opened.read(4096)
    part_of_dump = file.path.suffix == ".dat" and (file.path.parent / "toc.dat").is_file()
    return start.startswith(SQLITE) or b"PostgreSQL database" in start or part_of_dump


def _of_sqlite(file: File, store: str) -> Copy | None:
    try:
        address = f"{file.path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            held = frozenset(bytes(row[0]) for row in connection.execute(MARKS[store]))
            if store != "box":
                return Copy(file.name, held)
            sealed = by_wave(connection.execute(SEALED))
            return Copy(file.name, held, sealed, frozenset(row[0] for row in connection.execute(KEYED)))
    except sqlite3.DatabaseError:
        return None


def by_wave(rows: Iterable[Sequence[Any]]) -> Mapping[str, frozenset[bytes]]:
    """Tags of ballots by the wave that stands before each."""
    found: dict[str, set[bytes]] = {}
    for wave, tag in rows:
        found.setdefault(str(wave), set()).add(bytes(tag))
    return {wave: frozenset(tags) for wave, tags in found.items()}


def _of_dump(file: File, store: str) -> Copy | None:
    """What a dump says of a store's table. Raises Inserted."""
    here, held, keyed = False, set(), set()
    sealed: list[tuple[str, bytes]] = []
    for table, row in _rows(file.path):
        if table == ELSEWHERE:
            return None
        here |= table == TABLES[store]
        if table == TABLES[store] and row and (store == "box" or row["state"] == "spent"):
            held.add(_bytes(row["tag" if store == "box" else "digest"]))
        if store == "box" and row and table == "ballot":
            sealed.append((row["wave"], _bytes(row["tag"])))
        if store == "box" and row and table == "wrapped_key":
            keyed.add(row["wave"])
    return Copy(file.name, frozenset(held), by_wave(sealed), frozenset(keyed)) if here else None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a dump's tables by column, each table once without any; nothing for what is no dump."""
    table, columns = "", []
    with path.open("rb") as file:
        if b"PostgreSQL database" not in file.read(4096):
            return
        file.seek(0)
        for line in file:
            if not table and (begun := _COPY.match(line)):
                table, columns = begun[1].decode(), [one.strip(' "') for one in begun[2].decode().split(",")]
                yield table, {}
            elif not table and line.startswith(b"COPY ") and b"$$PATH$$" in line:
                yield ELSEWHERE, {}
            elif line.startswith(b"\\."):
                table = ""
            elif table:
                values = line.rstrip(b"\n").decode("utf-8", "replace").split("\t")
                yield table, dict(zip(columns, values, strict=False))
            elif _INSERTED.match(line):
                raise Inserted


def _bytes(written: str) -> bytes:
    """Bytes as a dump writes them: \\\\x and hexadecimal digits."""
    return bytes.fromhex(written.removeprefix("\\\\x"))


def few_apart(found: Sequence[Copy], store: str) -> list[str]:
    """Copies next to each other in size of which one has one to nine that the other does not have.

    Everybody has a copy of the empty store of the first day; the only copy there is may have few all the same.
    """
    ordered = sorted(found, key=lambda copy: (len(copy.held), copy.name))
    problems = [
        f"{one.name} has only {len(one.held)} {WORDS[store]}s, and a later copy is kept beside it"
        for one, other in pairwise(ordered)
        if 0 < len(one.held) < FEWEST and one.held != other.held
    ]
    for one, other in pairwise(ordered):
        new = len(other.held - one.held)
        if 0 < new < FEWEST:
            problems.append(f"{other.name} has {new} {WORDS[store]}{'s' if new > 1 else ''} more than {one.name}")
    return problems
