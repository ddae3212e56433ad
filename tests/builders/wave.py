"""A whole small wave through the real path: keys, codes, casting, close; with cheap phrases and small surveys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from builders import casts
from builders import definition as make
from builders import opening as council
from sqlalchemy import delete, select

from surveyapp.box.statekeys import StateKeys
from surveyapp.box.wrapping import Cost
from surveyapp.casting import Deposited, Submission, cast, custody, new_seed
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Answer
from surveyapp.fieldwork import codes, cohorts, vouching, waves
from surveyapp.fieldwork.models import ManifestSeal, Wave, WaveManifest
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.opening import OpeningReport, open_wave
from surveyapp.results.queries import counts

WAVE, TODAY = "northvale-2026", date(2026, 3, 2)
OPENED_ON = date(2026, 4, 20)
NAMES = ("Ada", "Ben", "Cy")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


def catalogue(*bands: str) -> Catalogue:
    """Small surveys of these bands."""
    chosen = bands or tuple(make.BANDS)
    return Catalogue(council.bank(), tuple(council.survey(band) for band in chosen))


@dataclass
class Running:
    """An open wave and what its people hold; ``codes`` are the unused ones of each band."""

    stores: Stores
    settings: Settings
    catalogue: Catalogue
    phrases: Mapping[str, str]
    wave: str = WAVE
    codes: dict[str, list[str]] = field(default_factory=dict)
    version: str = "2024"

    @property
    def state_keys(self) -> StateKeys:
        """The key files of this installation."""
        return StateKeys.of(self.settings.instance)

    def digest(self, code: str) -> bytes:
        """A code's digest."""
        return codes.digest(self.settings.pepper, codes.normalise(code))

    def submission(self, band: str, *, code: str = "", **answers: Answer) -> Submission:
        """One child's answers with the next code of the band, ready to be cast."""
        instrument = self.catalogue.version(band, self.version)
        plaintext = encode_ballot(instrument, answers, 4096)
        chosen = code or self.codes[band].pop()
        return Submission(self.wave, band, self.digest(chosen), new_seed(), plaintext)

    def answer(self, band: str, count: int = 1, **answers: Answer) -> list[Deposited]:
        """So many children of a band who answer alike: the first as children do, the others in one go."""
        made = [self.submission(band, **answers) for _ in range(count)]
        through = [cast(self.stores, one) for one in made[:1]]
        return [*through, *(casts.together(self.stores, made[1:]) if made[1:] else [])]

    def close(self) -> None:
        """To the end of the closing period."""
        with self.stores.write("fieldwork") as registry:
            waves.start_closing(registry, self.wave)
            waves.close_wave(registry, self.wave, day=TODAY)

    def quorum(self, *names: str) -> dict[str, str]:
        """The phrases of these custodians (two, by default)."""
        return {name: self.phrases[name] for name in names or NAMES[:2]}

    def called(self, wave: str) -> Running:
        """The same council, another wave."""
        return replace(self, wave=wave)


def running(
    stores: Stores,
    settings: Settings,
    eligible: Mapping[str, int],
    *,
    wave: str = WAVE,
    neighbours: Mapping[str, str] | None = None,
    surveys: Catalogue | None = None,
    cost: Cost = CHEAP,
    version: str = "2024",
    planned: Mapping[str, Any] | None = None,
) -> Running:
    """An open wave with as many codes as there are eligible; ``planned`` is what its plan says otherwise."""
    known = surveys or catalogue(*eligible)
    declared = {band: make.NEIGHBOURS[band] for band in eligible} if neighbours is None else neighbours
    plans = tuple(
        BandPlan(band, known.version(band, version).fingerprint, it if (it := declared.get(band)) in eligible else None)
        for band in eligible
    )
    plan = WavePlan(wave, "northvale", "Your life", 2026, TODAY, date(2026, 4, 13), plans)
    chosen = replace(plan, **(planned or {}))
    with stores.write("fieldwork") as registry:
        waves.add_authority(registry, chosen.authority, chosen.authority.capitalize())
        waves.create(registry, chosen)
        for band, n in eligible.items():
            cohorts.set_eligible(registry, wave, band=band, team="North", eligible=n)
    phrases = custody.keep(stores, wave, NAMES, cost=cost)
    custody.prove(stores, wave, phrases)
    custody.start(stores, settings.instance, wave, day=TODAY)
    cards = _codes(stores, settings, wave, eligible.items(), known, version)
    return Running(stores, settings, known, phrases, wave, cards, version)


def _codes(
    stores: Stores,
    settings: Settings,
    wave: str,
    eligible: Iterable[tuple[str, int]],
    known: Catalogue,
    version: str,
) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    with stores.write("fieldwork") as registry:
        strata = {stratum.band: stratum.id for stratum in cohorts.strata(registry, wave)}
        for band, n in eligible:
            fingerprint = known.version(band, version).fingerprint
            made[band] = codes.issue(
                registry, pepper=settings.pepper, stratum=strata[band], instrument=fingerprint, count=n
            )
    return made


def began_before(stores: Stores) -> None:
    """As an upgrade leaves waves that began before anything was kept of their keys outside the box."""
    with stores.write("fieldwork") as registry:
        registry.execute(delete(WaveManifest))
        for wave in registry.scalars(select(Wave.id)).all():
            registry.merge(ManifestSeal(wave=wave, seal=bytes(32)))
        registry.flush()
        vouching.trust_found(registry, key=stores.key(vouching.PURPOSE))


def open_box(wave: Running, phrases: Mapping[str, str] | None = None, **choices: Any) -> OpeningReport:
    """The opening by a quorum, or by whoever is named."""
    given = {"state_keys": wave.state_keys, "today": OPENED_ON, **choices}
    return open_wave(wave.stores, wave.catalogue, wave.wave, phrases or wave.quorum(), **given)


def counted(wave: Running, **where: object) -> dict[str, int]:
    """How many gave each answer, in the tallies whose other columns are these."""
    with wave.stores.read("results") as results:
        found = counts(results, wave.wave, wave.catalogue)
    return {it.answer: it.n for it in found if all(getattr(it, name) == value for name, value in where.items())}
