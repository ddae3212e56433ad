"""Councils over some years for laws of pooling: ballots sealed straight into the box, so that a year costs little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from builders.opening import SAFE
from builders.permits import fill
from builders.wave import CHEAP, NAMES, catalogue
from sqlalchemy import update

from surveyapp.casting import custody
from surveyapp.config import Settings
from surveyapp.db import migrate
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.fieldwork import codes, cohorts, waves
from surveyapp.fieldwork.models import AccessCode, CodeState
from surveyapp.fieldwork.waves import BandPlan, WavePlan

BANDS = ("8-11", "11-18", "leavers")
KNOWN = catalogue(*BANDS)


@dataclass(frozen=True)
class Year:
    """A closed wave of a council: how many of each band answered, and where its small bands wait."""

    wave: str
    authority: str
    answers: Mapping[str, int]
    phrases: Mapping[str, str]

    def quorum(self) -> dict[str, str]:
        """Two custodians' phrases."""
        return {name: self.phrases[name] for name in NAMES[:2]}


def year_of(
    stores: Stores, settings: Settings, year: int, answers: Mapping[str, int], *, authority: str, pool: str | None
) -> Year:
    """A closed wave whose children all answered alike."""
    wave = f"{authority}-{year}"
    beside = {"8-11": "11-18", "11-18": "8-11"}
    bands = tuple(
        BandPlan(band, KNOWN.version(band, "2024").fingerprint, it if (it := beside.get(band)) in answers else None)
        for band in answers
    )
    days = (date(year, 3, 2), date(year, 4, 13))
    with stores.write("fieldwork") as registry:
        waves.add_authority(registry, authority, authority.capitalize())
        waves.create(registry, WavePlan(wave, authority, wave, year, *days, bands, pool=pool))
        for band in answers:
            cohorts.set_eligible(registry, wave, band=band, team="North", eligible=20)
    phrases = custody.keep(stores, wave, NAMES, cost=CHEAP)
    custody.prove(stores, wave, phrases)
    custody.start(stores, settings.instance, wave, day=days[0])
    with stores.write("fieldwork") as registry:
        for one in cohorts.strata(registry, wave):
            asked = KNOWN.version(one.band, "2024").fingerprint
            codes.issue(
                registry, pepper=settings.pepper, stratum=one.id, instrument=asked, count=answers[one.band] or 1
            )
            if answers[one.band]:
                registry.execute(update(AccessCode).where(AccessCode.stratum == one.id).values(state=CodeState.SPENT))
        waves.start_closing(registry, wave)
        waves.close_wave(registry, wave, day=days[1])
    _fill(stores, wave, answers)
    return Year(wave, authority, answers, phrases)


def _fill(stores: Stores, wave: str, answers: Mapping[str, int]) -> None:
    for band, n in answers.items():
        fill(stores, wave, band, encode_ballot(KNOWN.version(band, "2024"), {SAFE: "always"}, 4096), n)


def emptied(stores: Stores) -> None:
    """The same installation without a row in it."""
    for store in ("results", "box", "fieldwork"):
        with stores.write(store) as session:
            for metadata in migrate.tables(store):
                for table in reversed(metadata.sorted_tables):
                    session.execute(table.delete())
