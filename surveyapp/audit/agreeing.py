"""Box and fieldwork beside each other: who may write into one of them alone leaves a line that does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number, unchecked
from surveyapp.box import ballots, manifests
from surveyapp.casting import law
from surveyapp.db.keys import key_for
from surveyapp.fieldwork import counts, vouching
from surveyapp.opening.missing import FEW, IN, unusual

TOPIC = "Box and fieldwork agree"
KEYS = "The keys in the box are those that fieldwork keeps"
PERMITS = "Of every box that is still to be opened permits are kept, one with every ballot"
BALLOTS = "Of every box that is still to be opened, nearly every used code has a ballot"
LAW = "In no age band are there more ballots than codes used, or more codes used than issued"
THERE = "Every box that is still to be opened, or filled, has its keys"
PERMITTED = """SELECT ballot.wave, count(*), count(permit.tag)
FROM ballot LEFT JOIN permit ON permit.tag = ballot.tag GROUP BY ballot.wave"""
RUNNING = ("open", "closing")
DRAFT, CLOSED = "draft", "closed"
UNSEALED = "what fieldwork keeps of its keys was not sealed with these settings"


class Older(Exception):
    """A store was made by an earlier version and has not been upgraded: it lacks what this line looks at."""


@dataclass(frozen=True, slots=True)
class Both:
    """The two stores, how many ballots there were before any code was counted, each wave's state, the seals' key."""

    box: Session
    registry: Session
    in_box: Mapping[tuple[str, str], int]
    states: Mapping[str, str]
    key: bytes

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
        key = key_for(here.settings.pepper, vouching.PURPOSE)
        both = Both(box, registry, in_box, dict(_rows(registry, "wave", "id", "state")), key)
        for claim, line in LINES.items():
            try:
                yield line(both)
            except Older as older:
                yield unchecked(TOPIC, claim, f"could not be checked: {older} is not there; run `surveyapp db upgrade`")


def _keys(both: Both) -> Finding:
    """Digests kept as keys were made, and whole fingerprints as fieldwork began, against what lies in the box."""
    kept = _rows(both.registry, "wave_manifest", "wave", "public", "fingerprint")
    _rows(both.registry, "manifest_seal", "wave", "seal")
    publics = {wave: bytes(public) for wave, public in _rows(both.box, "wave_key", "wave", "public")}
    asked = _rows(both.registry, "wave_band", "wave", "band", "instrument")
    signers = _rows(both.box, "issuer_key", "wave", "band", "public")
    found = [f"{wave}: {UNSEALED}" for wave in _unsealed(both, publics)]
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
    looked = len(publics.keys() & ({row[0] for row in kept} | set(both.unopened())))
    seen = (
        f"the public keys of {number(looked, 'wave')} in the box, their digests and fingerprints in fieldwork, and the "
        "seals of these, which nobody makes without the settings"
    )
    return judge(TOPIC, KEYS, found, looked=looked, seen=seen)


def _unsealed(both: Both, publics: Collection[str]) -> list[str]:
    """Waves that are planned with keys, or of which something is still to be opened, whose seal does not fit."""
    planned = {wave for wave, state in both.states.items() if state == DRAFT}
    looked = sorted((planned | set(both.unopened())) & set(publics))
    return [wave for wave in looked if not vouching.vouched(both.registry, wave, key=both.key).genuine]


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
    opened = {wave for wave, its in _rows(both.box, "wave_key", "wave", "opened") if its}
    waves, found = both.unopened(), []
    for wave in waves:
        lacks = ["no public key"] if wave not in publics else []
        lacks += ["no wrapped key" if wave not in wrapped else "no custodian"] if wave not in wrapped & seats else []
        running = both.states.get(wave) in RUNNING
        lacks += ["an emptied signing key"] if wave in emptied and running else []
        lacks += ["a box that is marked as opened, and takes no ballot"] if wave in opened and running else []
        found += [f"{wave} has {' and '.join(lacks)}"] if lacks else []
    found += (
        ["children's answers do not go in, or nobody could open them: give out no cards, and look into a backup"]
        if found
        else []
    )
    return judge(TOPIC, THERE, found, looked=len(waves), seen=f"{number(len(waves), 'wave')} and 4 tables of the box")


def _arrived(both: Both) -> Finding:
    """Codes that were used and have no ballot, by wave: in steps of five, as everything that is told before a close."""
    used: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for (wave, _), codes in counts.codes(both.registry).items():
        used[wave] += codes.spent
    for (wave, _), n in both.in_box.items():
        there[wave] += n
    took = [wave for wave in both.unopened() if both.states.get(wave) in (*RUNNING, CLOSED)]
    lost = {wave: used[wave] - there[wave] for wave in took}
    found = [f"{wave}: {_so_many(n)} have none" for wave, n in lost.items() if unusual(n, used=used[wave])]
    found += [f"either {UNSENT}, or somebody has taken ballots out: {ASK}"] if found else []
    few = sum(n > 0 for n in lost.values()) - len(found[:-1])
    seen = f"used codes and ballots of {number(len(took), 'wave')}; in {few} of them some (few) have none. {NORMAL}"
    return judge(TOPIC, BALLOTS, found, looked=len(took), seen=seen)


UNSENT = "tablets still hold what children sent without a network"
ASK = "bring every tablet online before the close, then compare the box with a backup"
NORMAL = f"Normal is that fewer than {FEW}, or one in {IN}, have none: tablets put away before they had sent"
LINES: Mapping[str, Callable[[Both], Finding]] = {
    KEYS: _keys,
    PERMITS: _permits,
    LAW: _law,
    BALLOTS: _arrived,
    THERE: _there,
}


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
