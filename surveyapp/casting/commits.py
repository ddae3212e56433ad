"""Spending a code, then depositing its ballot: a retry at any point ends in exactly one ballot."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyapp.box import keys, sealing, tokens
from surveyapp.box.deposit import Deposited, deposit
from surveyapp.box.gate import BoxOpened
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.errors import WaveClosed


@dataclass(frozen=True, slots=True)
class Submission:
    """What one child sends. ``seed`` was made at the start, so that a second try is the same submission."""

    wave: str
    band: str
    code_digest: bytes = field(repr=False)
    seed: bytes = field(repr=False)
    plaintext: bytes = field(repr=False)


class ForeignSubmission(Exception):
    """The code is not of the wave and band that the answers were given for; it was not used up."""


def cast(stores: Stores, submission: Submission) -> Deposited:
    """Seal in memory, spend the code and commit, deposit the ballot and commit; both are done when this returns.

    Raises what ``codes.spend`` raises (WaveClosed also when the box was opened in between), and ForeignSubmission.
    """
    token = tokens.token(submission.seed)
    sealed = _seal(stores, submission)
    with stores.write("fieldwork") as registry:
        admission = codes.spend(registry, submission.code_digest, blinded=token.spent_for)
        if (admission.wave, admission.band) != (submission.wave, submission.band):
            raise ForeignSubmission
    try:
        with stores.write("box") as box:
            return deposit(box, tag=token.tag, wave=submission.wave, band=submission.band, sealed=sealed)
    except BoxOpened as error:
        raise WaveClosed from error


def _seal(stores: Stores, submission: Submission) -> bytes:
    with stores.read("box") as box:
        public = keys.public_key(box, submission.wave)
    return sealing.seal(public, wave=submission.wave, band=submission.band, plaintext=submission.plaintext)
