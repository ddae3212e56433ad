"""The backups: no key in any, and no two copies that tell of a few children when one is taken from the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from surveyapp.audit import texts
from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, unchecked

TOPIC = "Backups"
FEWEST = 10
SQLITE, CUSTOM = b"SQLite format 3\0", b"PGDMP"
PACKED = (".gz", ".tgz", ".xz", ".bz2", ".zip", ".zst", ".7z", ".tar", ".lz4", ".gpg", ".age")
MARKS = {
    "box": "SELECT tag FROM ballot",
    "fieldwork": "SELECT digest FROM access_code WHERE state = 'spent'",
}
"""What tells which ballots or used codes a copy holds."""
RULE = f"Copies that are kept of the {{store}} differ by no {{what}}, or by {FEWEST} and more"
WORDS = {"box": "ballot", "fieldwork": "used code"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a store, and what came until it was made."""

    name: str
    held: frozenset[bytes]


def backups(here: Copied) -> Iterator[Finding]:
    """Every file of the folder that was named."""
    if here.backups is None:
        yield unchecked(TOPIC, "Backups hold no key and keep the rule of ten", "no folder was named; use --backups")
        return
    if not any(path.is_file() for path in here.backups.rglob("*")):
        yield unchecked(TOPIC, "Backups hold no key and keep the rule of ten", f"no backup found in {here.backups}")
        return
    yield from _no_keys(here, here.backups)
    yield from _packed(here.backups)
    yield _no_server_log(here.backups)
    for store in MARKS:
        yield _rule(here.backups, store)
    yield from _not_looked_into(here.backups)


def _no_keys(here: Copied, folder: Path) -> Iterator[Finding]:
    what = texts.wanted(here)
    found = dict.fromkeys(
        f"{path.name}: {told}"
        for path, content in texts.contents(folder)
        for told in texts.told_in(content, what, log=False)
    )
    yield judge(TOPIC, "No backup holds a state key, a secret of the settings or an access code", list(found))
    named = [path.name for path in folder.rglob("*.key") if path.is_file() and path.stat().st_size <= 64]
    yield judge(TOPIC, "No backup holds a file like a state key, of a wave of now or before", named)


def _packed(folder: Path) -> Iterator[Finding]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    packed = [str(path.relative_to(folder)) for path in files if path.name.lower().endswith(PACKED)]
    if packed:
        why = f"{len(packed)} packed files ({', '.join(packed[:5])}): unpack them into an empty folder and audit that"
        yield unchecked(TOPIC, "Packed backups hold no key and keep the rule of ten", why)


def _no_server_log(folder: Path) -> Finding:
    kept = [str(path.relative_to(folder)) for path in sorted(folder.rglob("pg_wal")) if path.is_dir()]
    kept += [
        str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.name.endswith(("-wal", "-journal"))
    ]
    return judge(TOPIC, "No backup holds a database's log of what was written when", kept)


def _rule(folder: Path, store: str) -> Finding:
    claim = RULE.format(store=store, what=WORDS[store])
    copies = [copy for path in sorted(folder.rglob("*")) if path.is_file() and (copy := _copy(path, store))]
    if not copies:
        return unchecked(TOPIC, claim, f"no copy of the {store} that can be read (SQLite) is in {folder}")
    return judge(TOPIC, claim, few_apart(copies, store), seen=_counted(copies))


def _counted(copies: Sequence[Copy]) -> str:
    return "one copy, the latest" if len(copies) == 1 else f"{len(copies)} copies"


def few_apart(copies: Sequence[Copy], store: str) -> list[str]:
    """Copies next to each other in size of which one has one to nine that the other does not have.

    Everybody has a copy of the empty store of the first day; the only copy there is may have few all the same.
    """
    ordered = sorted(copies, key=lambda copy: (len(copy.held), copy.name))
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


def _copy(path: Path, store: str) -> Copy | None:
    with path.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return Copy(path.name, frozenset(bytes(row[0]) for row in connection.execute(MARKS[store])))
    except sqlite3.DatabaseError:
        return None


def _not_looked_into(folder: Path) -> Iterator[Finding]:
    other = [path.name for path in sorted(folder.rglob("*")) if path.is_file() and _dumped(path)]
    if other:
        why = f"{len(other)} dumps ({', '.join(other[:5])}): restore them into empty databases and compare by hand"
        yield unchecked(TOPIC, "Dumps of PostgreSQL keep the rule of ten", why)


def _dumped(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4096)
    return start.startswith(CUSTOM) or b"PostgreSQL database dump" in start
