"""A box is opened with one set of ballots: opened with two, what the results differ by is the answers of a few."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from surveyapp.box.ballots import Sealed, digest
from surveyapp.box.models import CarriedAway


class CarriedBefore(Exception):
    """The box was taken to another machine with other ballots in it. Nothing was opened or written."""

    def __init__(self, wave: str) -> None:
        super().__init__(
            f"The box of {wave} was exported before, with other ballots in it. If that file was opened, or may have "
            "been, import what was found; ballots that came since stay sealed, because two results of one box, one "
            "taken from the other, lay open what a single child said. Only if nobody ever opened that file: destroy "
            f"it, then `surveyapp box take-back {wave}`. Nothing was opened or written."
        )
        self.wave = wave


def carry_away(session: Session, wave: str, ballots: Sequence[Sealed]) -> None:
    """Keep which ballots leave. Raises CarriedBefore where others left before."""
    assert_same(session, wave, ballots)
    session.merge(CarriedAway(wave=wave, digest=digest(ballots)))


def assert_same(session: Session, wave: str, ballots: Sequence[Sealed]) -> None:
    """Raise CarriedBefore if the box was carried away with other ballots than these."""
    before = session.get(CarriedAway, wave)
    if before is not None and before.digest != digest(ballots):
        raise CarriedBefore(wave)


def is_away(session: Session, wave: str) -> bool:
    """Whether the box was carried away, and nobody has said that the file was never opened."""
    return session.get(CarriedAway, wave) is not None


def take_back(session: Session, wave: str) -> bool:
    """Forget that the box was carried away; False where it never was. Only for a file that nobody has opened."""
    gone = delete(CarriedAway).where(CarriedAway.wave == wave).returning(CarriedAway.wave)
    return session.scalar(gone) is not None
