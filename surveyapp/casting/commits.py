"""Casting a ballot whose answers came unsealed: the same two steps, taken in memory on the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.box.custody import WaveWithoutKeys
from surveyapp.box.deposit import Deposited
from surveyapp.box.gate import BoxNotReady
from surveyapp.box.issuers import IssuerMissing
from surveyapp.casting.depositing import deposit
from surveyapp.casting.issuing import ForeignSubmission, issue, make_missing
from surveyapp.db.engines import Stores


@dataclass(frozen=True, slots=True)
class Submission:
    """What one child sends. ``seed`` was made at the start, so that a second try is the same submission."""

    wave: str
    band: str
    code_digest: bytes = field(repr=False)
    seed: bytes = field(repr=False)
    plaintext: bytes = field(repr=False)


def cast(stores: Stores, submission: Submission) -> Deposited:
    """Seal in memory, spend the code and commit, deposit the ballot and commit; both are done when this returns.

    Raises what ``issue`` and ``deposit`` raise (WaveClosed also when the box was opened in between), and BoxNotReady.
    """
    wave, band, seed = submission.wave, submission.band, submission.seed
    n = _modulus(stores, wave, band)
    sealed = _seal(stores, submission)
    signature = issue(stores, submission.code_digest, tokens.blinded(seed, n), of=(wave, band))
    token, message = tokens.signed(seed, n, signature), tokens.token(seed).message
    return deposit(stores, wave, band, message, token, sealed)


def _modulus(stores: Stores, wave: str, band: str) -> int:
    """The public half of the issuer key, made if this wave has none yet."""
    for attempt in (1, 2):
        try:
            with stores.read("box") as box:
                return issuers.public(box, wave, band)
        except IssuerMissing:
            if attempt == 1:
                make_missing(stores, wave)
    raise ForeignSubmission


def _seal(stores: Stores, submission: Submission) -> bytes:
    try:
        with stores.read("box") as box:
            public = keys.public_key(box, submission.wave)
    except WaveWithoutKeys as error:
        raise BoxNotReady(submission.wave) from error
    return sealing.seal(public, wave=submission.wave, band=submission.band, plaintext=submission.plaintext)
