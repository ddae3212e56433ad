"""A canary wave from its keys to its destruction, in a restored copy: what must work on the day it is needed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date

from surveyapp import opening
from surveyapp.casting import StateKeys, Submission, cast, custody, new_seed
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.definition.ballots import ballot_size
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Instrument, Item, Kind, Mark
from surveyapp.definition.paths import YES
from surveyapp.fieldwork import codes, cohorts, waves
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.results import queries

CHILDREN = 12
PEOPLE = ("First rehearser", "Second rehearser", "Third rehearser")


class RehearsalFailed(Exception):
    """A canary wave did not end as it must."""


def rehearse(stores: Stores, settings: Settings, catalogue: Catalogue, *, today: date) -> str:
    """Make a wave, let twelve made-up children answer, open, count and destroy; says what was done, or raises."""
    instrument = _instrument(catalogue)
    item = _counted(instrument)
    wave = f"rehearsal-{secrets.token_hex(8)}"
    phrases = _prepared(stores, settings, wave, instrument, today)
    _answered(stores, settings, wave, instrument, _answers(instrument, item))
    with stores.write("fieldwork") as registry:
        waves.start_closing(registry, wave)
        waves.close_wave(registry, wave, day=today)
    keys = StateKeys.of(settings.instance)
    two = dict(sorted(phrases.items())[:2])
    report = opening.open_wave(stores, catalogue, wave, two, state_keys=keys, today=today)
    counted = _found(stores, catalogue, wave, item)
    if (report.n_ok, report.n_bad, counted) != (CHILDREN, 0, {_first(item): CHILDREN}):
        raise RehearsalFailed(f"{CHILDREN} ballots went in; {report.n_ok} came out, and they were counted as {counted}")
    certificate = opening.destroy(stores, wave, state_keys=keys, today=today, by="rehearsal", restored_elsewhere="here")
    return (
        f"{certificate.ballots} ballots of {instrument.survey}/{instrument.version} sealed, opened, counted, destroyed"
    )


def _prepared(stores: Stores, settings: Settings, wave: str, instrument: Instrument, today: date) -> Mapping[str, str]:
    band = instrument.band.id
    plan = WavePlan(
        wave, wave, "A rehearsal", today.year, today, today, (BandPlan(band, instrument.fingerprint),), True
    )
    with stores.write("fieldwork") as registry:
        waves.add_authority(registry, wave, "A rehearsal")
        waves.create(registry, plan)
        cohorts.set_eligible(registry, wave, band=band, team="rehearsal", eligible=CHILDREN)
    phrases = custody.keep(stores, wave, PEOPLE)
    custody.prove(stores, wave, phrases)
    custody.start(stores, settings.instance, wave, day=today)
    return phrases


def _answered(
    stores: Stores, settings: Settings, wave: str, instrument: Instrument, answers: Mapping[str, str]
) -> None:
    with stores.write("fieldwork") as registry:
        (stratum,) = cohorts.strata(registry, wave)
        made = codes.issue(
            registry,
            pepper=settings.pepper,
            stratum=stratum.id,
            instrument=instrument.fingerprint,
            count=CHILDREN,
        )
    plaintext = encode_ballot(instrument, answers, ballot_size([instrument]))
    for code in made:
        digest = codes.digest(settings.pepper, codes.normalise(code))
        cast(stores, Submission(wave, instrument.band.id, digest, new_seed(), plaintext))


def _answers(instrument: Instrument, item: Item) -> Mapping[str, str]:
    """Yes to the assent, the first answer to one question, and every other question left out."""
    assent = {one.id: YES for one in instrument.items if one.kind is Kind.ASSENT}
    return {**assent, item.id: _first(item)}


def _first(item: Item) -> str:
    assert item.scale is not None
    return item.scale.options[0].id


def _found(stores: Stores, catalogue: Catalogue, wave: str, item: Item) -> Mapping[str, int]:
    with stores.read("results") as results:
        counted = queries.counts(results, wave, catalogue)
    return {one.answer: one.n for one in counted if one.item == item.id and one.breakdown == "all"}


def _instrument(catalogue: Catalogue) -> Instrument:
    """The newest survey of the first band that has one."""
    asked = [band for band in catalogue.bank.bands if catalogue.versions(band)]
    if not asked:
        raise RehearsalFailed("there is no survey to rehearse with")
    return catalogue.latest(asked[0])


def _counted(instrument: Instrument) -> Item:
    """A question that everybody is asked and whose answers stay on a row."""
    for page in instrument.pages:
        for item in page.items:
            plain = item.kind is Kind.CHOICE and item.mark is Mark.ROW and page.show_if is item.show_if is None
            if item.counted and plain and item.scale is not None:
                return item
    raise RehearsalFailed(f"{instrument.survey}/{instrument.version} asks nothing that could be counted")
