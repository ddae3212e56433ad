"""A council with a wave, its bands and teams, with defaults for all that a test does not speak of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from surveyapp.fieldwork import cohorts, custodians, waves
from surveyapp.fieldwork.models import Wave
from surveyapp.fieldwork.waves import BandPlan, WavePlan

PEPPER = bytes(range(32))
INSTRUMENTS = {"4-7": "4" * 64, "8-11": "8" * 64, "11-18": "a" * 64, "leavers": "c" * 64}
NAMES = ("Ada Custodian", "Ben Custodian", "Cy Outside")
FIRST, LAST = date(2026, 3, 2), date(2026, 4, 13)


def draft(
    session: Session,
    wave: str = "northvale-2026",
    *,
    authority: str = "northvale",
    eligible: Mapping[str, int] = {"8-11": 20},
    trial: bool = False,
    starts_on: date = FIRST,
) -> Wave:
    """A draft wave whose bands each have one team, "North", and three named custodians."""
    waves.add_authority(session, authority, authority.title())
    bands = tuple(BandPlan(band, INSTRUMENTS[band]) for band in eligible)
    plan = WavePlan(wave, authority, "Your life", starts_on.year, starts_on, LAST.replace(starts_on.year), bands, trial)
    made = waves.create(session, plan)
    for band, n in eligible.items():
        cohorts.set_eligible(session, wave, band=band, team="North", eligible=n)
    custodians.name_custodians(session, wave, NAMES)
    return made


def opened(session: Session, wave: str = "northvale-2026", **choices: object) -> Wave:
    """The same wave, proved and open."""
    made = draft(session, wave, **choices)  # type: ignore[arg-type]  # the draft's own choices, handed on
    for name in NAMES:
        custodians.prove(session, wave, name)
    return waves.open_wave(session, wave, day=made.starts_on)


def stratum(session: Session, wave: str = "northvale-2026") -> int:
    """The id of the wave's first band and team."""
    return cohorts.strata(session, wave)[0].id
