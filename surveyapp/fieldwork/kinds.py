"""The few fixed words that the fieldwork store keeps, and how a column of them is made."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Enum


class State(StrEnum):
    """Where a wave is on its way."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    OPENED = "opened"
    RELEASED = "released"


class CodeState(StrEnum):
    """What has become of an access code."""

    FRESH = "fresh"
    SPENT = "spent"
    VOID = "void"


class Outcome(StrEnum):
    """Why an eligible child did not answer."""

    REFUSED = "refused"
    UNABLE = "unable"
    NO_LONGER_ELIGIBLE = "no_longer_eligible"
    NOT_REACHED = "not_reached"


class Term(StrEnum):
    """What an authority may call by its own words on the panel's pages."""

    IN_CARE = "in_care"
    LEAVERS = "leavers"


class Proof(StrEnum):
    """When a custodian last showed, by opening a canary ballot, that their phrase works."""

    NEVER = "never"
    START = "start"
    MIDWAY = "midway"


def words(kind: type[StrEnum], name: str) -> Enum:
    """A column of a few fixed words, which the database checks."""
    values = [word.value for word in kind]
    return Enum(
        kind, name=name, native_enum=False, create_constraint=True, length=20, values_callable=lambda _kind: values
    )
