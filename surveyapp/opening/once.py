"""Opening a wave's box once, all or nothing, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from surveyapp.box import ballots, keys
from surveyapp.box.ballots import Sealed
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.models import State
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan, Sorted, sort_out
from surveyapp.opening.opened import unseal_all
from surveyapp.results import store
from surveyapp.results.handed import Handed

BOX_TABLES = ("wave_key",)
REGISTRY_TABLES = ("access_code",)


class NotClosed(Exception):
    """The wave still takes answers, or never took any; the box is opened after the close alone."""


class AlreadyOpened(Exception):
    """The box of this wave was opened before; that happens once."""


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """What an opening did, in numbers. ``bands`` counts by label; ``dropped`` names what was too small to count."""

    wave: str
    n_ok: int
    n_bad: int
    bands: Mapping[str, int]
    merged: tuple[str, ...]
    comments_only: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wave:
    id: str
    retention_months: int
    plan: Plan


def open_wave(
    stores: Stores,
    catalogue: Catalogue,
    wave_id: str,
    phrases: Mapping[str, str],
    *,
    state_keys: StateKeys,
    today: date,
    comments_only: frozenset[str] = frozenset(),
) -> OpeningReport:
    """Open the box of a closed wave with a quorum's phrases; everything is stored or nothing is changed.

    Raises NotClosed, AlreadyOpened, a CustodyProblem, TooFewToOpen. If an earlier try was cut off after its results
    were stored, this one finishes it. Of ``comments_only`` bands only comments are kept, for the safeguarding reader.
    """
    wave = _closed_wave(stores, catalogue, wave_id)
    report = _stored(stores, wave_id)
    if report is None:
        with stores.read("box") as box:
            private = keys.unwrap(box, wave_id, phrases)
        wash(stores.engine("box"), BOX_TABLES)
        wash(stores.engine("fieldwork"), REGISTRY_TABLES)
        report = _open(stores, wave, private, today, comments_only)
    _finish(stores, wave_id, state_keys)
    return report


def _open(
    stores: Stores, wave: _Wave, private: ec.EllipticCurvePrivateKey, today: date, comments_only: frozenset[str]
) -> OpeningReport:
    """Hold the box shut against late deposits until the results are stored; their commit is the opening."""
    with stores.write("box") as box:
        taken = ballots.take(box, wave.id)
        with stores.write("results") as results:
            if store.opening_of(results, wave.id) is not None:
                raise AlreadyOpened(wave.id)
            by_fingerprint = {it.fingerprint: it for it in wave.plan.instruments.values()}
            opened, bad = unseal_all(taken, private, wave=wave.id, find=by_fingerprint.__getitem__)
            parts = sort_out(wave.plan, opened, comments_only=comments_only)
            store.put_away(results, _handed(wave, parts, taken, bad, today))
        ballots.mark_opened(box, wave.id)
    return OpeningReport(
        wave=wave.id,
        n_ok=len(opened),
        n_bad=bad,
        bands={unit.label: unit.n for unit in parts.units},
        merged=tuple(unit.label for unit in parts.units if len(unit.bands) > 1),
        comments_only=tuple(sorted(comments_only)),
        dropped=parts.dropped,
    )


def _handed(wave: _Wave, parts: Sorted, taken: Sequence[Sealed], bad: int, today: date) -> Handed:
    return Handed(
        wave=wave.id,
        month=f"{today:%Y-%m}",
        keep_until=months_later(today, wave.retention_months),
        n_ok=len(taken) - bad,
        n_bad=bad,
        box_digest=ballots.digest(taken),
        bands={unit.label: unit.n for unit in parts.units},
        rows=parts.rows,
        remarks=parts.remarks,
        cells=parts.cells,
        joint=parts.joint,
        raked=parts.raked,
        scored=parts.scored,
    )


def _finish(stores: Stores, wave: str, state_keys: StateKeys) -> None:
    """What follows the commit; each step may be done again."""
    with stores.write("box") as box:
        ballots.mark_opened(box, wave)
    state_keys.destroy(wave)
    wash(stores.engine("results"), store.TABLES)
    with stores.write("fieldwork") as registry:
        waves.mark_opened(registry, wave)


def _stored(stores: Stores, wave: str) -> OpeningReport | None:
    """The report of an earlier try that was cut off after its results were stored."""
    with stores.read("results") as results:
        opening = store.opening_of(results, wave)
        if opening is None:
            return None
        bands = store.bands_of(results, wave)
    merged = tuple(bands_label for bands_label in bands if "+" in bands_label)
    return OpeningReport(wave, opening.n_ok, opening.n_bad, bands, merged, (), ())


def _closed_wave(stores: Stores, catalogue: Catalogue, wave_id: str) -> _Wave:
    with stores.read("fieldwork") as registry:
        wave = waves.find(registry, wave_id)
        if wave.state in (State.OPENED, State.RELEASED):
            raise AlreadyOpened(wave_id)
        if wave.state is not State.CLOSED:
            raise NotClosed(wave_id)
        declared = {band.band: band for band in waves.bands(registry, wave_id)}
        order = [band for band in catalogue.bank.bands if band in declared]
        plan = Plan(
            instruments={band: catalogue.find(declared[band].instrument) for band in order},
            neighbours={band: declared[band].neighbour for band in order},
            bank=catalogue.bank,
            eligible=_eligible(registry, wave_id),
        )
        return _Wave(wave_id, wave.retention_months, plan)


def _eligible(registry: Session, wave: str) -> Eligible:
    """How many may answer, for the weights; no answer is near."""
    given = cohorts.by_breakdown(registry, wave)
    groups = {(one.band, one.breakdown, one.value): one.n for one in given}
    return Eligible(cohorts.eligible(registry, wave), groups)


def months_later(day: date, months: int) -> date:
    """The first day of the month that many months on: no day of an opening is kept."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)
