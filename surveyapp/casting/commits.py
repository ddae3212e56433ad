"""Casting a ballot whose answers came unsealed: the same two steps, taken in memory on the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyapp.box import sealing, tokens
from surveyapp.box.custody import KeysExchanged, WaveWithoutKeys
from surveyapp.box.deposit import Deposited
from surveyapp.box.gate import BoxNotReady
from surveyapp.casting.depositing import deposit
from surveyapp.casting.issuing import ForeignSubmission, issue
from surveyapp.casting.manifest import Manifest, manifest
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

    Raises what ``issue`` and ``deposit`` raise (WaveClosed also when the box was opened in between), and BoxNotReady
    (also where the box holds other keys than the cards vouch for).
    """
    wave, band, seed = submission.wave, submission.band, submission.seed
    told, its = _manifest(stores, wave), tokens.token(seed)
    if band not in told.moduli:
        raise ForeignSubmission
    n = told.moduli[band]
    sealed = sealing.seal_ballot(told.public, wave=wave, band=band, proof=its.proof, plaintext=submission.plaintext)
    signature = issue(stores, submission.code_digest, tokens.blinded(seed, n), of=(wave, band))
    return deposit(stores, wave, band, its.message, tokens.signed(seed, n, signature), sealed)


def _manifest(stores: Stores, wave: str) -> Manifest:
    """What the wave's cards vouch for, of which nothing is taken that they do not."""
    try:
        return manifest(stores, wave)
    except (WaveWithoutKeys, KeysExchanged) as error:
        raise BoxNotReady(wave) from error
