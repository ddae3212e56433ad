"""Issuer keys that this process has used, so that a submission is one transaction in each store and no more.

A key is kept here only once its wave has started: from then on it never changes. Only who has a wave's code, which
nobody can use after the opening, reaches the private half; it is dropped when the wave's keys are destroyed.
"""

from __future__ import annotations

from surveyapp.box import issuers
from surveyapp.box.blindsignatures import Signer, verify
from surveyapp.db.engines import Stores

_Place = tuple[bytes, str, str]
"""The installation (by its wrapping key), the wave and the band."""
_signers: dict[_Place, Signer] = {}
_moduli: dict[_Place, int] = {}


def signer(stores: Stores, wave: str, band: str) -> Signer:
    """The key of a wave that has started. Raises IssuerMissing, and WrongKey when the pepper was changed."""
    key = stores.key(issuers.PURPOSE)
    if (key, wave, band) not in _signers:
        with stores.read("box") as box:
            _signers[key, wave, band] = issuers.signer(box, wave, band, key=key)
    return _signers[key, wave, band]


def assert_signed(stores: Stores, wave: str, band: str, message: bytes, token: bytes) -> None:
    """Raise NotSigned or IssuerMissing unless this band's key signed the token.

    Whatever has signed a token is of a wave that has started, so its modulus is kept.
    """
    place = (stores.key(issuers.PURPOSE), wave, band)
    modulus = _moduli.get(place)
    if modulus is None:
        with stores.read("box") as box:
            modulus = issuers.public(box, wave, band)
    verify(modulus, message, token)
    _moduli[place] = modulus


def forget(wave: str) -> None:
    """Drop a wave's private halves from this process's memory."""
    for place in [place for place in _signers if place[1] == wave]:
        _signers.pop(place, None)
