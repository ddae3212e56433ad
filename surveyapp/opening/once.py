"""Opening a wave's box once, all or nothing, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import ballots, keys, waiting
from surveyapp.box.carried import assert_same
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import vouching, waves
from surveyapp.opening.declared import AlreadyOpened, Declared, closed_wave
from surveyapp.opening.findings import Findings, OpeningReport, look_into
from surveyapp.opening.missing import missing
from surveyapp.results import store

BOX_TABLES = ("wave_key",)
REGISTRY_TABLES = ("access_code",)


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

    Raises NotClosed, AlreadyOpened, a CustodyProblem, CarriedBefore, TooFewToOpen. If an earlier try was cut off after
    its results were stored, this one finishes it. Of ``comments_only`` bands only comments are kept, for the
    safeguarding reader.
    """
    wave = closed_wave(stores, catalogue, wave_id)
    report = stored(stores, wave_id)
    if report is None:
        with stores.read("box") as box:
            private = keys.unwrap(box, wave_id, phrases)
        wash_before(stores)
        report = _open(stores, wave, private, today, comments_only)
    finish(stores, wave_id, state_keys)
    return report


def wash_before(stores: Stores) -> None:
    """Registry and box are washed a last time before anybody reads a ballot."""
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)


def _open(
    stores: Stores, wave: Declared, private: ec.EllipticCurvePrivateKey, today: date, comments_only: frozenset[str]
) -> OpeningReport:
    """Hold the box shut against late deposits until the results are stored; their commit is the opening.

    What stays sealed is marked and committed before it, so that it is known whenever there are results. If a ballot
    came in between, all is done again.
    """
    found = _marked(stores, wave, private, comments_only)
    with stores.write("box") as box:
        same = ballots.digest(ballots.take(box, wave.id)) == found.box_digest
        if same:
            with stores.read("fieldwork") as registry:
                found = replace(found, n_missing=missing(registry, box, wave.id))
            with stores.write("results") as results:
                if store.opening_of(results, wave.id) is not None:
                    raise AlreadyOpened(wave.id)
                store.put_away(results, found.handed(today=today, retention_months=wave.retention_months))
            ballots.mark_opened(box, wave.id)
    return found.report() if same else _open(stores, wave, private, today, comments_only)


def _marked(
    stores: Stores, wave: Declared, private: ec.EllipticCurvePrivateKey, comments_only: frozenset[str]
) -> Findings:
    with stores.write("box") as box:
        taken = ballots.take(box, wave.id)
        assert_same(box, wave.id, taken)
        found = look_into(wave.plan, wave.id, taken, private, comments_only=comments_only)
        waiting.mark(box, wave.id, found.kept_sealed)
    return found


def finish(stores: Stores, wave: str, state_keys: StateKeys) -> None:
    """What follows the commit; each step may be done again."""
    with stores.write("box") as box:
        ballots.mark_opened(box, wave)
    state_keys.destroy(wave)
    wash(stores.engine("results"), store.TABLES)
    with stores.write("fieldwork") as registry:
        waves.mark_opened(registry, wave)


def stored(stores: Stores, wave: str) -> OpeningReport | None:
    """The report of an earlier try that was cut off after its results were stored."""
    with stores.read("fieldwork") as registry, stores.read("results") as results:
        opening, permits = store.opening_of(results, wave), vouching.kept(registry, wave) is not None
        if opening is None:
            return None
        bands, late = store.bands_of(results, wave), store.late_of(results, wave)
        sealed = tuple(store.waiting_of(results, wave))
    merged = tuple(bands_label for bands_label in bands if "+" in bands_label)
    found = {"late": late, "n_unpermitted": opening.n_unpermitted}
    told = OpeningReport(
        wave, opening.n_ok, opening.n_bad, bands, merged, (), (), **found, waiting=sealed, permits=permits
    )
    return replace(told, n_missing=opening.n_missing)
