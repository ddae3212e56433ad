"""Small groups of several waves that are counted together, and those that still wait to be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One of the waves whose small bands are counted here, and whose it was; how many it brought is never said."""

    wave: str
    title: str
    year: int
    authority: str
    authority_title: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An indicator that was not asked in the same words in every wave, so that it is not counted together."""

    id: str
    domain: str
    title: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A band whose answers are kept sealed, to be counted together with others.

    ``partnership`` names the councils it is counted with; "" where it is counted with the next wave.
    """

    band: str
    partnership: str = ""
