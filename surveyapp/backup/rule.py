"""Which older copies of registry and box may stay: no two copies tell of fewer than ten children."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from surveyapp.backup.sets import BackupSet
from surveyapp.disclosure.policy import STANDARD

RULED = ("box", "fieldwork")
"""Two copies of these, subtracted, are the children who answered in between."""

Children = Mapping[tuple[str, str, str], int]
"""Ballots in the box and codes spent, by store, wave and band."""

_COUNTED = {
    "box": "SELECT wave, band, count(*) FROM ballot GROUP BY wave, band",
    "fieldwork": (
        "SELECT wave, band, count(*) FROM access_code JOIN stratum ON stratum.id = access_code.stratum "
        "WHERE state = 'spent' GROUP BY wave, band"
    ),
}


def children(one: BackupSet) -> Children:
    """How many children a set's copies tell of."""
    return {(store, wave, band): n for store in RULED for wave, band, n in _rows(one.path(store), _COUNTED[store])}


def tell_of_few(one: Children, other: Children, *, few: int = STANDARD.smallest_base) -> bool:
    """Whether subtracting one copy from the other leaves some children, but fewer than ten, or ballots that were
    destroyed since.
    """
    keys = {*one, *other}
    destroyed = any(key[0] == "box" and other.get(key, 0) < one.get(key, 0) for key in keys)
    return destroyed or any(0 < abs(other.get(key, 0) - one.get(key, 0)) < few for key in keys)


def may_stay(latest: Children, older: Iterable[Children]) -> Sequence[bool]:
    """For each older copy, the newest first: whether it may stay beside the latest and those that stay.

    Everybody has a copy of the empty box of the first day: an older copy of fewer than ten may not stay either.
    """
    staying = [latest]
    found = []
    for one in older:
        stays = not tell_of_few({}, one) and not any(tell_of_few(one, other) for other in staying)
        staying += [one] if stays else []
        found.append(stays)
    return found


def waves_with_rows(results: Path) -> frozenset[str]:
    """The waves of which a copy of the results holds rows or comments."""
    asked = "SELECT DISTINCT wave FROM response UNION SELECT DISTINCT wave FROM comment"
    return frozenset(str(row[0]) for row in _rows(results, asked))


def waves_let_go(results: Path) -> frozenset[str]:
    """The waves whose retention date had passed when this copy was made."""
    return frozenset(str(row[0]) for row in _rows(results, "SELECT wave FROM opening WHERE expired"))


def _rows(path: Path, asked: str) -> list[tuple[str, str, int]]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return list(connection.execute(asked))
    finally:
        connection.close()
