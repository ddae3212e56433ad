"""One child's answers between the box and the results: in memory only."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import sealing
from surveyapp.box.ballots import Sealed
from surveyapp.definition.answers import unpack
from surveyapp.definition.ballots import BallotRejected, decode_ballot
from surveyapp.definition.model import Answer, Instrument


@dataclass(frozen=True, slots=True)
class Opened:
    """What one ballot held. ``band`` is that of the instrument answered, which a card may choose apart from age."""

    band: str
    answers: Mapping[str, Answer] = field(repr=False)
    comments: Mapping[str, str] = field(repr=False)


Instruments = Callable[[str], Instrument]
"""The instrument of a fingerprint; KeyError where the wave has none such."""


def unseal_all(
    ballots: Iterable[Sealed],
    private: ec.EllipticCurvePrivateKey,
    *,
    wave: str,
    find: Instruments,
    cards: Container[tuple[str, str]],
) -> tuple[tuple[Opened, ...], int]:
    """Every ballot that opens and is valid for one of the wave's instruments, and how many were not."""
    found = [one for _, one in unseal_each(ballots, private, wave=wave, find=find, cards=cards)]
    opened = tuple(one for one in found if one is not None)
    return opened, len(found) - len(opened)


def unseal_each(
    ballots: Iterable[Sealed],
    private: ec.EllipticCurvePrivateKey,
    *,
    wave: str,
    find: Instruments,
    cards: Container[tuple[str, str]],
) -> Iterator[tuple[Sealed, Opened | None]]:
    """Each ballot and what it held; None where it does not count.

    No two ballots are sealed alike, since each draws a key of its own (RFC 9180): who copies one in the box, so that a
    single child's answers pass for those of ten, has added nothing.
    """
    seen: set[bytes] = set()
    for ballot in ballots:
        copied = ballot.sealed in seen
        seen.add(ballot.sealed)
        yield ballot, None if copied else _unseal(ballot, private, wave=wave, find=find, cards=cards)


def _unseal(
    ballot: Sealed,
    private: ec.EllipticCurvePrivateKey,
    *,
    wave: str,
    find: Instruments,
    cards: Container[tuple[str, str]],
) -> Opened | None:
    """What the ballot held, if it opens and is valid for one of the wave's instruments.

    A ballot counts for the instrument that cards of its band carry (``cards``): otherwise the cards of one band could
    fill another with empty ballots, among which a single child's answers stand alone.
    """
    try:
        plaintext = sealing.unseal(private, wave=wave, band=ballot.band, sealed=ballot.sealed)
        valid = decode_ballot(find, plaintext)
    except (sealing.BallotUnreadable, BallotRejected):
        return None
    if (ballot.band, valid.instrument.fingerprint) not in cards:
        return None
    return Opened(valid.instrument.band.id, unpack(valid.instrument, valid.row), valid.comments)
