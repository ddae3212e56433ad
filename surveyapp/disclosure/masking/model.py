"""What a mask covers: a stretch of a comment, the role that stands in for it, and what gave it away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What stands in place of what was masked, as ``[sister]``."""

    NAME = "name"
    CHILD = "child"
    SISTER = "sister"
    BROTHER = "brother"
    FAMILY = "family"
    CARER = "carer"
    WORKER = "worker"
    FRIEND = "friend"
    TEACHER = "teacher"
    SCHOOL = "school"
    TOWN = "town"
    PLACE = "place"
    ADDRESS = "address"
    PHONE = "phone"
    POSTCODE = "postcode"
    EMAIL = "email"
    HANDLE = "handle"
    LINK = "link"
    DATE = "date"


class Source(StrEnum):
    """Why something was marked: a list of names, how it is written, the words before it, or that it is no English."""

    AUTHORITY = "authority"
    NAMES = "names"
    PATTERN = "pattern"
    CUE = "cue"
    CAPITAL = "capital"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` up to ``end`` of a comment."""

    start: int
    end: int
    role: Role
    source: Source
