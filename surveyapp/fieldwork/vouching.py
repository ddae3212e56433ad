"""What a wave's cards vouch for, kept outside the box, and sealed against whoever may write here without the pepper."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from surveyapp.db.engines import Asked
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import ManifestSeal, State, Wave, WaveManifest

PURPOSE = "surveyapp manifest seal"
"""What the key of the seals is derived for, from the installation's pepper."""
DRAFT, BEGUN, BEFORE = "draft", "begun", "before"
"""What is sealed: keys as they are made; as fieldwork begins; that it began before a fingerprint was kept."""

_KEPT = (
    select(Wave.state, WaveManifest.public, WaveManifest.fingerprint, ManifestSeal.seal)
    .outerjoin(WaveManifest, WaveManifest.wave == Wave.id)
    .outerjoin(ManifestSeal, ManifestSeal.wave == Wave.id)
    .where(Wave.id == bindparam("of"))
)
"""Built once: it is asked for every child who sends."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """SHA-256 (hex) of the public key that was made, and the fingerprint of all keys once fieldwork has begun.

    None where it was not kept. Not ``genuine``: nobody who has the pepper has written this.
    """

    public: str | None
    fingerprint: str | None
    genuine: bool


def keep_public(session: Session, wave: str, public: str, *, key: bytes) -> None:
    """Keep the SHA-256 (hex) of a draft's public key as it is made, in place of an earlier one's."""
    session.merge(WaveManifest(wave=wave, public=public))
    session.merge(ManifestSeal(wave=wave, seal=_seal(key, DRAFT, wave, public, None)))
    session.flush()


def keep(session: Session, wave: str, *, public: str, fingerprint: str, key: bytes) -> None:
    """Keep the fingerprint of the wave's keys as its fieldwork begins; never changed afterwards."""
    session.merge(WaveManifest(wave=wave, public=public, fingerprint=fingerprint))
    session.merge(ManifestSeal(wave=wave, seal=_seal(key, BEGUN, wave, public, fingerprint)))
    session.flush()


def vouched(session: Asked, wave: str, *, key: bytes) -> Vouched:
    """What was kept of this wave's keys, and whether it can be believed."""
    found = session.execute(_KEPT, {"of": wave}).first()
    if found is None or found.seal is None:
        return Vouched(None, None, genuine=False)
    made = _seal(key, _kind(State(found.state), found.fingerprint), wave, found.public, found.fingerprint)
    return Vouched(found.public, found.fingerprint, hmac.compare_digest(made, bytes(found.seal)))


def trust_found(session: Session, *, key: bytes) -> tuple[str, ...]:
    """Seal what is kept now, whoever wrote it; the waves. For a pepper that is lost for good, and nothing else."""
    kept = session.scalars(select(ManifestSeal).order_by(ManifestSeal.wave)).all()
    for one in kept:
        its, state = session.get(WaveManifest, one.wave), waves.find(session, one.wave).state
        public, fingerprint = (its.public, its.fingerprint) if its else (None, None)
        one.seal = _seal(key, _kind(state, fingerprint), one.wave, public, fingerprint)
    session.flush()
    return tuple(one.wave for one in kept)


def kept(session: Session, wave: str) -> str | None:
    """The fingerprint; None before fieldwork, and of a wave that began before fingerprints were kept."""
    return session.scalar(select(WaveManifest.fingerprint).where(WaveManifest.wave == wave))


def instruments(session: Session, wave: str) -> Mapping[str, str]:
    """Each band's instrument, which the fingerprint covers as well."""
    return {band.band: band.instrument for band in waves.bands(session, wave)}


def _kind(state: State, fingerprint: str | None) -> str:
    """What must have been sealed. What a draft's keys were sealed as is worth nothing once the wave has begun."""
    if fingerprint is not None:
        return BEGUN
    return DRAFT if state is State.DRAFT else BEFORE


def _seal(key: bytes, kind: str, wave: str, public: str | None, fingerprint: str | None) -> bytes:
    return hmac.digest(key, json.dumps([kind, wave, public, fingerprint]).encode(), "sha256")
