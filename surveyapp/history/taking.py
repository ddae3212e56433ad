"""Comparators of a programme taken in by the council they were made for, and read again for its next release."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.disclosure.policy import STANDARD, Policy
from surveyapp.history.comparators import Comparators, Round, decode, encode, too_near
from surveyapp.history.models import TakenComparators
from surveyapp.signing import files
from surveyapp.signing.files import Signed
from surveyapp.signing.keys import aloud, same_aloud


class KeyNotCompared(Exception):
    """Nobody has compared this programme's key yet."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"This file is signed with the key {aloud(key)}. Ring the programme, have them read out "
            "`surveyapp programme key`, and give what they read with --key."
        )


class OtherKey(Exception):
    """The file is signed with another key than the programme's."""

    def __init__(self, key: str, wanted: str) -> None:
        super().__init__(
            f"This file is signed with the key {aloud(key)}, and the programme's is {wanted}. Nothing was taken in."
        )


class ForAnotherAuthority(Exception):
    """The file was made for another authority, which is left out of it; this one may be in it."""

    def __init__(self, authority: str) -> None:
        self.authority = authority
        super().__init__(
            f"This file was made for {authority}. It leaves out {authority} and not you. Nothing was taken in."
        )


class OlderRound(Exception):
    """A round of this number or a later one was taken in before."""

    def __init__(self, number: int, newest: int) -> None:
        self.number, self.newest = number, newest
        super().__init__(f"This is round {number}; round {newest} was taken in before. Nothing was taken in.")


class TooNear(Exception):
    """The file differs from one that was taken in before by so few councils that somebody could subtract them."""

    def __init__(self, indicator: str, number: int) -> None:
        self.number = number
        super().__init__(
            f"For {indicator} this file differs from that of round {number} by one or two councils. Subtracting one "
            "from the other would give their figures. Nothing was taken in; tell the programme."
        )


class RoundUnknown(LookupError):
    """The authority has taken in no such file."""


def take_in(
    session: Session, authority: str, signed: Signed, *, told: str, by: str, on: date, policy: Policy = STANDARD
) -> Comparators:
    """Keep a round. ``told`` is what the programme read aloud of its key; it may be left out from the second round on.

    Raises KeyNotCompared, OtherKey, ForAnotherAuthority, OlderRound, TooNear, ComparatorsUnfit.
    """
    found, before = decode(signed.content, policy), taken(session, authority)
    _check_key(signed.key, told, before)
    if found.authority != authority:
        raise ForAnotherAuthority(found.authority)
    if before and found.number <= before[-1].comparators.number:
        raise OlderRound(found.number, before[-1].comparators.number)
    for earlier in before:
        for one, _ in too_near(found.figures, earlier.comparators.figures, policy):
            raise TooNear(one.indicator, earlier.comparators.number)
    document = files.canonical(encode(found)).decode()
    session.add(
        TakenComparators(
            authority=authority,
            digest=signed.digest,
            number=found.number,
            key=signed.key,
            brought_by=by[:100],
            brought_on=on,
            document=document,
        )
    )
    session.flush()
    return found


def taken(session: Session, authority: str) -> tuple[Round, ...]:
    """Every round that was taken in, the first first."""
    mine = select(TakenComparators).where(TakenComparators.authority == authority).order_by(TakenComparators.number)
    return tuple(
        Round(decode(json.loads(row.document)), row.key, row.digest, row.brought_by, row.brought_on, row.set_aside_on)
        for row in session.scalars(mine)
    )


def set_aside(session: Session, authority: str, digest: str, *, on: date | None) -> None:
    """Keep a round out of new releases from a day on; None lets it in again. Raises RoundUnknown.

    It is not deleted: the next round is held against it, as somebody may have kept what it showed.
    """
    found = session.get(TakenComparators, (authority, digest))
    if found is None:
        raise RoundUnknown(digest)
    found.set_aside_on = on
    session.flush()


def _check_key(key: str, told: str, before: tuple[Round, ...]) -> None:
    """The programme's key is what was read aloud, and the one of all rounds before."""
    if told and not same_aloud(key, told):
        raise OtherKey(key, told)
    if before and before[-1].key != key:
        raise OtherKey(key, aloud(before[-1].key))
    if not before and not told:
        raise KeyNotCompared(key)
