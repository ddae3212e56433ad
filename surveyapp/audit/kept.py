"""What is kept of opened waves: no group under ten, and nothing by which an adult could name a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import Connection, text

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, Verdict, judge, number, unchecked
from surveyapp.audit.naming import Counted, Row, named_rows
from surveyapp.definition import catalogue
from surveyapp.definition.answers import unpack
from surveyapp.definition.catalogue import Catalogue, UnknownInstrument
from surveyapp.definition.model import Mark
from surveyapp.results.models import TOTAL
from surveyapp.results.words import FEW, MISSING, NEARLY_ALL, counted_as

TOPIC = "What is kept of opened waves"
FEWEST = 10
SMALL = {
    "bands laid open": "SELECT count(*) FROM opened_band WHERE n < 10",
    "joint counts": "SELECT count(*) FROM joint_count WHERE n < 10",
    "weighted sums": "SELECT count(*) FROM raked_sum WHERE n < 20",
    "means of scores": "SELECT count(*) FROM score_mean WHERE n < 20",
}
ALL = {name: asked.partition(" WHERE ")[0] for name, asked in SMALL.items()}
SAID = (
    "SELECT wave, bands, breakdown, value, item, answer, n FROM tally WHERE breakdown <> 'all' "
    "AND answer NOT IN ('=too_few', '=unsplit', '=people')"
)
"""What is counted of answers by group, not of children."""
BY_ANSWER = "SELECT count(*) FROM tally WHERE breakdown <> 'all' AND answer NOT LIKE '=%'"
"""Counts by group of each answer, as versions before November 2026 kept them."""
DRAWS = 100
KNOWN = 3
NOT_SAID = frozenset({"skipped", "rather_not_say", "not_asked", MISSING})


def kept(here: Copied) -> Iterator[Finding]:
    """The results store, wave by wave."""
    with here.read("results") as connection:
        groups = list(_counted(connection))
        sums = {name: int(connection.scalar(text(asked)) or 0) for name, asked in ALL.items()}
        yield judge(
            TOPIC,
            "Nothing is kept of fewer than ten children (means: twenty)",
            list(_small(connection)),
            looked=len(groups) + sum(sums.values()),
            seen=", ".join([number(len(groups), "group", "groups") + " of a question", *_said(sums)]),
        )
        known = catalogue.load(here.settings.definitions)
        waves = [str(row[0]) for row in connection.execute(text("SELECT wave FROM opening ORDER BY wave"))]
        if not waves:
            yield unchecked(TOPIC, "No row can be told to be of a group", "no wave has been opened yet")
        for wave in waves:
            yield _named(connection, known, wave, [one for of, one in groups if of == wave])


def _small(connection: Connection) -> Iterator[str]:
    for name, asked in SMALL.items():
        if n := int(connection.scalar(text(asked)) or 0):
            yield f"{n} {name} of fewer"
    small = [one for _, one in _counted(connection) if 0 < _answered(one.n) < FEWEST]
    if small:
        yield f"{len(small)} counts of groups of fewer than ten who answered"


def _said(sums: Mapping[str, int]) -> list[str]:
    return [f"{n:,} {name}" for name, n in sums.items()]


def _answered(words: Mapping[str, int]) -> int:
    """How many answered: of several choices "answered" counts the children once."""
    return words.get("answered", sum(n for word, n in words.items() if word not in NOT_SAID))


def _counted(connection: Connection) -> Iterator[tuple[str, Counted]]:
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for *where, answer, n in connection.execute(text(SAID)):
        found[tuple(where)][answer] = n
    for (wave, bands, breakdown, value, item), n in found.items():
        yield wave, Counted(frozenset(bands.split("+")), (breakdown, value), item, n)


def _named(connection: Connection, known: Catalogue, wave: str, groups: list[Counted]) -> Finding:
    claim = f"{wave}: no row can be told to be of a group (of placement, ethnic group and so on)"
    try:
        rows = list(_rows(connection, known, wave))
    except UnknownInstrument:
        return unchecked(TOPIC, claim, "rows are of a survey whose definition is not here")
    if not rows:
        seen = f"no row is kept, only counts: of {number(len(groups), 'group')} of a question"
        return Finding(TOPIC, claim, Verdict.HOLDS, seen=seen)
    everybody = {one.group for one in groups if _answered(one.n) >= len(rows)}
    named = {group: n for group, n in named_rows(rows, groups).items() if n and group not in everybody}
    worst = [f"{n} of {len(rows)} rows for {breakdown} = {value}" for (breakdown, value), n in named.items()]
    return judge(
        TOPIC,
        claim,
        [f"counts by group, solved as equations, tell it of {'; '.join(worst)}. Run `surveyapp nightly`"]
        if worst
        else [],
        looked=len(rows),
        seen=f"{number(len(rows), 'row')}, with {number(len(groups), 'count')} by group beside them",
    )


def _rows(connection: Connection, known: Catalogue, wave: str) -> Iterator[Row]:
    asked = text("SELECT band, instrument, answers FROM response WHERE wave = :wave")
    for band, fingerprint, answers in connection.execute(asked, {"wave": wave}):
        instrument = known.find(fingerprint)
        given = unpack(instrument, bytes(answers))
        words = {it.id: counted_as(it.kind, given[it.id]) for it in instrument.closed if it.mark is Mark.ROW}
        yield Row(frozenset(band.split("+")), words)


def one_voiced(connection: Connection) -> tuple[int, int]:
    """How many groups all gave the same answer to a question, and how many groups and questions there are."""
    groups = [one for _, one in _counted(connection) if one.group[0] != TOTAL]
    several = {"answered", FEW, NEARLY_ALL}
    return sum(len(one.n) == 1 and not several & one.n.keys() for one in groups), len(groups)


@dataclass(frozen=True, slots=True)
class Drawn:
    """In how many of so many draws three answers of a row, with its band, fit that row alone."""

    alone: int
    draws: int


def told_apart(here: Copied) -> Drawn | None:
    """The same draws each time, spread over the rows of all waves; None where no row has three answers."""
    known, chance, alone = catalogue.load(here.settings.definitions), Random(1), 0  # noqa: S311 (draws, no secret)
    with here.read("results") as connection:
        waves = connection.execute(text("SELECT DISTINCT wave FROM response ORDER BY wave"))
        rows = {str(wave): list(_rows(connection, known, str(wave))) for (wave,) in waves.all()}
    full = [(row, there) for there in rows.values() for row in there if len(row.words) >= KNOWN]
    for _ in range(DRAWS if full else 0):
        mine, there = chance.choice(full)
        told = chance.sample(sorted(mine.words), KNOWN)
        alone += sum(one.bands == mine.bands and _says(one, mine, told) for one in there) == 1
    return Drawn(alone, DRAWS) if full else None


def _says(one: Row, mine: Row, told: Sequence[str]) -> bool:
    return all(one.words.get(item) == mine.words[item] for item in told)
