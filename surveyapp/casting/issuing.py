"""The first half of casting: a code is looked at, then used up for one token, which is signed unseen."""

from __future__ import annotations

from surveyapp.box import ballots, gate, issuers, known, manifests
from surveyapp.box.blindsignatures import Signer, blind_sign, fitting
from surveyapp.box.custody import KeysExchanged
from surveyapp.box.gate import BoxNotReady, BoxOpened
from surveyapp.box.issuers import IssuerMissing
from surveyapp.db.engines import Asked, Stores
from surveyapp.fieldwork import codes, vouching, waves
from surveyapp.fieldwork.codes import Admission
from surveyapp.fieldwork.errors import WaveClosed

Place = tuple[str, str]
"""Wave and band."""


class ForeignSubmission(Exception):
    """The code is not of the wave and band that the answers were given for; it was not used up."""

    def __init__(self, admission: Admission | None = None) -> None:
        super().__init__()
        self.admission = admission


class _NoSigner(Exception):
    """The wave whose keys are still to be made; nothing was written."""

    def __init__(self, wave: str) -> None:
        self.wave = wave


def check(stores: Stores, digest: bytes) -> Admission:
    """What this code opens, changing nothing; raises the CodeRejected that says why it opens nothing."""
    with stores.read("fieldwork") as registry:
        return codes.admit(registry, digest)


def issue(stores: Stores, digest: bytes, blinded: bytes, *, of: Place | None = None) -> bytes:
    """Use the code up for this blinded value, commit, and sign it; the same value gets the same signature again.

    Raises what ``codes.spend`` raises, BlindedUnfit, ForeignSubmission if the code is not ``of`` that place, and
    BoxNotReady where the box of a running wave would not take the ballot; then nothing was written.
    """
    try:
        signer = _spent(stores, digest, blinded, of)
    except _NoSigner as lacking:
        make_missing(stores, lacking.wave)
        signer = _spent(stores, digest, blinded, of)
    return blind_sign(signer, blinded)


def make_missing(stores: Stores, wave: str) -> None:
    """Give each of the wave's bands its issuer key if it has none: waves from before there were any have none.

    Raises WaveUnknown, BoxNotReady, WaveClosed once the box was opened, and KeysExchanged where one is lacking that was
    there as fieldwork began: somebody has taken it, and no device that holds the wave's manifest takes another's word.
    """
    with stores.read("fieldwork") as registry:
        bands = [band.band for band in waves.bands(registry, waves.find(registry, wave).id)]
        begun = vouching.kept(registry, wave) is not None
    with stores.read("box") as box:
        lacking = issuers.missing(box, wave, bands)
        if not lacking:
            return
        if ballots.opened(box, wave):  # asked before any key is made: making them takes most of a second
            raise WaveClosed
    if begun:
        raise KeysExchanged(wave)
    made = {band: issuers.generate() for band in lacking}
    try:
        with stores.write("box") as box:
            issuers.add(box, wave, made, key=stores.key(issuers.PURPOSE))
    except BoxOpened as error:
        raise WaveClosed from error


def _assert_taking(stores: Stores, registry: Asked, wave: str) -> None:
    """Of a running wave, the box takes ballots and holds the key that was made; else what was begun waits.

    Somebody has changed a store by other means, and no child's code is used up for nothing meanwhile.
    """
    kept = vouching.vouched(registry, wave, key=stores.key(vouching.PURPOSE))
    with stores.look("box") as box:
        public, opened = gate.looked_at(box, wave)
    manifests.assert_made(public, kept, wave=wave)
    if opened:
        raise BoxNotReady(wave)


def _spent(stores: Stores, digest: bytes, blinded: bytes, of: Place | None) -> Signer:
    """The code is used up, and its place's signer can sign this value; or neither."""
    with stores.change("fieldwork") as registry:
        admission = codes.spend(registry, digest, blinded=blinded)
        if of is not None and (admission.wave, admission.band) != of:
            raise ForeignSubmission(admission)
        if admission.taking:
            _assert_taking(stores, registry, admission.wave)
        signer = _signer(stores, admission)
        fitting(signer.n, blinded)
    return signer


def _signer(stores: Stores, admission: Admission) -> Signer:
    try:
        return known.signer(stores, admission.wave, admission.band)
    except IssuerMissing as error:
        raise _NoSigner(admission.wave) from error
