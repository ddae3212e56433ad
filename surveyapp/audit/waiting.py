"""Ballots marked as waiting: each is of an age band that its wave asked and left sealed, or somebody made it up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number

TOPIC = "What could open an opened box again"
CLAIM = "Every ballot marked as waiting is of an age band that its wave asked and left sealed"
MARKED = """SELECT waiting_ballot.wave, waiting_ballot.band, ballot.wave, ballot.band, count(*)
FROM waiting_ballot LEFT JOIN ballot ON ballot.tag = waiting_ballot.tag
GROUP BY waiting_ballot.wave, waiting_ballot.band, ballot.wave, ballot.band ORDER BY 1, 2, 3, 4"""
ASKED = "SELECT wave, band FROM wave_band"
SAID = "SELECT wave, band FROM waiting_band"
OPENED = "SELECT wave, wave FROM opening"
Places = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """The waves and bands that are asked, those that an opening left sealed, and the waves that were opened."""

    asked: Places
    said: Places
    opened: Places


def waiting(here: Copied) -> Iterator[Finding]:
    """All marks of the box beside what fieldwork and results say; no line where nothing is marked."""
    with here.read("box") as connection:
        if "waiting_ballot" not in inspect(connection).get_table_names():
            return
        marks = [tuple(row) for row in connection.execute(text(MARKED))]
    if not marks:
        return
    with here.read("fieldwork") as registry, here.read("results") as results:
        known = Known(_places(registry, ASKED), _places(results, SAID), _places(results, OPENED))
    found = [why for wave, band, of, own, _ in marks if (why := _why(known, (wave, band), (str(of), str(own))))]
    looked = sum(n for *_, n in marks)
    waves = number(len({wave for wave, *_ in marks}), "wave")
    yield judge(TOPIC, CLAIM, found, looked=looked, seen=f"the marks of {waves} in the box, fieldwork and results")


def _why(known: Known, mark: tuple[str, str], ballot: tuple[str, str]) -> str:
    """What is wrong with these marks; their number would be a small count. Marks are made before an opening ends."""
    wave, band = mark
    if ballot not in known.asked:
        return f"{wave}: some marked ballots lie under “{ballot[1]}”, an age band that {ballot[0]} did not ask"
    if ballot[0] != wave:
        return f"{wave}: some marked ballots are of {ballot[0]}"
    if (wave, wave) in known.opened and mark not in known.said:
        return f"{wave}: some ballots are marked as waiting of “{band}”, which its opening did not leave sealed"
    return ""


def _places(connection: Connection, asked: str) -> Places:
    return frozenset((str(wave), str(band)) for wave, band in connection.execute(text(asked)))
