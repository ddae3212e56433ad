"""What a closed wave declared before fieldwork, as its opening needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from surveyapp.box import manifests
from surveyapp.box.custody import KeysExchanged, NotVouchedFor
from surveyapp.box.issuers import IssuerMissing
from surveyapp.box.manifests import Manifest
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import breakdowns, codes, cohorts, destructions, pools, vouching, waves
from surveyapp.fieldwork.models import State, Wave
from surveyapp.opening import lines
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.lines import Sessions
from surveyapp.opening.narrowing import narrowed


class NotClosed(Exception):
    """The wave still takes answers, or never took any; the box is opened after the close alone."""


class Ended(Exception):
    """This wave was ended, its ballots destroyed unread; there is nothing to open."""


class AlreadyOpened(Exception):
    """The box of this wave was opened before; that happens once."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A closed wave: its plan, for how long its rows may be kept, and what its cards vouch for, if that was kept."""

    id: str
    retention_months: int
    plan: Plan
    vouched: Manifest | None


def closed_wave(stores: Stores, catalogue: Catalogue, wave_id: str) -> Declared:
    """The wave, if it is closed and not yet opened, with the keys that its cards vouch for.

    Raises NotClosed, Ended, AlreadyOpened, UnknownInstrument, KeysExchanged.
    """
    with stores.read("fieldwork") as registry:
        wave = waves.find(registry, wave_id)
        if wave.state in (State.OPENED, State.RELEASED):
            raise AlreadyOpened(wave_id)
        if wave.state is not State.CLOSED:
            raise NotClosed(wave_id)
        if destructions.find(registry, wave_id) is not None:
            raise Ended(wave_id)
        with stores.read("box") as box, stores.read("results") as results:
            plan = plan_of(Sessions(registry, box, results), catalogue, wave)
            vouched = vouched_for(registry, box, wave_id, key=stores.key(vouching.PURPOSE))
        return Declared(
            wave_id, wave.retention_months, replace(plan, issuers=vouched.moduli if vouched else None), vouched
        )


def vouched_for(registry: Session, box: Session, wave: str, *, key: bytes) -> Manifest | None:
    """What the wave's cards vouch for; None if it began before that was kept. Raises KeysExchanged.

    The keys lie in the box, and what they must be stands in fieldwork, sealed under ``key``: who may write into both,
    without the pepper, changes them in vain.
    """
    kept = vouching.vouched(registry, wave, key=key)
    if not kept.genuine:
        raise NotVouchedFor(wave)
    if kept.fingerprint is None:
        return None
    try:
        told = manifests.in_box(box, wave, vouching.instruments(registry, wave))
    except IssuerMissing as error:
        raise KeysExchanged(wave) from error
    manifests.assert_vouched(told, kept, wave=wave)
    return told


def plan_of(here: Sessions, catalogue: Catalogue, wave: Wave) -> Plan:
    """What the wave declared before fieldwork, and which others wait for it. Raises UnknownInstrument."""
    declared = {band.band: band for band in waves.bands(here.registry, wave.id)}
    order = [band for band in catalogue.bank.bands if band in declared]
    pool = pools.declared(here.registry, wave.id)
    return Plan(
        instruments={band: catalogue.find(declared[band].instrument) for band in order},
        neighbours={band: declared[band].neighbour for band in order},
        bank=narrowed(catalogue.bank, breakdowns.declared(wave)),
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
