"""Box and fieldwork beside each other: who may write into one of them alone leaves a line that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number, unchecked
from surveyapp.box import ballots, manifests
from surveyapp.casting import law
from surveyapp.fieldwork import counts

TOPIC = "Box and fieldwork agree"
KEYS = "The keys in the box are those that fieldwork keeps"
PERMITS = "Of every box that is still to be opened permits are kept, one with every ballot"
LAW = "In no age band are there more ballots than codes used, or more codes used than issued"
THERE = "Every box that is still to be opened, or filled, has its keys"
PERMITTED = """SELECT ballot.wave, count(*), count(permit.tag)
FROM ballot LEFT JOIN permit ON permit.tag = ballot.tag GROUP BY ballot.wave"""
RUNNING = ("open", "closing")
CLOSED = "closed"


class Older(Exception):
    """A store was made by an earlier version and has not been upgraded: it lacks what this line looks at."""


@dataclass(frozen=True, slots=True)
class Both:
    """The two stores, how many ballots there were before any code was counted, and each wave's state."""

    box: Session
    registry: Session
    in_box: Mapping[tuple[str, str], int]
    states: Mapping[str, str]

    def unopened(self) -> tuple[str, ...]:
        """The waves of which something is still to be opened: not those that were ended, but those that wait."""
        ended = {wave for (wave,) in _rows(self.registry, "destruction", "wave")}
        waits = {wave for (wave,) in _rows(self.box, "waiting_ballot", "wave")}
        closed = {wave for wave, state in self.states.items() if state == CLOSED} - ended
        return tuple(sorted(closed | waits | {wave for wave, state in self.states.items() if state in RUNNING}))


def agreeing(here: Copied) -> Iterator[Finding]:
    """Each line by itself; ballots are counted before codes, so that a child who sends in between breaks nothing."""
    with (
        here.read("box") as box_store,
        here.read("fieldwork") as registry_store,
        Session(box_store) as box,
        Session(registry_store) as registry,
    ):
        in_box = ballots.counts(box)
        both = Both(box, registry, in_box, dict(_rows(registry, "wave", "id", "state")))
        for claim, line in LINES.items():
            try:
                yield line(both)
            except Older as older:
                yield unchecked(TOPIC, claim, f"could not be checked: {older} is not there; run `surveyapp db upgrade`")


def _keys(both: Both) -> Finding:
    """Digests kept as keys were made, and whole fingerprints as fieldwork began, against what lies in the box."""
    kept = _rows(both.registry, "wave_manifest", "wave", "public", "fingerprint")
    publics = {wave: bytes(public) for wave, public in _rows(both.box, "wave_key", "wave", "public")}
    asked = _rows(both.registry, "wave_band", "wave", "band", "instrument")
    signers = _rows(both.box, "issuer_key", "wave", "band", "public")
    found = []
    for wave, public, fingerprint in (row for row in sorted(kept) if row[0] in publics):
        if public != manifests.digest(publics[wave]):
            found.append(f"{wave}: another public key lies in the box than the one that was made for it")
        elif fingerprint is not None:
            instruments = {band: instrument for of, band, instrument in asked if of == wave}
            moduli = {band: int.from_bytes(modulus, "big") for of, band, modulus in signers if of == wave}
            whole = instruments.keys() <= moduli.keys()
            if not whole or manifests.made(wave, publics[wave], instruments, moduli).fingerprint != fingerprint:
                found.append(f"{wave}: its signing keys or surveys are not those with which its fieldwork began")
    found += ["somebody has exchanged them: print no cards, open no box, find out who can write there"] if found else []
    looked = len(publics.keys() & {row[0] for row in kept})
    seen = f"the public keys of {number(looked, 'wave')} in the box, and their digests and fingerprints in fieldwork"
    return judge(TOPIC, KEYS, found, looked=looked, seen=seen)


def _permits(both: Both) -> Finding:
    kept = _rows(both.registry, "wave_manifest", "wave", "fingerprint")
    vouched = {wave for wave, fingerprint in kept if fingerprint is not None}
    keeps = {wave for wave, permits in _rows(both.box, "wave_key", "wave", "permits") if permits}
    _rows(both.box, "permit", "tag")
    ballots_of = {wave: (n, permits) for wave, n, permits in both.box.execute(text(PERMITTED))}
    waves, found = both.unopened(), []
    for wave in waves:
        n, permitted = ballots_of.get(wave, (0, 0))
        if wave not in vouched:
            began = "" if wave in keeps or permitted else "it began before permits were kept, or "
            found.append(f"{wave}: no fingerprint is kept, so no opening asks for permits; {began}somebody removed it")
            continue
        if wave not in keeps:
            found.append(f"{wave}: its box no longer keeps permits; somebody has changed that")
        if permitted < n:
            found.append(f"{wave}: {_so_many(n - permitted) if permitted else 'all'} of its ballots have no permit")
    seen = f"fingerprints of {number(len(waves), 'wave')}, rows of permit (the opening tells whether they are valid)"
    return judge(TOPIC, PERMITS, found, looked=len(waves), seen=seen)


def _law(both: Both) -> Finding:
    codes = counts.codes(both.registry)
    found = [f"{wave}, {band}" for wave, band in law.broken(both.in_box, codes)]
    found += ["somebody has changed a store by other means than this program: do not open this box"] if found else []
    return judge(TOPIC, LAW, found, looked=len(codes), seen=f"{number(len(codes), 'age band')}, of every wave its own")


def _there(both: Both) -> Finding:
    publics, wrapped, seats = (
        {wave for (wave,) in _rows(both.box, table, "wave")} for table in ("wave_key", "wrapped_key", "custodian")
    )
    emptied = {wave for wave, key in _rows(both.box, "issuer_key", "wave", "wrapped") if not key}
    waves, found = both.unopened(), []
    for wave in waves:
        lacks = ["no public key"] if wave not in publics else []
        lacks += ["no wrapped key" if wave not in wrapped else "no custodian"] if wave not in wrapped & seats else []
        lacks += ["an emptied signing key"] if wave in emptied and both.states.get(wave) in RUNNING else []
        found += [f"{wave} has {' and '.join(lacks)}"] if lacks else []
    found += ["nobody can open what is sealed for it: give out no cards, and look into a backup"] if found else []
    return judge(TOPIC, THERE, found, looked=len(waves), seen=f"{number(len(waves), 'wave')} and 4 tables of the box")


LINES: Mapping[str, Callable[[Both], Finding]] = {KEYS: _keys, PERMITS: _permits, LAW: _law, THERE: _there}


def _so_many(n: int) -> str:
    """In steps of five, as staff see how many have answered."""
    return f"{n // counts.STEP * counts.STEP} or more" if n >= counts.STEP else f"some (fewer than {counts.STEP})"


def _rows(store: Session, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of every row. Raises Older."""
    looked = inspect(store.connection())
    there = {one["name"] for one in looked.get_columns(table)} if looked.has_table(table) else set()
    if lacking := [f"{table}.{column}" for column in columns if column not in there]:
        raise Older(", ".join(lacking))
    asked = text(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 (our own names)
    return [tuple(row) for row in store.execute(asked)]
