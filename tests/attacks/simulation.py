"""A whole wave as it happens: 97 of 176 children in 42 days, a wash and a backup every night; only the judge knows who.

What an attacker gets is in ``Loot``; what really happened is in ``Truth``, which no attack may see.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from builders import definition as make
from builders.opening import bank
from builders.wave import Running, running
from sqlalchemy import text

from surveyapp.backup.making import back_up
from surveyapp.backup.rule import tell_of_few
from surveyapp.backup.sets import found as sets_found
from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.casting import Submission, cast, deposit, issue
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.definition.answers import pack
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Kind
from surveyapp.definition.paths import complete
from surveyapp.fieldwork import counts
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES

BAND, FIRST_DAY = "8-11", date(2026, 3, 2)
CHILDREN, ELIGIBLE, DAYS = 97, 176, 42
MEAN_DAYS = 9
ITEMS = ("one", "two", "three", "four")
ASKED = make.instrument(
    *(make.item(name, "choice", *"abcd") for name in ITEMS), make.item("comments", Kind.LONG_TEXT), name=BAND
)
SURVEYS = Catalogue(bank(), (ASKED,))


@dataclass(frozen=True)
class Night:
    """What a copy made this night holds: the codes used by then and the ballots in the box; and what staff see."""

    spent: frozenset[bytes]
    tags: frozenset[bytes]
    shown: tuple[int, ...]


@dataclass(frozen=True)
class Truth:
    """Who came in which order and on which day, and what is theirs in each store. For the judge alone."""

    order: list[int]
    days: Mapping[int, int]
    codes: Mapping[int, bytes]
    cards: Mapping[int, str]
    tags: Mapping[int, bytes]
    rows: Mapping[int, bytes]
    comments: Mapping[int, str]


@dataclass
class Loot:
    """What the attacker has: the installation, every night's copies, and those that the rule lets stay."""

    wave: Running
    settings: Settings
    stores: Stores
    nights: list[Night] = field(default_factory=list)
    kept: list[Night] = field(default_factory=list)
    sealed_sizes: list[int] = field(default_factory=list)


def simulate(
    stores: Stores,
    settings: Settings,
    seed: int,
    *,
    children: int = CHILDREN,
    washed: bool = True,
    backups: Path | None = None,
    watch: Callable[[], None] = lambda: None,
    looked_at: Callable[[Stores], None] = lambda _stores: None,
) -> tuple[Loot, Truth]:
    """One wave up to its close; with ``backups`` the program's own copies are made there every night.

    ``looked_at``: what the server does by itself before the last child comes.
    """
    wave = running(stores, settings, {BAND: ELIGIBLE}, wave=f"wave-{seed}", surveys=SURVEYS)
    loot = Loot(wave, settings, stores)
    chance = random.Random(seed)
    order = chance.sample(range(ELIGIBLE), children)
    days = sorted(min(DAYS - 1, int(chance.expovariate(1 / MEAN_DAYS))) for _ in order)
    truth = _truth(wave, order, days)
    for day in range(DAYS):
        for child in (child for child in order if truth.days[child] == day):
            if child == order[-1]:
                looked_at(stores)
            truth.tags[child] = _sends(loot, truth, child, sealed_there=chance.random() < 0.5)
            watch()
        _night(loot, washed=washed, backups=backups, day=FIRST_DAY + timedelta(days=day))
    loot.kept = _kept(loot) if backups is None else _read(backups)
    return loot, truth


def _truth(wave: Running, order: list[int], days: list[int]) -> Truth:
    cards = dict(enumerate(wave.codes[BAND]))
    draw = random.Random(repr(order))
    given = {child: _answers(child) for child in order}
    return Truth(
        order=order,
        days=dict(zip(order, days, strict=True)),
        codes={child: wave.digest(cards[child]) for child in order},
        cards={child: cards[child] for child in order},
        tags={},
        rows={child: pack(ASKED, complete(ASKED, answers)) for child, answers in given.items()},
        comments={child: "".join(draw.choice("bcdfghjkmpqrtvwxyz") for _ in range(48)) for child in order},
    )


def _answers(child: int) -> dict[str, str]:
    """Everybody's own: 4^4 ways for 176 children."""
    return {name: "abcd"[child // 4**place % 4] for place, name in enumerate(ITEMS)}


def _sends(loot: Loot, truth: Truth, child: int, *, sealed_there: bool) -> bytes:
    """By the sealed path, as a browser does, or by the plain one; the tag, which the judge notes."""
    answers = {**_answers(child), "comments": truth.comments[child]}
    submission = loot.wave.submission(BAND, code=truth.cards[child], **answers)
    if sealed_there:
        _by_the_sealed_path(loot, submission)
    else:
        cast(loot.stores, submission)
    return tokens.token(submission.seed).tag


def _by_the_sealed_path(loot: Loot, submission: Submission) -> None:
    with loot.stores.read("box") as box:
        n = issuers.public(box, submission.wave, submission.band)
        public = keys.public_key(box, submission.wave)
    seed, place = submission.seed, (submission.wave, submission.band)
    signature = issue(loot.stores, submission.code_digest, tokens.blinded(seed, n), of=place)
    proof = tokens.token(seed).proof
    sealed = sealing.seal_ballot(
        public, wave=submission.wave, band=submission.band, proof=proof, plaintext=submission.plaintext
    )
    loot.sealed_sizes.append(len(sealed))
    deposit(loot.stores, *place, tokens.token(seed).message, tokens.signed(seed, n, signature), sealed)


def _night(loot: Loot, *, washed: bool, backups: Path | None, day: date) -> None:
    stores = loot.stores
    with stores.write("fieldwork") as registry:
        counts.refresh(registry)
        shown = tuple(one.at_least for one in counts.progress(registry, loot.wave.wave))
    if washed:
        wash(stores.engine("box"), BOX_TABLES)
        wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    loot.nights.append(Night(*_held(stores), shown))
    if backups is not None:
        back_up(loot.settings, stores, backups, today=day, keep=True)


def _held(stores: Stores) -> tuple[frozenset[bytes], frozenset[bytes]]:
    with stores.read("fieldwork") as registry:
        spent = registry.execute(text("SELECT digest FROM access_code WHERE state = 'spent'"))
        used = frozenset(bytes(row[0]) for row in spent)
    with stores.read("box") as box:
        return used, frozenset(bytes(row[0]) for row in box.execute(text("SELECT tag FROM ballot")))


def _kept(loot: Loot) -> list[Night]:
    """What the rule leaves of the nights' copies: each night the latest, and older ones that tell of no few."""
    staying: list[Night] = []
    for night in loot.nights:
        beside = [night]
        for one in reversed(staying):
            few = tell_of_few({}, _counted(one))
            if not few and not any(tell_of_few(_counted(one), _counted(other)) for other in beside):
                beside.append(one)
        staying = beside[::-1]
    return staying


def _counted(night: Night) -> Mapping[tuple[str, str, str], int]:
    return {("fieldwork", "", BAND): len(night.spent), ("box", "", BAND): len(night.tags)}


def _read(place: Path) -> list[Night]:
    """The program's own copies that are still there, the oldest first."""
    found = []
    for one in reversed(sets_found(place)):
        if one.whole:
            with (
                closing(sqlite3.connect(one.path("fieldwork"))) as registry,
                closing(sqlite3.connect(one.path("box"))) as box,
            ):
                spent = registry.execute("SELECT digest FROM access_code WHERE state = 'spent'")
                used = frozenset(row[0] for row in spent)
                found.append(Night(used, frozenset(row[0] for row in box.execute("SELECT tag FROM ballot")), ()))
    return found
