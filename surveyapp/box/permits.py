"""Permits: the token by which a ballot was let in, kept with it, so that its opening need not take the box's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveyapp.box import blindsignatures, tokens
from surveyapp.box.blindsignatures import NotSigned

Issuers = Mapping[str, int]
"""Each band's modulus, as the wave's cards vouch for it."""


@dataclass(frozen=True, slots=True)
class Permit:
    """A message, and the signature that its band's issuer gave for it, unseen, to who had a code (RFC 9474)."""

    message: bytes
    token: bytes


def admits(permit: Permit, issuers: Issuers, *, band: str, proof: bytes) -> bool:
    """Whether this band's issuer signed the permit, and whoever had it signed sealed this proof into the ballot.

    The signature alone would leave room for another ballot beside an honest child's permit; the proof can be read by
    nobody but those who open the box.
    """
    if band not in issuers or tokens.message_of(proof) != permit.message:
        return False
    try:
        blindsignatures.verify(issuers[band], permit.message, permit.token)
    except NotSigned:
        return False
    return True
