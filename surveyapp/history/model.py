"""A figure that was printed before this system was there, as it is brought in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EVERYBODY = "all"
"""The band of a figure for all ages together."""


class Kind(StrEnum):
    """What a figure tells: what children said, or how many answered."""

    RESULT = "result"
    RESPONSE = "response"


class Wording(StrEnum):
    """Whether the question was ours, word for word; where nobody knows, it is treated as another one."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Earlier:
    """One printed figure.

    ``positive`` of ``base`` answered so; in a response, ``positive`` of ``eligible`` answered at all, and ``indicator``
    is "". ``percent`` is from 0 to 100, as it was printed. ``indicator`` is an id of the bank or free text, ``band`` an
    id of the bank, "all", or free text. ``own``: of this authority, not of others. ``context_only``: something is
    missing for more (a count, a base, a known indicator or band), so it is never compared and never one of our results.
    """

    kind: Kind
    place: str
    year: int
    band: str
    indicator: str
    positive: int | None = None
    base: int | None = None
    percent: float | None = None
    eligible: int | None = None
    wording: Wording = Wording.UNKNOWN
    note: str = ""
    source: str = ""
    own: bool = False
    context_only: bool = True
