"""Opened waves: what could open their boxes again must be gone, here and from the backups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, inspect, text

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.copies import KEYED, SEALED, Copy, Inserted, by_wave, copy_in
from surveyapp.audit.findings import Finding, Verdict, judge, number, unchecked

TOPIC = "What could open an opened box again"
CLAIM = "its keys, sealed ballots and codes are destroyed"
OPENED = """SELECT id FROM wave WHERE state IN ('opened', 'released')
OR id IN (SELECT wave FROM destruction WHERE finished) ORDER BY id"""
GONE = 'SELECT wave, day, "by" FROM destruction WHERE finished'
HELD = {
    "sealed ballot": "SELECT count(*) FROM ballot WHERE wave = :wave",
    "wrapped key": "SELECT count(*) FROM wrapped_key WHERE wave = :wave",
    "signing key": "SELECT count(*) FROM issuer_key WHERE wave = :wave AND length(wrapped) > 0",
}
WAITS = "of the ballots waiting to be opened with those of other waves"
ELSEWHERE = "of the ballots opened together with those of other waves, to go with these"
WAITING = """SELECT ballot.wave, waiting_ballot.band, count(*)
FROM waiting_ballot JOIN ballot ON ballot.tag = waiting_ballot.tag AND ballot.wave = waiting_ballot.wave
GROUP BY ballot.wave, waiting_ballot.band"""
DECLARED = "SELECT wave, band FROM waiting_band"
MARKED = """SELECT waiting_ballot.wave, waiting_ballot.band, ballot.tag
FROM waiting_ballot JOIN ballot ON ballot.tag = waiting_ballot.tag AND ballot.wave = waiting_ballot.wave"""
TAKEN = "SELECT member, band, wave FROM opened_member"
GIVEN_UP = "SELECT wave, bands FROM given_up"
CODES = "SELECT count(*) FROM access_code JOIN stratum ON stratum.id = access_code.stratum WHERE stratum.wave = :wave"
AGAIN = "With enough custodians it can be opened once more and compared with older copies. "
TODO = (
    "When the counts agree and a restore was tried, destroy it at the desk or with `surveyapp destroy {wave} --by "
    "NAME`; then `surveyapp backup` removes the copies in its folder, other copies and the recovery sheets go by hand"
)


def undestroyed(here: Copied) -> Iterator[Finding]:
    """Each opened wave in turn, then the backups of those that are destroyed."""
    with here.read("fieldwork") as connection:
        opened = [str(row[0]) for row in connection.execute(text(OPENED))]
        gone = {str(row[0]): (str(row[1]), str(row[2])) for row in connection.execute(text(GONE))}
        codes = {wave: _count(connection, CODES, wave) for wave in opened}
    if not opened:
        yield unchecked(TOPIC, f"Of every opened wave {CLAIM}", "no wave has been opened yet")
        return
    copies, months = _copies(here), _months(here)
    held, joined = _in_box(here, opened)
    for wave in opened:
        if wave in gone:
            yield _gone(wave, held[wave], gone[wave])
        else:
            known = _still(held[wave], codes[wave])
            once_more = bool(held[wave]["sealed ballot"])
            month = months.get(wave, "an unknown month")
            holding = _holding(copies, wave, of_others=joined.get(wave, frozenset()))
            yield _still_here(wave, known, month, holding, once_more=once_more)
    yield from _of_backups(here, copies, sorted(gone))


def _in_box(
    here: Copied, opened: Collection[str]
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, frozenset[bytes]]]:
    """What the box holds of each opened wave, and the ballots of others that were opened together in it."""
    declared, taken = _declared(here), _taken(here)
    with here.read("box") as connection:
        marked, joined = _marked(connection), _joined(connection, taken)
        waits, elsewhere = _of_waves(marked, declared), _of_waves(marked, taken)
        held = {wave: {**_held(connection, wave), WAITS: waits[wave]} for wave in opened}
    for (wave, band), pooled in taken.items():
        held.get(wave, {}).setdefault(ELSEWHERE, elsewhere[wave])
        if pooled in held:
            held[pooled]["sealed ballot"] += marked[wave, band]
    return held, joined


def _still(held: Mapping[str, int], codes: int) -> list[str]:
    """What is here, in words; how many wait would be a small count."""
    known = [f"some {what}" if what in (WAITS, ELSEWHERE) else number(n, what) for what, n in held.items() if n]
    return known + [number(codes, "code") + " as keyed hashes"] * bool(codes)


def _gone(wave: str, held: Mapping[str, int], certified: tuple[str, str]) -> Finding:
    """A wave with a certificate; of it ballots that wait, and the keys they need, may still be there."""
    (day, by), waits = certified, held[WAITS] + held.get(ELSEWHERE, 0)
    allowed = {
        "sealed ballot": waits,
        "wrapped key": held["wrapped key"] if waits else 0,
        WAITS: waits,
        ELSEWHERE: waits,
    }
    known = [number(n - most, what) for what, n in held.items() if n > (most := allowed.get(what, 0))]
    problems = [f"the certificate of {day} says so, but there are still {', '.join(known)}"] if known else []
    seen = f"the certificate of {day} ({by}), and {number(len(HELD), 'table')} of the box: nothing of the wave is there"
    if held.get(ELSEWHERE):
        seen += " but some ballots with the wrapped keys, which were opened together with others and go with that wave"
    elif waits:
        seen += " but some ballots with the wrapped keys, waiting as declared to be opened with others"
    return judge(TOPIC, f"{wave}: {CLAIM}", problems, looked=len(HELD), seen=seen)


def _still_here(wave: str, known: list[str], month: str, copies: list[str], *, once_more: bool) -> Finding:
    holding = number(len(copies), "copy that holds", "copies that hold")
    seen = f"{number(len(HELD), 'table')} of the box, the codes, and {holding} it"
    more = f" and {len(copies) - 3} more" if len(copies) > 3 else ""
    copied = f", and in the backups: {', '.join(copies[:3])}{more}" if copies else ""
    why = f"opened in {month}, and still here: {', '.join(known) or 'nothing but the record'}{copied}"
    return Finding(
        TOPIC, f"{wave}: {CLAIM}", Verdict.FAILS, f"{why}. {AGAIN if once_more else ''}{TODO.format(wave=wave)}", seen
    )


def _of_backups(here: Copied, copies: list[Copy], destroyed: list[str]) -> Iterator[Finding]:
    claim = "No backup holds ballots or keys of a wave whose destruction is certified"
    if not destroyed:
        return
    if here.backups is None:
        yield unchecked(TOPIC, claim, "no folder was named; use --backups")
        return
    with here.read("box") as connection:
        sealed, keyed = by_wave(connection.execute(text(SEALED))), _keyed(connection)
    holding = [
        f"{copy.name} holds {wave}"
        for wave in destroyed
        for copy in copies
        if copy.sealed.get(wave, frozenset()) - sealed.get(wave, frozenset()) or wave in copy.keyed - keyed
    ]
    seen = f"{number(len(copies), 'copy', 'copies')} of the box for {number(len(destroyed), 'wave')}"
    if kept := [wave for wave in destroyed if any(wave in copy.waves for copy in copies) and wave in sealed]:
        seen += f"; of {', '.join(kept)} what was opened is in none, but for what this box still keeps as declared"
    yield judge(TOPIC, claim, holding, looked=len(copies), seen=seen)


def _copies(here: Copied) -> list[Copy]:
    """The copies of the box among the backups; those that cannot be read are told of with the backups."""
    found = []
    for file in here.laid(here.backups).files if here.backups else ():
        try:
            copy = copy_in(file, "box")
        except Inserted:
            continue
        found += [copy] if copy else []
    return found


def _holding(copies: list[Copy], wave: str, *, of_others: frozenset[bytes]) -> list[str]:
    """The copies with something of the wave; ``of_others`` are ballots of other waves that were opened in it."""
    return [copy.name for copy in copies if wave in copy.waves or copy.held & of_others]


def _joined(connection: Connection, taken: Mapping[tuple[str, str], str]) -> Mapping[str, frozenset[bytes]]:
    """The ballots still here that were opened together, by the wave in which they were."""
    if "waiting_ballot" not in inspect(connection).get_table_names():
        return {}
    rows = connection.execute(text(MARKED)).all()
    return by_wave((taken[wave, band], tag) for wave, band, tag in rows if (wave, band) in taken)


def _keyed(connection: Connection) -> frozenset[str]:
    return frozenset(str(row[0]) for row in connection.execute(text(KEYED)))


def _months(here: Copied) -> Mapping[str, str]:
    try:
        with here.read("results") as connection:
            return {
                str(wave): str(month) for wave, month in connection.execute(text("SELECT wave, month FROM opening"))
            }
    except Unreadable:
        return {}


def _declared(here: Copied) -> frozenset[tuple[str, str]]:
    """The waves and bands that the opening left sealed, and that were neither opened with others nor given up."""
    try:
        with here.read("results") as connection:
            said = {(str(wave), str(band)) for wave, band in connection.execute(text(DECLARED))}
        with here.read("fieldwork") as connection:
            gone = {(str(wave), band) for wave, all_ in connection.execute(text(GIVEN_UP)) for band in all_.split("+")}
    except Unreadable:
        return frozenset()
    return frozenset(said - _taken(here).keys() - gone)


def _taken(here: Copied) -> Mapping[tuple[str, str], str]:
    """The waves and bands whose waiting ballots were opened together, and in which wave."""
    try:
        with here.read("results") as connection:
            return {(str(wave), str(band)): str(pooled) for wave, band, pooled in connection.execute(text(TAKEN))}
    except Unreadable:
        return {}


def _marked(connection: Connection) -> Counter[tuple[str, str]]:
    """How many ballots of each wave and band are marked in the box as waiting."""
    found: Counter[tuple[str, str]] = Counter()
    if "waiting_ballot" in inspect(connection).get_table_names():
        for wave, band, n in connection.execute(text(WAITING)):
            found[str(wave), str(band)] += n
    return found


def _of_waves(marked: Mapping[tuple[str, str], int], said: Collection[tuple[str, str]]) -> Counter[str]:
    """Of each wave how many ballots are as results say: a mark in the box alone says nothing."""
    found: Counter[str] = Counter()
    for (wave, band), n in marked.items():
        found[wave] += n if (wave, band) in said else 0
    return found


def _held(connection: Connection, wave: str) -> dict[str, int]:
    """What the box still holds of a wave."""
    return {what: _count(connection, asked, wave) for what, asked in HELD.items()}


def _count(connection: Connection, asked: str, wave: str) -> int:
    return int(connection.scalar(text(asked), {"wave": wave}) or 0)
