"""The backups: no key and no answer in any, and no two copies that tell of a few children by their difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from surveyapp.audit import texts
from surveyapp.audit.copied import Copied
from surveyapp.audit.copies import FEWEST, WORDS, Copy, Inserted, copy_in, few_apart, of_a_store
from surveyapp.audit.findings import Finding, Verdict, judge, number, unchecked
from surveyapp.audit.packed import File, Laid

TOPIC = "Backups"
ALL = "Backups hold no key, no code and no readable answer, and keep the rule of ten"
INSERTED = "its rows are written as INSERT, which this audit does not read; make it without --inserts"
LARGEST_KEY = 64
"""Bytes of a file called ....key that may be a state key."""


def backups(here: Copied) -> Iterator[Finding]:
    """Every file of the folder that was named, and what is packed in it."""
    if here.backups is None:
        yield unchecked(TOPIC, ALL, "no folder was named; use --backups")
        return
    laid = here.laid(here.backups)
    if not (laid.files or laid.unread):
        yield unchecked(TOPIC, ALL, f"no backup found in {here.backups}")
        return
    copies = {store: _copies(laid, store) for store in WORDS}
    yield _all_read(laid)
    yield from _nothing_told(here, laid, [copy for found in copies.values() for copy in found])
    yield _no_keys(laid)
    yield _no_server_log(here.backups, laid)
    for store, found in copies.items():
        yield _rule(store, found, here.backups)


def _copies(laid: Laid, store: str) -> list[Copy]:
    found = []
    for file in laid.files:
        try:
            copy = copy_in(file, store)
        except Inserted:
            laid.unread[file.name] = INSERTED
        else:
            found += [copy] if copy else []
    return found


def _all_read(laid: Laid) -> Finding:
    claim = "Every backup could be looked into, packed or not"
    if laid.unread:
        return unchecked(TOPIC, claim, "; ".join(f"{name}: {why}" for name, why in laid.unread.items()))
    return Finding(TOPIC, claim, Verdict.HOLDS, seen=laid.seen)


def _nothing_told(here: Copied, laid: Laid, sealed: list[Copy]) -> Iterator[Finding]:
    what = texts.wanted(here)
    told: dict[str, None] = {}
    cut: dict[str, str] = {}
    answers: dict[str, None] = {}
    for file in (one for one in laid.files if one.name not in laid.opened or one.name in laid.unread):
        for part in texts.parts(file, cut):
            told |= dict.fromkeys(f"{file.name}: {one}" for one in texts.told_in(part, what, log=False))
            answers |= dict.fromkeys(f"{file.name}: {one}" for one in _answers(file, part, what, sealed))
    yield judge(
        TOPIC,
        "No backup holds a state key, a secret of the settings, a custodian's phrase or an access code",
        list(told),
        looked=len(laid.files),
        seen=f"{laid.seen}; looked for {number(len(what.secrets), 'secret')} and {number(len(what.digests), 'code')}, "
        "and for whatever is written as phrases are",
    )
    if cut:
        why = "; ".join(f"{name}: {why}" for name, why in cut.items())
        yield unchecked(TOPIC, "Every backup could be looked into to its end", why)
    yield judge(
        TOPIC,
        "No copy of the box or of fieldwork, and no other file, holds an answer that can be read",
        list(answers),
        looked=len(laid.files),
        seen=f"{laid.seen}; looked for the answers to {number(len(what.answers), 'question')} and "
        f"{number(len(what.comments), 'comment')}",
    )


def _answers(file: File, part: bytes, what: texts.Wanted, sealed: list[Copy]) -> Iterator[str]:
    """In a sealed store's copy any name of a question; in a file that is no store's, a question with its answer."""
    if any(copy.name == file.name for copy in sealed):
        yield from texts.spoken_in(part, what)
    elif not of_a_store(file):
        yield from texts.answers_in(part, what)


def _no_keys(laid: Laid) -> Finding:
    keys = [
        file.name
        for file in laid.files
        if file.name.endswith(".key") and file.path.is_file() and file.path.stat().st_size <= LARGEST_KEY
    ]
    claim = "No backup holds a file like a state key, of a wave of now or before"
    return judge(TOPIC, claim, keys, looked=len(laid.files), seen=f"the names and sizes of {laid.seen}")


def _no_server_log(folder: Path, laid: Laid) -> Finding:
    kept = [str(path.relative_to(folder)) for path in sorted(folder.rglob("pg_wal")) if path.is_dir()]
    kept += [file.name for file in laid.files if file.name.endswith(("-wal", "-journal")) or "pg_wal" in _inside(file)]
    claim = "No backup holds a database's log of what was written when"
    return judge(TOPIC, claim, kept, looked=len(laid.files), seen=f"the names of {laid.seen}")


def _inside(file: File) -> str:
    """A member's name in its archive, and an archive's own name."""
    return file.name.rpartition(": ")[2] if ": " in file.name else Path(file.name).name


def _rule(store: str, copies: list[Copy], folder: Path) -> Finding:
    claim = f"Copies that are kept of the {store} differ by no {WORDS[store]}, or by {FEWEST} and more"
    if not copies:
        return unchecked(TOPIC, claim, f"no copy of the {store} is in {folder}")
    held = ", ".join(str(len(copy.held)) for copy in copies)
    only = ", so that nothing can be taken from it" if len(copies) == 1 else ""
    seen = f"{number(len(copies), 'copy', 'copies')}{only}; {WORDS[store]}s in each: {held}"
    return judge(TOPIC, claim, few_apart(copies, store), looked=len(copies), seen=seen)
