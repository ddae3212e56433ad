"""Taking a closed wave's sealed box to a machine without network: nothing in the file is readable to the server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from surveyapp.box import ballots, carried, carrying, sealing
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.opening import parcels, surveys, written
from surveyapp.opening.declared import AlreadyOpened, closed_wave
from surveyapp.opening.once import stored, wash_before
from surveyapp.opening.parcels import Kind


class WaitsForOthers(Exception):
    """Small bands of this wave wait to be opened with those of others; the other machine would not know of them."""

    def __init__(self, wave: str) -> None:
        super().__init__(
            f"{wave} declared that small age bands wait for others, or others wait for it. Such a box can only be "
            "opened on the server, where it is known what waits. Nothing was written."
        )


@dataclass(frozen=True, slots=True)
class Exported:
    """How many ballots a file holds, and its SHA-256 (hex) to be compared where it is opened."""

    ballots: int
    digest: str


def export(stores: Stores, catalogue: Catalogue, definitions: Iterable[Path], wave_id: str, path: Path) -> Exported:
    """Write the box and what its opening needs of fieldwork into a new file; the box stays as it is.

    Raises NotClosed, AlreadyOpened, WaitsForOthers, BoxNotReady, CarriedBefore, KeysExchanged, FileExistsError.
    """
    wave = closed_wave(stores, catalogue, wave_id)
    if wave.plan.pool or wave.plan.awaited:
        raise WaitsForOthers(wave_id)
    if stored(stores, wave_id) is not None:
        raise AlreadyOpened(wave_id)
    wash_before(stores)
    with stores.write("box") as box:
        taken, keys = ballots.take(box, wave_id), carrying.rows(box, wave_id)
        carried.carry_away(box, wave_id, taken)
    plan = wave.plan
    content = {
        "wave": wave_id,
        "keys": written.keys(keys),
        "ballots": written.ballots(taken),
        "home": parcels.text(sealing.public_bytes(carrying.return_key(stores.key(carrying.PURPOSE), wave_id))),
        "bands": [[band, it.fingerprint, plan.neighbours[band]] for band, it in plan.instruments.items()],
        "eligible": written.eligible(plan.eligible),
        "cards": sorted(plan.cards),
        "breakdowns": sorted(plan.bank.breakdowns),
        "issuers": written.issuers(plan.issuers) if plan.issuers is not None else None,
        "manifest": wave.vouched.fingerprint if wave.vouched else None,
        "surveys": surveys.files(definitions, {it.fingerprint for it in plan.instruments.values()}),
    }
    return Exported(len(taken), parcels.write(path, Kind.BOX, content))


def take_back(stores: Stores, wave: str) -> bool:
    """Forget that a box was exported, by a file that nobody opened; False where it never was.

    Raises AlreadyOpened where its answers are here: somebody opened it.
    """
    if stored(stores, wave) is not None:
        raise AlreadyOpened(wave)
    with stores.write("box") as box:
        return carried.take_back(box, wave)
