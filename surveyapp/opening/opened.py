"""One child's answers between the box and the results: in memory only."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import permits, sealing
from surveyapp.box.ballots import Sealed
from surveyapp.box.permits import Issuers
from surveyapp.definition.answers import unpack
from surveyapp.definition.ballots import BallotRejected, decode_ballot
from surveyapp.definition.model import Answer, Instrument


@dataclass(frozen=True, slots=True)
class Opened:
    """What one ballot held. ``band`` is that of the instrument answered, which a card may choose apart from age."""

    band: str
    answers: Mapping[str, Answer] = field(repr=False)
    comments: Mapping[str, str] = field(repr=False)


class Refused(StrEnum):
    """Why a ballot does not count: it cannot be read or is not valid, or nobody with a code had it let in."""

    BAD = "bad"
    UNPERMITTED = "unpermitted"


Instruments = Callable[[str], Instrument]
"""The instrument of a fingerprint; KeyError where the wave has none such."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ballot must fit to count: its wave, the instruments, and who signs permits.

    A ballot counts for the instrument that cards of its band carry (``cards``): otherwise the cards of one band could
    fill another with empty ballots, among which a single child's answers stand alone. ``issuers`` is None for a wave
    that began before permits were kept; of any other no ballot counts without one.
    """

    wave: str
    find: Instruments
    cards: Container[tuple[str, str]]
    issuers: Issuers | None


def unseal_each(
    ballots: Iterable[Sealed], private: ec.EllipticCurvePrivateKey, terms: Terms
) -> Iterator[tuple[Sealed, Opened | Refused]]:
    """Each ballot and what it held, or why it does not count.

    No two ballots are sealed alike, since each draws a key of its own (RFC 9180), and no two have one permit: who
    copies one in the box, so that a single child's answers pass for those of ten, has added nothing.
    """
    counted: set[bytes] = set()
    for ballot in ballots:
        found = _unseal(ballot, private, terms)
        once = ballot.sealed if ballot.permit is None else ballot.permit.message
        if isinstance(found, Opened) and once in counted:
            found = Refused.BAD
        if isinstance(found, Opened):
            counted.add(once)
        yield ballot, found


def _unseal(ballot: Sealed, private: ec.EllipticCurvePrivateKey, terms: Terms) -> Opened | Refused:
    """What the ballot held, if it has its permit and is valid for one of the wave's instruments."""
    try:
        plaintext = _plaintext(ballot, private, terms)
        if plaintext is None:
            return Refused.UNPERMITTED
        valid = decode_ballot(terms.find, plaintext)
    except (sealing.BallotUnreadable, BallotRejected):
        return Refused.BAD
    if (ballot.band, valid.instrument.fingerprint) not in terms.cards:
        return Refused.BAD
    return Opened(valid.instrument.band.id, unpack(valid.instrument, valid.row), valid.comments)


def _plaintext(ballot: Sealed, private: ec.EllipticCurvePrivateKey, terms: Terms) -> bytes | None:
    """The ballot's plaintext; None without a valid permit. Raises BallotUnreadable."""
    if terms.issuers is None:
        return _unasked(ballot, private, terms.wave)
    if ballot.permit is None:
        return None
    proof, plaintext = sealing.unseal_ballot(private, wave=terms.wave, band=ballot.band, sealed=ballot.sealed)
    return plaintext if permits.admits(ballot.permit, terms.issuers, band=ballot.band, proof=proof) else None


def _unasked(ballot: Sealed, private: ec.EllipticCurvePrivateKey, wave: str) -> bytes:
    """The plaintext in a wave that asks for no permit, sealed by this version of the program or by an earlier one."""
    try:
        return sealing.unseal_ballot(private, wave=wave, band=ballot.band, sealed=ballot.sealed)[1]
    except sealing.BallotUnreadable:
        return sealing.unseal(private, wave=wave, band=ballot.band, sealed=ballot.sealed)
