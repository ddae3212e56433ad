"""What waits and is enough, as one wave to be: its members, its surveys in common, its eligible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from surveyapp.box.permits import Issuers
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Bank, Instrument
from surveyapp.fieldwork import breakdowns, codes, cohorts, together, waves
from surveyapp.fieldwork.together import Members
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.narrowing import narrowed
from surveyapp.opening.versions import in_common, left_out


@dataclass(frozen=True, slots=True)
class Joined:
    """Bands of several waves that are to be one wave. ``own`` are the surveys of each member, ``plan`` has what they
    all ask; ``left_out`` is what they do not. ``issuers``: who signed the permits of each member (see ``Plan``).
    """

    members: tuple[tuple[str, str], ...]
    own: Mapping[tuple[str, str], Instrument]
    cards: Mapping[str, frozenset[tuple[str, str]]]
    plan: Plan
    left_out: tuple[str, ...]
    issuers: Mapping[str, Issuers | None] = field(default_factory=dict)

    @property
    def waves(self) -> tuple[str, ...]:
        """The members' waves, each once."""
        return tuple(sorted({wave for wave, _ in self.members}))

    def bands(self, wave: str) -> tuple[str, ...]:
        """The bands of one member that are opened."""
        return tuple(band for one, band in self.members if one == wave)


def join(registry: Session, catalogue: Catalogue, members: Members) -> Joined:
    """These waves and bands as one wave. Raises UnknownInstrument."""
    own = {(wave, band): catalogue.find(_asked(registry, wave, band)) for wave, band in members}
    common = dict(_in_common(registry, catalogue.bank, own))
    shown = breakdowns.of_all(waves.find(registry, wave) for wave in {wave for wave, _ in members})
    bank = narrowed(catalogue.bank, shown)
    return Joined(
        members=tuple(members),
        own=own,
        cards={wave: codes.versions(registry, wave) for wave, _ in members},
        plan=Plan(common, together.neighbours(registry, members), bank, _eligible(registry, members)),
        left_out=tuple(
            sorted(frozenset().union(*(left_out(one, _versions(own, band)) for band, one in common.items())))
        ),
    )


def _in_common(
    registry: Session, bank: Bank, own: Mapping[tuple[str, str], Instrument]
) -> Iterable[tuple[str, Instrument]]:
    for band in bank.bands:
        versions = _versions(own, band)
        if versions:
            lead = together.lead(registry, own.keys(), band).instrument
            first = next(one for one in versions if one.fingerprint == lead)
            yield band, in_common(first, versions)


def _versions(own: Mapping[tuple[str, str], Instrument], band: str) -> tuple[Instrument, ...]:
    return tuple({one.fingerprint: one for (_, here), one in own.items() if here == band}.values())


def _asked(registry: Session, wave: str, band: str) -> str:
    return next(one.instrument for one in waves.bands(registry, wave) if one.band == band)


def _eligible(registry: Session, members: Members) -> Eligible:
    given = cohorts.by_breakdown_of(registry, members, wave="")
    groups = {(one.band, one.breakdown, one.value): one.n for one in given}
    return Eligible(together.added(registry, members, cohorts.eligible), groups)
