"""Bringing home what was found in a box that was opened elsewhere: stored once, all or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from surveyapp.box import ballots, carrying, keys, signing
from surveyapp.box.ballots import Sealed
from surveyapp.box.carrying import NotFromThisBox
from surveyapp.box.signing import NotSigned
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.opening import parcels, written
from surveyapp.opening.declared import AlreadyOpened, Declared, closed_wave
from surveyapp.opening.findings import Findings, OpeningReport
from surveyapp.opening.missing import missing
from surveyapp.opening.once import finish, stored, wash_before
from surveyapp.opening.parcels import Kind, ParcelProblem
from surveyapp.results import store


class NotOurs(ParcelProblem):
    """The results were not sealed for this wave and this installation."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was not sealed for this wave on this server, or was changed since (or has the server's pepper "
            "been changed since the export?). Nothing was changed."
        )


class MadeUp(ParcelProblem):
    """The results were sealed for this wave and installation, but not signed with the key that opens the wave's box."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was sealed by somebody who knows this server's settings, but it was not signed with the key of "
            "the wave, which only the custodians' phrases bring out: nobody who opened the box has written it. Do not "
            "use it; find out who made it, then open the box again. Nothing was changed."
        )


class BallotsGone(ParcelProblem):
    """The server's box lacks ballots that were opened elsewhere."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"{number} of the ballots that were opened are not in this server's box. It may have been restored from an "
            "older copy since the export. Nothing was changed."
        )


class LateBallots(ParcelProblem):
    """Ballots came after the box was exported; somebody has to say what is to become of them."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"{number} came into the box after it was exported. They stay sealed for good: counted in a second "
            "opening, they could be told from the others by subtraction. To go on without them, say `--leave-late`. "
            "Nothing was changed."
        )
        self.number = number


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a file holds, and the SHA-256 (hex) of each ballot it comes from."""

    findings: Findings
    opened: tuple[str, ...]


def bring_home(
    stores: Stores,
    catalogue: Catalogue,
    path: Path,
    *,
    state_keys: StateKeys,
    today: date,
    leave_late: bool = False,
) -> OpeningReport:
    """Store what was found elsewhere, and mark everything as an opening here does; or change nothing.

    Raises a ParcelProblem, WaveUnknown, NotClosed, AlreadyOpened. A second try finishes one that was cut off.
    """
    content = parcels.read(path, Kind.OPENED).content
    brought = _unsealed(stores, content["wave"], parcels.raw(content["sealed"]), path)
    wave = closed_wave(stores, catalogue, content["wave"])
    report = _stored_before(stores, brought.findings)
    if report is None:
        wash_before(stores)
        report = _store(stores, wave, brought, today, leave_late=leave_late)
    finish(stores, wave.id, state_keys)
    return report


def _unsealed(stores: Stores, wave: str, sealed: bytes, path: Path) -> _Brought:
    with stores.read("box") as box:
        public = keys.public_key(box, wave)
    try:
        mine = carrying.return_key(stores.key(carrying.PURPOSE), wave)
        opened = carrying.open_home(mine, public, sealed, wave=wave)
        signature, content = opened[: signing.SIZE], opened[signing.SIZE :]
        signing.assert_signed(public, content, signature, wave=wave)
    except NotFromThisBox as error:
        raise NotOurs(path) from error
    except NotSigned as error:
        raise MadeUp(path) from error
    found = json.loads(content)
    return _Brought(written.read_findings(found["findings"]), tuple(found["opened"]))


def _stored_before(stores: Stores, found: Findings) -> OpeningReport | None:
    """The report of an earlier try with the same ballots; AlreadyOpened where others were opened."""
    report = stored(stores, found.wave)
    if report is None:
        return None
    with stores.read("results") as results:
        opening = store.opening_of(results, found.wave)
    if opening is None or opening.box_digest != found.box_digest:
        raise AlreadyOpened(found.wave)
    return report


def _store(stores: Stores, wave: Declared, brought: _Brought, today: date, *, leave_late: bool) -> OpeningReport:
    """The box is held shut as for an opening here; the commit of the results is the opening."""
    with stores.write("box") as box:
        late = _late(ballots.take(box, wave.id), brought)
        if late and not leave_late:
            raise LateBallots(late)
        with stores.read("fieldwork") as registry:
            found = replace(brought.findings, n_missing=missing(registry, box, wave.id))
        with stores.write("results") as results:
            if store.opening_of(results, wave.id) is not None:
                raise AlreadyOpened(wave.id)
            handed = found.handed(today=today, retention_months=wave.retention_months)
            store.put_away(results, replace(handed, late=late))
        ballots.mark_opened(box, wave.id)
    return found.report(late=late)


def _late(here: Sequence[Sealed], brought: _Brought) -> int:
    """How many ballots are here that were not opened there; every one opened there must be here."""
    mine = Counter(sha256(ballot.sealed).hexdigest() for ballot in here)
    gone = Counter(brought.opened) - mine
    if gone:
        raise BallotsGone(gone.total())
    return len(here) - len(brought.opened)
