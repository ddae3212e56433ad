"""Everything that waits to be opened together with others: which ballots, under which authority, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveyapp.box import waiting
from surveyapp.definition.model import Bank
from surveyapp.fieldwork import givings, pools, together, waves
from surveyapp.fieldwork.models import Wave
from surveyapp.opening.bands import Unit, laid_together
from surveyapp.opening.groups import THRESHOLD
from surveyapp.results import store

Line = tuple[str, bool]
"""What may be opened together: what waits under one authority, and is a trial or is none."""


@dataclass(frozen=True, slots=True)
class Held:
    """The ballots of one wave and band that wait; ``pool`` is the authority under which they will be opened."""

    wave: Wave
    band: str
    pool: str
    n: int

    @property
    def line(self) -> Line:
        """What it may be opened with."""
        return self.pool, self.wave.trial


@dataclass(frozen=True, slots=True)
class Sessions:
    """A session of each store that knows something of what waits."""

    registry: Session
    box: Session
    results: Session


def held(here: Sessions, authorities: Collection[str] | None = None) -> tuple[Held, ...]:
    """All that waits, for these authorities or for any, oldest wave first; not what was opened or given up.

    What was counted at its wave's own opening does not wait, whatever is said of it: counted again with others, it
    would lay these open by subtraction.
    """
    said = store.waiting_in(here.results, authorities)
    asked = {wave for wave, _ in said}
    done, gone, n = pools.settled(here.registry, asked), givings.begun(here.registry, asked), waiting.counts(here.box)
    counted = {
        (wave, band) for wave in asked for label in store.bands_of(here.results, wave) for band in label.split("+")
    }
    found = [
        Held(waves.find(here.registry, wave), band, pool, n[wave, band])
        for (wave, band), pool in said.items()
        if (wave, band) in n and (wave, band) not in done | counted and wave not in gone
    ]
    return tuple(sorted(found, key=lambda it: (it.wave.starts_on, it.wave.id, it.band)))


def held_in(here: Sessions, line: Line) -> tuple[Held, ...]:
    """All that waits in this line."""
    return tuple(one for one in held(here, (line[0],)) if one.line == line)


def laid(here: Sessions, bank: Bank, some: Sequence[Held]) -> tuple[Unit, ...]:
    """The bands of one line laid together as all its waves declared; those under ten are too few to be opened."""
    together_in: Counter[str] = Counter()
    for one in some:
        together_in[one.band] += one.n
    counts = {band: together_in[band] for band in bank.bands if together_in[band]}
    return laid_together(counts, together.neighbours(here.registry, [(one.wave.id, one.band) for one in some]))


def ready(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units that are large enough to be opened together."""
    return tuple(unit for unit in units if unit.n >= THRESHOLD)


def of_units(some: Iterable[Held], units: Iterable[Unit]) -> tuple[Held, ...]:
    """What is in these units."""
    bands = {band for unit in units for band in unit.bands}
    return tuple(one for one in some if one.band in bands)


def awaited(here: Sessions, bank: Bank, wave: Wave) -> Mapping[str, str]:
    """For which bands of this wave others wait, and where: of earlier waves of its council, and of its partners.

    What is enough already waits for nobody: it can be opened without this wave.
    """
    declared = pools.declared(here.registry, wave.id)
    found: dict[str, str] = {}
    for authority in dict.fromkeys((wave.authority, declared.authority if declared else wave.authority)):
        some = [one for one in held_in(here, (authority, wave.trial)) if one.wave.id != wave.id]
        if authority == wave.authority:
            some = [one for one in some if one.wave.starts_on < wave.starts_on]
        few = of_units(some, (unit for unit in laid(here, bank, some) if unit.n < THRESHOLD))
        found = {**{one.band: authority for one in few}, **found}
    asked = {one.band for one in waves.bands(here.registry, wave.id)}
    return {band: pool for band, pool in found.items() if band in asked}
