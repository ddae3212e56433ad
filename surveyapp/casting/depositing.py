"""The second half of casting: a sealed ballot with a signed token goes into the box. The registry is not asked."""

from __future__ import annotations

from surveyapp.box import known, sealing, tokens
from surveyapp.box.blindsignatures import NotSigned
from surveyapp.box.deposit import Deposited
from surveyapp.box.deposit import deposit as put
from surveyapp.box.gate import BoxOpened
from surveyapp.box.issuers import IssuerMissing
from surveyapp.box.permits import Permit
from surveyapp.db.engines import Stores
from surveyapp.fieldwork.errors import WaveClosed


def deposit(stores: Stores, wave: str, band: str, message: bytes, token: bytes, sealed: bytes) -> Deposited:
    """Put the ballot in the box unless one with this token is there, and commit; sealed again it is the same ballot.

    Raises NotSigned, BallotUnfit (it cannot have been sealed for any box) and WaveClosed (the box was opened).
    """
    sealing.assert_sealed(sealed)
    try:
        known.assert_signed(stores, wave, band, message, token)
        with stores.change("box") as box:
            return put(box, tag=tokens.tag(message), wave=wave, band=band, sealed=sealed, permit=Permit(message, token))
    except IssuerMissing as error:
        raise NotSigned from error
    except BoxOpened as error:
        raise WaveClosed from error
