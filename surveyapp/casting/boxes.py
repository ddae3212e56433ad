"""Whether the boxes of planned, running and closed waves are as they were made, for somebody who looks every night."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from surveyapp.box import gate, issuers, manifests
from surveyapp.box.custody import KeysExchanged
from surveyapp.box.gate import BoxNotReady
from surveyapp.box.issuers import IssuerMissing
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import destructions, vouching, waves
from surveyapp.fieldwork.models import State, Wave

RUNNING = (State.OPEN, State.CLOSING)


class BoxesChanged(Exception):
    """Somebody has changed a box, or what fieldwork keeps of its keys, by other means than this program."""


def assert_as_made(stores: Stores) -> None:
    """Raise BoxesChanged with a sentence for each wave; nothing is said under settings that are another's."""
    with stores.read("fieldwork") as registry, stores.read("box") as box:
        if issuers.unfit(box.connection(), key=stores.key(issuers.PURPOSE)):
            return
        key, found = stores.key(vouching.PURPOSE), []
        for wave in _looked_at(registry):
            found += list(_changed(registry, box, wave, key))
    if found:
        raise BoxesChanged("; ".join(found))


def _looked_at(registry: Session) -> tuple[Wave, ...]:
    mine = [wave for one in waves.authorities(registry) for wave in waves.of(registry, one.id)]
    early = (State.DRAFT, *RUNNING, State.CLOSED)
    return tuple(it for it in mine if it.state in early and destructions.find(registry, it.id) is None)


def _changed(registry: Session, box: Session, wave: Wave, key: bytes) -> Iterator[str]:
    try:
        public, opened = gate.looked_at(box, wave.id)
    except BoxNotReady:
        if wave.state is not State.DRAFT:
            yield f"{wave.id} has no key in the box: nobody can answer"
        return
    if opened and wave.state in RUNNING:
        yield (
            f"the box of {wave.id} is marked as opened while fieldwork runs: no child's answers go in, and none of "
            "their codes is used up. Somebody has changed the box by other means than this program"
        )
    try:
        kept = vouching.vouched(registry, wave.id, key=key)
        manifests.assert_made(public, kept, wave=wave.id)
        if kept.fingerprint is not None:
            told = manifests.in_box(box, wave.id, vouching.instruments(registry, wave.id))
            manifests.assert_kept(told, kept.fingerprint, wave=wave.id)
    except KeysExchanged as error:
        yield str(error).removesuffix(" Nothing was changed.")
    except IssuerMissing:
        yield f"the box of {wave.id} lacks a key with which its fieldwork began"
