"""Used codes that have no ballot: a few never arrive, many mean that ballots were lost or taken away."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveyapp.box import ballots
from surveyapp.fieldwork import counts

FEW, IN = 5, 20
"""Fewer than this many, or no more than one of so many used codes, are what a wave of tablets leaves behind."""


def missing(registry: Session, box: Session, wave: str) -> int:
    """How many of the wave's used codes have no ballot in the box, in all its bands."""
    used = counts.completed(registry, wave)
    return max(sum(used.values()) - sum(ballots.count(box, wave).values()), 0)


def unusual(n: int, *, used: int) -> bool:
    """Whether so many are more than tablets that were put away before they had sent explain."""
    return n >= FEW and n * IN > used


def told(n: int) -> str:
    """So many, and what is normal, for who has just opened the box."""
    if not n:
        return "Every used code has a ballot."
    return (
        f"{n} used {'code has' if n == 1 else 'codes have'} no ballot. A few are normal: tablets that were put away "
        "before they had sent. If they are many, ask which tablets were never online again, and who may write into the "
        "box, before anything is released."
    )
