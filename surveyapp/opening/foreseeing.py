"""What will happen to each band of a wave if its box is opened as things stand: to be told while it can be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy.orm import Session

from surveyapp.box import ballots
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.counts import RUNNING
from surveyapp.fieldwork.models import State
from surveyapp.opening.bands import laid_together
from surveyapp.opening.contents import Plan
from surveyapp.opening.declared import plan_of
from surveyapp.opening.groups import THRESHOLD
from surveyapp.opening.lines import Sessions
from surveyapp.opening.waiting import must_wait

FEWEST = 1
"""For how many a step under five stands: a band of which nobody was seen to answer is not told as empty."""


class Fate(StrEnum):
    """What becomes of a band's answers: counted alone or with a neighbour, kept sealed for others, or comments only."""

    EMPTY = "empty"
    ALONE = "alone"
    JOINED = "joined"
    WAITS = "waits"
    AWAITED = "awaited"
    TOO_FEW = "too_few"


def foreseen(stores: Stores, catalogue: Catalogue, wave_id: str) -> Mapping[str, Fate]:
    """The fate of each band. While the wave is open, by last night's steps of five: it may turn out better.

    Raises WaveUnknown and UnknownInstrument.
    """
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        wave = waves.find(registry, wave_id)
        plan = plan_of(Sessions(registry, box, results), catalogue, wave)
        return fates(plan, _counts(registry, box, wave_id, wave.state))


def planned(stores: Stores, catalogue: Catalogue, wave_id: str) -> Plan:
    """What the wave has declared so far, to reckon with answers that nobody has given. As ``foreseen``."""
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        return plan_of(Sessions(registry, box, results), catalogue, waves.find(registry, wave_id))


def fates(plan: Plan, counts: Mapping[str, int]) -> Mapping[str, Fate]:
    """The fate of each band of a plan if so many answers were given in each."""
    waiting = must_wait(plan, counts)
    given = {band: counts.get(band, 0) for band in plan.instruments}
    rest = {band: 0 if band in waiting else n for band, n in given.items()}
    found = {band: Fate.AWAITED if band in plan.awaited else Fate.WAITS for band in waiting}
    for unit in laid_together(rest, plan.neighbours):
        counted = Fate.JOINED if len(unit.bands) > 1 else Fate.ALONE
        found |= dict.fromkeys(unit.bands, counted if unit.n >= THRESHOLD else Fate.TOO_FEW)
    return {band: found.get(band, Fate.EMPTY) for band in given}


def _counts(registry: Session, box: Session, wave: str, state: State) -> Mapping[str, int]:
    if state is not State.DRAFT and state not in RUNNING:
        return ballots.count(box, wave)
    steps: Counter[str] = Counter()
    for one in cohorts.strata(registry, wave):
        steps[one.band] += one.at_least
    return {band: max(n, FEWEST) for band, n in steps.items()}
