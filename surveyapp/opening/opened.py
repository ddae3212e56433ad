"""One child's answers between the box and the results: in memory only."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
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


def unseal_all(
    ballots: Iterable[Sealed],
    private: ec.EllipticCurvePrivateKey,
    *,
    wave: str,
    find: Callable[[str], Instrument],
    cards: Container[tuple[str, str]],
) -> tuple[tuple[Opened, ...], int]:
    """Every ballot that opens and is valid for one of the wave's instruments, and how many were not.

    A ballot counts for the instrument that cards of its band carry (``cards``): otherwise the cards of one band could
    fill another with empty ballots, among which a single child's answers stand alone.
    """
    opened: list[Opened] = []
    bad = 0
    for ballot in ballots:
        try:
            plaintext = sealing.unseal(private, wave=wave, band=ballot.band, sealed=ballot.sealed)
            valid = decode_ballot(find, plaintext)
        except (sealing.BallotUnreadable, BallotRejected):
            bad += 1
            continue
        if (ballot.band, valid.instrument.fingerprint) not in cards:
            bad += 1
            continue
        opened.append(Opened(valid.instrument.band.id, unpack(valid.instrument, valid.row), valid.comments))
    return tuple(opened), bad
