"""The manifest of a wave: what its cards vouch for, as it is served, printed, and kept when fieldwork begins."""

from __future__ import annotations

from surveyapp.box import manifests
from surveyapp.box.custody import WaveWithoutKeys
from surveyapp.box.issuers import IssuerMissing
from surveyapp.box.manifests import Manifest, short
from surveyapp.casting.issuing import make_missing
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import vouching, waves

__all__ = ["Manifest", "fingerprint", "manifest", "short"]


def manifest(stores: Stores, wave: str) -> Manifest:
    """The wave's manifest. Raises WaveUnknown, and WaveWithoutKeys or BoxNotReady before its keys are made.

    Raises KeysExchanged where the box holds another key than was made, or other keys than when fieldwork began: nobody
    seals or signs with these.
    """
    try:
        return _told(stores, wave)
    except (IssuerMissing, WaveWithoutKeys):
        make_missing(stores, wave)
        return _told(stores, wave)


def _told(stores: Stores, wave: str) -> Manifest:
    """One look at each store: a child's answers wait for this."""
    with stores.read("fieldwork") as registry:
        waves.find(registry, wave)
        instruments = vouching.instruments(registry, wave)
        kept = vouching.vouched(registry, wave, key=stores.key(vouching.PURPOSE))
    with stores.read("box") as box:
        told = manifests.in_box(box, wave, instruments)
    manifests.assert_vouched(told, kept, wave=wave)
    return told


def fingerprint(stores: Stores, wave: str) -> str:
    """What the wave's cards print of its manifest; raises what ``manifest`` raises."""
    return manifest(stores, wave).fingerprint
