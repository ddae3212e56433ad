"""What a wave of ballots opened together is called, and how long it may be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from surveyapp.definition.model import Bank
from surveyapp.fieldwork import pools, waves
from surveyapp.fieldwork.models import Wave
from surveyapp.fieldwork.pools import Kind
from surveyapp.fieldwork.together import Members
from surveyapp.results import store

LONGEST = 200


def title(registry: Session, bank: Bank, authority: str, members: Members) -> str:
    """A title such as "Care leavers: 2025 and 2026 together"; of partners their councils in place of the years."""
    councils = {one.id: one.title for one in waves.authorities(registry)}
    found = [waves.find(registry, wave) for wave in {wave for wave, _ in members}]
    partners = pools.kind_of(registry, authority) is Kind.PARTNERS
    names = sorted(councils[one.authority] if partners else str(one.year) for one in found)
    asked = {band for _, band in members}
    bands = (one.title for band, one in bank.bands.items() if band in asked)
    return f"{_listed(bands)}: {_listed(names)} together"[:LONGEST]


def name(registry: Session, results: Session, authority: str, members: Members) -> str:
    """An id that no wave has."""
    year = max(waves.find(registry, wave).year for wave, _ in members)
    first = f"{authority[:40].rstrip('-')}-together-{year}"
    some = (first, *(f"{first}-{number}" for number in range(2, 1000)))
    free = (one for one in some if registry.get(Wave, one) is None and store.opening_of(results, one) is None)
    return next(free)


def keep_until(results: Session, members: Members) -> date:
    """The day on which the first member's answers go: no child's are kept longer than was promised."""
    found = (store.opening_of(results, wave) for wave, _ in members)
    return min(one.keep_until for one in found if one is not None)


def _listed(names: Iterable[str]) -> str:
    found = tuple(dict.fromkeys(names))
    return " and ".join((", ".join(found[:-1]), found[-1])) if found[1:] else "".join(found)
