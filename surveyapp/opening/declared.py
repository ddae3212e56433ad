"""What a closed wave declared before fieldwork, as its opening needs it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import codes, cohorts, pools, waves
from surveyapp.fieldwork.models import State, Wave
from surveyapp.opening import lines
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.lines import Sessions


class NotClosed(Exception):
    """The wave still takes answers, or never took any; the box is opened after the close alone."""


class AlreadyOpened(Exception):
    """The box of this wave was opened before; that happens once."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A closed wave: its plan, and for how long its rows may be kept."""

    id: str
    retention_months: int
    plan: Plan


def closed_wave(stores: Stores, catalogue: Catalogue, wave_id: str) -> Declared:
    """The wave, if it is closed and not yet opened. Raises NotClosed, AlreadyOpened, UnknownInstrument."""
    with stores.read("fieldwork") as registry:
        wave = waves.find(registry, wave_id)
        if wave.state in (State.OPENED, State.RELEASED):
            raise AlreadyOpened(wave_id)
        if wave.state is not State.CLOSED:
            raise NotClosed(wave_id)
        with stores.read("box") as box, stores.read("results") as results:
            plan = plan_of(Sessions(registry, box, results), catalogue, wave)
        return Declared(wave_id, wave.retention_months, plan)


def plan_of(here: Sessions, catalogue: Catalogue, wave: Wave) -> Plan:
    """What the wave declared before fieldwork, and which others wait for it. Raises UnknownInstrument."""
    declared = {band.band: band for band in waves.bands(here.registry, wave.id)}
    order = [band for band in catalogue.bank.bands if band in declared]
    pool = pools.declared(here.registry, wave.id)
    return Plan(
        instruments={band: catalogue.find(declared[band].instrument) for band in order},
        neighbours={band: declared[band].neighbour for band in order},
        bank=catalogue.bank,
        eligible=_eligible(here.registry, wave.id),
        cards=codes.versions(here.registry, wave.id),
        pool=pool.authority if pool else "",
        awaited=lines.awaited(here, catalogue.bank, wave),
    )


def _eligible(registry: Session, wave: str) -> Eligible:
    """How many may answer, for the weights; no answer is near."""
    given = cohorts.by_breakdown(registry, wave)
    groups = {(one.band, one.breakdown, one.value): one.n for one in given}
    return Eligible(cohorts.eligible(registry, wave), groups)
