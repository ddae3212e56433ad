"""Many children's ballots at the price of their writes: keys are read once, a signature is not blinded first.

Every row is what ``surveyapp.casting.cast`` writes, in the same order; a code's row keeps another blinded value than
the child's device would have made, so that nothing cast here can be sent a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from builders.permits import permit, signer_of

from surveyapp.box import blindsignatures, keys, sealing, tokens
from surveyapp.box.blindsignatures import SALT_SIZE
from surveyapp.box.deposit import Deposited, deposit
from surveyapp.casting import Submission
from surveyapp.db.engines import Asked, Stores
from surveyapp.fieldwork import codes


@dataclass(frozen=True)
class _Writes:
    """What one submission writes in the registry, and what in the box."""

    spend: Callable[[Asked], object]
    deposit: Callable[[Asked], Deposited]


def together(stores: Stores, submissions: Iterable[Submission]) -> list[Deposited]:
    """All of them in one commit of the registry and one of the box."""
    ready = list(_ready(stores, submissions))
    with stores.change("fieldwork") as registry:
        for one in ready:
            one.spend(registry)
    with stores.change("box") as box:
        return [one.deposit(box) for one in ready]


def one_by_one(stores: Stores, submissions: Iterable[Submission]) -> list[Deposited]:
    """Each in two commits of its own, before the next one begins."""
    stored = []
    for one in _ready(stores, submissions):
        with stores.change("fieldwork") as registry:
            one.spend(registry)
        with stores.change("box") as box:
            stored.append(one.deposit(box))
    return stored


def _ready(stores: Stores, submissions: Iterable[Submission]) -> Iterator[_Writes]:
    made = list(submissions)
    places = {(one.wave, one.band) for one in made}
    signers = {place: signer_of(stores, *place) for place in places}
    with stores.read("box") as box:
        publics = {wave: keys.public_key(box, wave) for wave, _band in places}
    return (_writes(one, signers[one.wave, one.band], publics[one.wave]) for one in made)


def _writes(one: Submission, signer: blindsignatures.Signer, public: bytes) -> _Writes:
    its, place = tokens.token(one.seed), {"wave": one.wave, "band": one.band}
    blinded = blindsignatures.blind(signer.n, its.message, salt=bytes(SALT_SIZE), r=1)
    ballot = {
        "tag": its.tag,
        "sealed": sealing.seal_ballot(public, **place, proof=its.proof, plaintext=one.plaintext),
        "permit": permit(signer, its.message),
    }
    return _Writes(
        partial(codes.spend, digest=one.code_digest, blinded=blinded),
        partial(deposit, **place, **ballot),
    )
