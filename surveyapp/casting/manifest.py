"""What a wave's cards vouch for: its public keys and instruments, the same for everybody, as one fingerprint."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from surveyapp.box import issuers, keys
from surveyapp.box.blindsignatures import EXPONENT, size
from surveyapp.box.sealing import PADDED_SIZE
from surveyapp.casting.issuing import make_missing
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest as it is served, and the SHA-256 (hex) of all of it but the fingerprint itself."""

    document: bytes
    fingerprint: str


def manifest(stores: Stores, wave: str) -> Manifest:
    """The wave's manifest. Raises WaveUnknown, and WaveWithoutKeys or BoxNotReady before its keys are made."""
    make_missing(stores, wave)
    with stores.read("fieldwork") as registry:
        instruments = {band.band: band.instrument for band in waves.bands(registry, wave)}
    with stores.read("box") as box:
        public, moduli = keys.public_key(box, wave), issuers.publics(box, wave)
    told = {
        "wave": wave,
        "public": _base64(public),
        "padded": PADDED_SIZE,
        "bands": {band: _band(band, instruments, moduli[band]) for band in instruments},
    }
    fingerprint = sha256(_canonical(told)).hexdigest()
    return Manifest(_canonical(told | {"fingerprint": fingerprint}), fingerprint)


def fingerprint(stores: Stores, wave: str) -> str:
    """What the wave's cards print of its manifest; raises what ``manifest`` raises."""
    return manifest(stores, wave).fingerprint


def short(full: str) -> str:
    """The first 16 digits in groups of four, as they are printed on a card."""
    return " ".join(full[start : start + 4] for start in range(0, 16, 4))


def _band(band: str, instruments: Mapping[str, str], modulus: int) -> Mapping[str, object]:
    """A band's own instrument comes first; its cards may be of any other instrument of the wave."""
    others = sorted(set(instruments.values()) - {instruments[band]})
    issuer = {"n": _number(modulus), "e": _number(EXPONENT)}
    return {"instruments": [instruments[band], *others], "issuer": issuer}


def _canonical(told: Mapping[str, object]) -> bytes:
    """The one way to write it: JSON with sorted names, no spaces, ASCII."""
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")


def _number(number: int) -> str:
    return _base64(number.to_bytes(size(number), "big"))


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode("ascii").rstrip("=")
