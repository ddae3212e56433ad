"""The law of every fault: nothing acknowledged is lost, nothing counts twice, ballots ≤ spent ≤ issued in each band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builders.wave import Running
from canary import files, forms, found_in
from senders import Sender
from sqlalchemy import text

from surveyapp.box import ballots, keys, sealing
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import BallotRejected, decode_ballot, unpack

_CODES = text(
    "SELECT band, sum(CASE WHEN state = 'spent' THEN 1 ELSE 0 END), count(*) FROM access_code "
    "JOIN stratum ON stratum.id = access_code.stratum WHERE wave = :wave AND state <> 'void' GROUP BY band"
)


class LawBroken(AssertionError):
    """Something acknowledged is lost or changed, something counts twice, or the numbers of a band do not fit."""


@dataclass(frozen=True, slots=True)
class Band:
    """What the stores hold of one band."""

    ballots: int
    spent: int
    issued: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the box: each ballot as (words, answer), how many cannot be read, and each band's numbers."""

    ballots: Counter[tuple[str, str]]
    unreadable: int
    bands: Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class Figures:
    """One fault on one database. ``injected`` is how often it struck; ``fault`` is its title."""

    fault: str
    database: str
    submissions: int
    injected: int
    acknowledged: int
    lost: int
    twice: int
    unreadable: int
    bands: Mapping[str, Band]
    seconds: float = 0.0
    remarks: Mapping[str, object] = field(default_factory=dict)

    def assert_law(self) -> None:
        """Raise LawBroken with every figure unless the law holds."""
        fit = all(band.ballots <= band.spent <= band.issued for band in self.bands.values())
        if self.lost or self.twice or self.unreadable or not fit:
            raise LawBroken(self)

    def total(self, name: str) -> int:
        """``ballots``, ``spent`` or ``issued`` of all bands together."""
        return sum(int(getattr(band, name)) for band in self.bands.values())


def look(stores: Stores, wave: Running) -> Found:
    """Open the wave's ballots as its custodians could, without opening the wave."""
    with stores.write("box") as box:
        private = keys.unwrap(box, wave.wave, wave.quorum())
        taken = ballots.take(box, wave.wave)
    found, unreadable = Counter[tuple[str, str]](), 0
    for ballot in taken:
        try:
            _, plain = sealing.unseal_ballot(private, wave=wave.wave, band=ballot.band, sealed=ballot.sealed)
            opened = decode_ballot(wave.catalogue.find, plain)
        except (sealing.BallotUnreadable, BallotRejected):
            unreadable += 1
            continue
        answer = unpack(opened.instrument, opened.row)["feels_safe_home"]
        found[opened.comments["comments"], str(answer)] += 1
    return Found(found, unreadable, _bands(stores, wave, Counter(ballot.band for ballot in taken)))


def judged(database: str, senders: Sequence[Sender], found: Found, *, injected: int) -> Figures:
    """The figures of one fault; a ballot with other answers than were sent is lost, a code with two counts twice."""
    told = [one for one in senders if one.acknowledged]
    lost = sum(found.ballots[one.words, one.feels] == 0 for one in told)
    return Figures(
        "", database, len(senders), injected, len(told), lost, _twice(senders, found), found.unreadable, found.bands
    )


def readable(folder: Path, senders: Sequence[Sender], *, since: float) -> list[str]:
    """Where what some of the children wrote can be read in any file that was written ``since`` then."""
    wanted: dict[str, bytes] = {}
    for one in senders[:: max(1, len(senders) // 5)]:
        wanted |= forms(one.words, one.words.split()[-1].encode())
    return found_in(files(folder, since=since), wanted)


def _twice(senders: Iterable[Sender], found: Found) -> int:
    """Ballots above one for each code, however many tablets sent with it; a ballot that nobody sent is one too many."""
    code_of = {(one.words, one.feels): one.code for one in senders}
    of_code, of_nobody = Counter[str](), 0
    for ballot, number in found.ballots.items():
        if ballot in code_of:
            of_code[code_of[ballot]] += number
        else:
            of_nobody += number
    return of_nobody + sum(number - 1 for number in of_code.values())


def _bands(stores: Stores, wave: Running, in_box: Mapping[str, int]) -> Mapping[str, Band]:
    with stores.read("fieldwork") as registry:
        rows = registry.execute(_CODES, {"wave": wave.wave}).all()
    return {band: Band(in_box.get(band, 0), int(spent), int(issued)) for band, spent, issued in rows}
