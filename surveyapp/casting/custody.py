"""A wave's keys, from naming the custodians to the day fieldwork starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from surveyapp.box import issuers, keys, manifests
from surveyapp.box.manifests import Manifest
from surveyapp.box.statekeys import StateKeys
from surveyapp.box.wrapping import Cost
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import custodians, vouching, waves


def keep(
    stores: Stores, wave: str, names: tuple[str, ...], *, needed: int = 2, cost: Cost | None = None
) -> Mapping[str, str]:
    """Make a draft's keys and issuer keys, in place of any made before; each phrase is returned this once.

    Raises WrongState, CustodiansMissing and box.custody.CustodiansUnfit. ``cost`` is for tests.
    """
    with stores.write("fieldwork") as registry:
        custodians.name_custodians(registry, wave, (name.strip() for name in names), needed=needed)
        with stores.write("box") as box:
            issuers.discard(box, wave)
            keys.discard(box, wave)
            phrases = keys.prepare(box, wave, names, needed=needed, cost=cost)
            made = manifests.digest(keys.public_key(box, wave))
            vouching.keep_public(registry, wave, made, key=stores.key(vouching.PURPOSE))
            signers = {band.band: issuers.generate() for band in waves.bands(registry, wave)}
            issuers.add(box, wave, signers, key=stores.key(issuers.PURPOSE))
    return phrases


def throw_away(stores: Stores, wave: str) -> None:
    """Forget a draft with its keys and the codes of its cards. Raises WrongState, and KeysAlreadyThere.

    Its custodians go first: cut off anywhere, it is a draft that cannot start, and can be thrown away again.
    """
    with stores.write("fieldwork") as registry:
        custodians.dismiss(registry, wave)
    with stores.write("fieldwork") as registry:
        waves.throw_away(registry, wave)
        with stores.write("box") as box:
            issuers.discard(box, wave)
            keys.discard(box, wave)


def prove(stores: Stores, wave: str, phrases: Mapping[str, str], *, today: date | None = None) -> tuple[str, ...]:
    """Open the canary ballot with these phrases and note whose work, and when. Raises a box CustodyProblem.

    KeysExchanged where the box no longer holds the key that was made: what is sealed with another is somebody else's.
    """
    with stores.read("fieldwork") as registry:
        kept = vouching.vouched(registry, wave, key=stores.key(vouching.PURPOSE))
    with stores.read("box") as box:
        proved = keys.open_canary(box, wave, phrases)
        manifests.assert_made(keys.public_key(box, wave), kept, wave=wave)
    with stores.write("fieldwork") as registry:
        for name in proved:
            custodians.prove(registry, wave, name, today=today)
    return proved


def start(stores: Stores, instance: Path, wave: str, *, day: date) -> None:
    """Open the wave for answers, with the key of answers on their way. Raises what waves.open_wave raises.

    What its cards vouch for is kept in fieldwork: by it the opening knows the keys for which ballots were let in.
    Raises KeysExchanged where the box holds another key than the one that was made.
    """
    key = stores.key(vouching.PURPOSE)
    with stores.write("fieldwork") as registry:
        kept = vouching.vouched(registry, wave, key=key)
        waves.open_wave(registry, wave, day=day)
        with stores.write("box") as box:
            told = _manifest(stores, box, wave, vouching.instruments(registry, wave))
            manifests.assert_made(told.public, kept, wave=wave)
            made = manifests.digest(told.public)
            vouching.keep(registry, wave, public=made, fingerprint=told.fingerprint, key=key)
            keys.keep_permits(box, wave)
        StateKeys.of(instance).create(wave)


def _manifest(stores: Stores, box: Session, wave: str, instruments: Mapping[str, str]) -> Manifest:
    lacking = {band: issuers.generate() for band in issuers.missing(box, wave, instruments)}
    issuers.add(box, wave, lacking, key=stores.key(issuers.PURPOSE))
    return manifests.in_box(box, wave, instruments)
