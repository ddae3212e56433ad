"""Opening a box that was carried to a machine without network: the same opening, in memory, without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from surveyapp.box import carrying, keys, manifests, signing
from surveyapp.box.ballots import Sealed
from surveyapp.box.carrying import Rows
from surveyapp.opening import parcels, surveys, written
from surveyapp.opening.contents import Plan
from surveyapp.opening.findings import OpeningReport, look_into
from surveyapp.opening.narrowing import narrowed
from surveyapp.opening.parcels import Kind, Parcel, ParcelProblem


class OtherWave(ParcelProblem):
    """The file holds the box of another wave than the one named."""

    def __init__(self, path: Path, found: str, wanted: str) -> None:
        super().__init__(f"{path} holds the box of {found}, not of {wanted}. Nothing was opened.")


@dataclass(frozen=True, slots=True)
class CarriedBox:
    """A sealed box from a file, with what its wave declared. ``home`` is the public key of where it came from.

    ``fingerprint`` is worked out here of the keys in the file, for people to compare with what was printed; None: the
    wave began before permits were kept.
    """

    wave: str
    digest: str
    plan: Plan
    home: bytes
    fingerprint: str | None
    keys: Rows = field(repr=False)
    ballots: tuple[Sealed, ...] = field(repr=False)

    @property
    def custodians(self) -> tuple[str, ...]:
        """Whose phrases open it."""
        return tuple(sorted(row["name"] for row in self.keys["custodian"]))

    @property
    def needed(self) -> int:
        """How many of them together."""
        return int(self.keys["wave_key"][0]["needed"])


def carried_box(path: Path, *, wave: str | None = None) -> CarriedBox:
    """The box in this file, if it is of this wave (or of any).

    Raises a ParcelProblem, UnknownInstrument, KeysExchanged.
    """
    parcel = parcels.read(path, Kind.BOX)
    content = parcel.content
    if wave is not None and content["wave"] != wave:
        raise OtherWave(path, content["wave"], wave)
    carried = written.read_keys(content["keys"])
    return CarriedBox(
        wave=content["wave"],
        digest=parcel.digest,
        plan=_plan(parcel),
        home=parcels.raw(content["home"]),
        fingerprint=_fingerprint(parcel, carried),
        keys=carried,
        ballots=written.read_ballots(content["ballots"]),
    )


def open_away(
    box: CarriedBox, phrases: Mapping[str, str], out: Path, *, comments_only: frozenset[str] = frozenset()
) -> OpeningReport:
    """Open the box with a quorum's phrases and write what was found to a new file.

    It is signed with the wave's key, and sealed for the server that the box came from.
    Raises a CustodyProblem, TooFewToOpen, FileExistsError; then no file was written.
    """
    with carrying.in_memory(box.keys) as session:
        private = keys.unwrap(session, box.wave, phrases)
    found = look_into(box.plan, box.wave, box.ballots, private, comments_only=comments_only)
    opened = sorted(sha256(ballot.sealed).hexdigest() for ballot in box.ballots)
    content = json.dumps({"findings": written.findings(found), "opened": opened}, separators=(",", ":")).encode()
    signed = signing.sign(private, content, wave=box.wave) + content
    sealed = carrying.seal_home(private, box.home, signed, wave=box.wave)
    parcels.write(out, Kind.OPENED, {"wave": box.wave, "box": box.digest, "sealed": parcels.text(sealed)})
    return found.report()


def _fingerprint(parcel: Parcel, carried: Rows) -> str | None:
    """Of the keys as they are here, not as the file says it of itself."""
    content = parcel.content
    if content["manifest"] is None:
        return None
    public, instruments = carried["wave_key"][0]["public"], {band: it for band, it, _ in content["bands"]}
    told = manifests.made(content["wave"], public, instruments, written.read_issuers(content["issuers"]))
    manifests.assert_kept(told, content["manifest"], wave=content["wave"])
    return told.fingerprint


def _plan(parcel: Parcel) -> Plan:
    content = parcel.content
    known = surveys.read(content["surveys"])
    return Plan(
        instruments={band: known.find(fingerprint) for band, fingerprint, _ in content["bands"]},
        neighbours={band: neighbour for band, _, neighbour in content["bands"]},
        bank=narrowed(known.bank, content["breakdowns"]),
        eligible=written.read_eligible(content["eligible"]),
        cards=frozenset((band, instrument) for band, instrument in content["cards"]),
        issuers=None if content["manifest"] is None else written.read_issuers(content["issuers"]),
    )
