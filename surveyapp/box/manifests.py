"""What a wave's cards vouch for: its public keys and instruments, the same for everybody, as one fingerprint."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from sqlalchemy.orm import Session

from surveyapp.box import issuers, keys
from surveyapp.box.blindsignatures import EXPONENT, size
from surveyapp.box.custody import KeysExchanged, NotVouchedFor
from surveyapp.box.permits import Issuers
from surveyapp.box.sealing import PADDED_SIZE


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest as it is served, and the SHA-256 (hex) of all of it but the fingerprint itself."""

    document: bytes
    fingerprint: str
    public: bytes = field(repr=False)
    moduli: Issuers = field(repr=False)


class Kept(Protocol):
    """What is kept outside the box of the keys that were made; ``genuine``: by somebody who has the pepper."""

    @property
    def public(self) -> str | None:
        """SHA-256 (hex) of the public key; None: not kept."""

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint with which fieldwork began; None: not kept, or not yet."""

    @property
    def genuine(self) -> bool:
        """Whether its seal fits."""


def in_box(box: Session, wave: str, instruments: Mapping[str, str]) -> Manifest:
    """The manifest of the keys that lie in the box; ``instruments`` by band. Raises WaveWithoutKeys, IssuerMissing."""
    return made(wave, keys.public_key(box, wave), instruments, issuers.publics(box, wave))


def made(wave: str, public: bytes, instruments: Mapping[str, str], moduli: Issuers) -> Manifest:
    """The manifest of these keys and instruments. Raises IssuerMissing where a band has no key."""
    if lacking := instruments.keys() - moduli.keys():
        raise issuers.IssuerMissing(*sorted(lacking))
    told = {
        "wave": wave,
        "public": _base64(public),
        "padded": PADDED_SIZE,
        "bands": {band: _band(band, instruments, moduli[band]) for band in instruments},
    }
    fingerprint = sha256(_canonical(told)).hexdigest()
    document = _canonical(told | {"fingerprint": fingerprint})
    return Manifest(document, fingerprint, public, {band: moduli[band] for band in instruments})


def assert_vouched(told: Manifest, kept: Kept, *, wave: str) -> None:
    """Raise KeysExchanged unless these are the keys that were made and with which fieldwork began."""
    assert_made(told.public, kept, wave=wave)
    assert_kept(told, kept.fingerprint, wave=wave)


def assert_kept(told: Manifest, kept: str | None, *, wave: str) -> None:
    """Raise KeysExchanged if another fingerprint was kept when fieldwork began; None: none was, or not yet."""
    if kept is not None and kept != told.fingerprint:
        raise KeysExchanged(wave)


def digest(public: bytes) -> str:
    """SHA-256 (hex) of a wave's public key, to be kept outside the box as the key is made."""
    return sha256(public).hexdigest()


def assert_made(public: bytes, kept: Kept, *, wave: str) -> None:
    """Raise KeysExchanged if another public key was made for this wave, or nothing that is kept of it is genuine."""
    if not kept.genuine:
        raise NotVouchedFor(wave)
    if kept.public is not None and kept.public != digest(public):
        raise KeysExchanged(wave)


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
