"""What a wave's cards vouch for: its public key and its instruments, as one fingerprint for everybody."""

from __future__ import annotations

from hashlib import sha256

from surveyapp.box import keys
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves


def fingerprint(stores: Stores, wave: str) -> str:
    """SHA-256 (hex) over the wave's id, public key and instruments. Raises WaveWithoutKeys before the keys are made."""
    with stores.read("fieldwork") as registry:
        instruments = [f"{band.band} {band.instrument}" for band in waves.bands(registry, wave)]
    with stores.read("box") as box:
        public = keys.public_key(box, wave)
    return sha256("\n".join([wave, public.hex(), *instruments]).encode()).hexdigest()


def short(full: str) -> str:
    """The first 16 digits in groups of four, as they are printed on a card."""
    return " ".join(full[start : start + 4] for start in range(0, 16, 4))
