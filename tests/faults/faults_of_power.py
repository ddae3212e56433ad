"""The power is cut again and again while children's answers are cast; SQLite files only."""

from __future__ import annotations

import random
import secrets
import sqlite3
from collections import Counter
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from unittest.mock import patch

import law
from apsw_driver import engines_on
from builders.wave import Running
from law import Figures
from place import Place, file_of
from powercut import CutFiles, Disk, PowerCut
from senders import Sender

from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.casting import Submission, cast, deposit, issue, new_seed
from surveyapp.config import STORES
from surveyapp.db import sqlite
from surveyapp.db.engines import Stores, open_stores
from surveyapp.definition.answers import ballot_size, encode_ballot

FIRST_GUESS = 40.0
"""About as many times one child's answers tell the disk something; afterwards it is measured."""

WEAKER = {"WAL, synchronous = NORMAL": ("WAL", "NORMAL"), "DELETE, synchronous = FULL": ("DELETE", "FULL")}
"""Settings that many programs use and that must not pass this test."""


@dataclass
class Caller(Sender):
    """A child whose answers are cast in this process; the seed is kept over a power cut."""

    submission: Submission | None = None
    sealed: bytes = b""

    def cast(self, stores: Stores) -> None:
        """Cast; acknowledged when this returns. With a ballot that the child has sealed, as a tablet does it."""
        one = self.submission
        assert one is not None
        if self.sealed:
            with stores.read("box") as box:
                n = issuers.public(box, one.wave, one.band)
            signature = issue(stores, one.code_digest, tokens.blinded(one.seed, n))
            message, token = tokens.token(one.seed).message, tokens.signed(one.seed, n, signature)
            deposit(stores, one.wave, one.band, message, token, self.sealed)
        else:
            cast(stores, one)
        self.acknowledged = self.ended = True


def power_cut(place: Place, *, submissions: int, times: int, weaker: str = "") -> Figures:
    """Cast until all are in, with so many cuts on the way; ``weaker`` names settings that must be caught."""
    wave = place.wave(submissions)
    callers = [caller(place, wave, band, code) for band, codes in wave.codes.items() for code in codes]
    random.shuffle(callers)
    for one in callers[::2]:
        seal(place, one)
    waiting, damaged, made, each = list(callers), 0, 0, FIRST_GUESS
    with _settings(weaker):
        while waiting and not damaged:
            mean = each * len(waiting) / (times - made) if made < times else 0
            before = len(waiting)
            operations = _until_the_cut(place, waiting, _moment(mean, each * before))
            made += bool(mean) and bool(waiting)
            each = (each + operations / (before - len(waiting) + 0.5)) / 2
            damaged += not _whole(place)
    found = law.Found(Counter(), damaged, {}) if damaged else law.look(place.stores, wave)
    return law.judged(place.database, callers, found, injected=made)


def _moment(mean: float, left: float) -> int:
    """At which operation to cut, so many on average and before all is done; never, for 0."""
    return random.randint(1, max(1, round(min(1.7 * mean, 0.8 * left)))) if mean else 0


def caller(place: Place, wave: Running, band: str, code: str) -> Caller:
    """A child with a seed and a plaintext."""
    child = Caller(0, band, code)
    instrument = place.surveys.version(band, "tiny")
    answers = {"feels_safe_home": child.feels, "comments": child.words}
    plaintext = encode_ballot(instrument, answers, ballot_size([instrument]))
    child.submission = Submission(wave.wave, band, wave.digest(code), new_seed(), plaintext)
    return child


def seal(place: Place, child: Caller) -> None:
    """Let the child seal its own ballot."""
    one = child.submission
    assert one is not None
    with place.stores.read("box") as box:
        public = keys.public_key(box, one.wave)
    proof = tokens.token(one.seed).proof
    child.sealed = sealing.seal_ballot(public, wave=one.wave, band=one.band, proof=proof, plaintext=one.plaintext)


def _until_the_cut(place: Place, waiting: list[Caller], left: int) -> int:
    """Cast one after another until the power goes; put the files back as the disk has them then."""
    place.stores.close()
    folder = place.settings.instance
    disk = Disk(folder)
    name = f"cut-{secrets.token_hex(8)}"
    vfs = CutFiles(name, disk)
    with engines_on(name):
        stores = open_stores(place.settings)
    disk.operations, disk.left = 0, left
    try:
        while waiting:
            waiting[-1].cast(stores)
            waiting.pop()
    except PowerCut:
        pass
    finally:
        disk.left = 0
        with suppress(sqlite3.Error, PowerCut):
            stores.close()
        vfs.unregister()
    if disk.cut:
        disk.put_back(folder)
    return disk.operations


def _whole(place: Place) -> bool:
    """Whether every file can be read when the power is back."""
    for store in STORES:
        with sqlite3.connect(file_of(place.settings, store)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return False
        connection.close()
    return True


def _settings(weaker: str) -> AbstractContextManager[object]:
    if not weaker:
        return patch.object(sqlite, "SAFE", sqlite.SAFE)
    journal, synchronous = WEAKER[weaker]
    levels = {"NORMAL": 1, "FULL": 2}
    changed = {
        "journal_mode": ("journal_mode", journal, journal.lower()),
        "synchronous": ("synchronous", synchronous, levels[synchronous]),
    }
    return patch.object(sqlite, "SAFE", tuple(changed.get(one[0], one) for one in sqlite.SAFE))
