"""Permits for ballots that a test puts into a box by hand: what a child with a code would have, without a code."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.box import blindsignatures, issuers, keys, sealing, tokens
from surveyapp.box.blindsignatures import SALT_SIZE, Signer
from surveyapp.box.deposit import deposit
from surveyapp.box.permits import Permit
from surveyapp.db.engines import Stores

_UNBLINDED = 1


def signer_of(stores: Stores, wave: str, band: str) -> Signer:
    """The band's issuer key, as whoever holds the server's settings can read it."""
    with stores.read("box") as box:
        return issuers.signer(box, wave, band, key=stores.key(issuers.PURPOSE))


def permit(signer: Signer, message: bytes) -> Permit:
    """A permit for this message; blinding would change nothing of it."""
    encoded = blindsignatures.blind(signer.n, message, salt=bytes(SALT_SIZE), r=_UNBLINDED)
    return Permit(message, blindsignatures.blind_sign(signer, encoded))


def fill(stores: Stores, wave: str, band: str, plaintext: bytes, count: int) -> None:
    """So many sealed ballots in the box, each with its permit, whatever became of the codes."""
    signer = signer_of(stores, wave, band)
    with stores.write("box") as box:
        public = keys.public_key(box, wave)
        for one in _tokens(count):
            sealed = sealing.seal_ballot(public, wave=wave, band=band, proof=one.proof, plaintext=plaintext)
            where = {"tag": one.tag, "wave": wave, "band": band}
            deposit(box, **where, sealed=sealed, permit=permit(signer, one.message))


def _tokens(count: int) -> Iterator[tokens.Token]:
    return (tokens.token(tokens.new_seed()) for _ in range(count))
