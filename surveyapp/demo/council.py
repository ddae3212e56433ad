"""Making the made-up council through the real path: codes, sealing, box, opening, release."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from surveyapp.casting import StateKeys, Submission, cast, custody, new_seed
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.definition.ballots import ballot_size, encode_ballot
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.lines import neighbour_in
from surveyapp.definition.model import Answers
from surveyapp.demo import plan
from surveyapp.demo.card import Card
from surveyapp.demo.children import answered, children
from surveyapp.demo.coding import code_words
from surveyapp.demo.eligible import answering, recorded
from surveyapp.demo.plan import Round
from surveyapp.demo.reading import read_words
from surveyapp.fieldwork import codes, cohorts, counts, nightly, outcomes, waves
from surveyapp.fieldwork.models import Outcome
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.opening import open_wave as open_box
from surveyapp.releases.publish import release
from surveyapp.safeguarding import contacts, rota
from surveyapp.staff import accounts

Tell = Callable[[str], None]
SEED = "p"
"""One of a dozen that were tried: with it, chance makes nothing look like a change beside what really changed."""
AFTER_CLOSING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Making:
    """What every step of the making needs."""

    settings: Settings
    stores: Stores
    catalogue: Catalogue
    tell: Tell


def make(making: Making, *, today: date) -> Card:
    """Make the council, three released waves and a trial wave to try."""
    stores = making.stores
    with stores.write("fieldwork") as session:
        waves.add_authority(session, plan.AUTHORITY, plan.TITLE)
        nightly.record(session, today)
    with stores.write("safeguarding") as session:
        contacts.replace(session, plan.AUTHORITY, plan.contacts(today))
        rota.keep_duty(session, plan.AUTHORITY, plan.rota(today).duty)
        rota.keep_told(session, plan.AUTHORITY, plan.rota(today).told)
    phrases = {this.wave: whole_wave(making, this) for this in plan.ROUNDS}
    phrases[plan.TRIAL.wave] = begin(making, plan.TRIAL, trial=True)
    return Card(_people(stores), phrases, _cards(making, plan.TRIAL))


def whole_wave(making: Making, this: Round) -> Mapping[str, str]:
    """Ask, close, open and release one wave; its custodians' phrases."""
    phrases = begin(making, this, trial=False)
    completed = sum(number for _, number in this.numbers.values())
    making.tell(f"{this.title}: {completed} made-up children answer")
    for number, submission in enumerate(submissions(making, this), 1):
        cast(making.stores, submission)
        if number % 50 == 0:
            making.tell(f"  {number} of {completed} ballots are in the box")
    close(making, this)
    making.tell(f"{this.title}: two custodians open the box")
    open_box(
        making.stores,
        making.catalogue,
        this.wave,
        dict(list(phrases.items())[:2]),
        state_keys=StateKeys.of(making.settings.instance),
        today=this.ends + AFTER_CLOSING,
    )
    newest = this.wave == plan.ROUNDS[-1].wave
    done = read_words(making.stores, this.wave, secret=making.settings.pepper, some_left=newest)
    making.tell(f"{this.title}: {done} comments are masked, and approved by two people")
    coded = code_words(making.stores, this.wave, secret=making.settings.pepper)
    making.tell(f"{this.title}: {coded} of them are coded by themes")
    making.tell(f"{this.title}: building and checking the release")
    release(making.stores, making.catalogue, this.wave, day=this.ends + AFTER_CLOSING)
    return phrases


def begin(making: Making, this: Round, *, trial: bool) -> Mapping[str, str]:
    """A wave from its plan to its first day; its custodians' phrases."""
    with making.stores.write("fieldwork") as session:
        waves.create(session, _plan(making.catalogue, this, trial=trial))
        for band, (eligible, _) in this.numbers.items():
            for team, number in zip(plan.TEAMS, (eligible - eligible // 2, eligible // 2), strict=True):
                cohorts.set_eligible(session, this.wave, band=band, team=team, eligible=number)
            for breakdown, given in recorded(making.catalogue.version(band, this.version), eligible).items():
                cohorts.set_breakdown(session, this.wave, band=band, breakdown=breakdown, counts=given)
    phrases = custody.keep(making.stores, this.wave, plan.CUSTODIANS)
    custody.prove(making.stores, this.wave, phrases)
    custody.start(making.stores, making.settings.instance, this.wave, day=this.starts)
    return phrases


def _plan(catalogue: Catalogue, this: Round, *, trial: bool) -> WavePlan:
    bands = (
        BandPlan(
            band, catalogue.version(band, this.version).fingerprint, neighbour_in(catalogue.bank, band, this.numbers)
        )
        for band in this.numbers
    )
    return WavePlan(
        id=this.wave,
        authority=plan.AUTHORITY,
        title=this.title,
        year=this.starts.year,
        starts_on=this.starts,
        ends_on=this.ends,
        bands=tuple(bands),
        trial=trial,
    )


def submissions(making: Making, this: Round) -> Iterator[Submission]:
    """What the children of every band send, each with a code of their own."""
    for band, (eligible, completed) in this.numbers.items():
        instrument = making.catalogue.version(band, this.version)
        facts = answering(instrument, eligible, completed, seed=f"{SEED}|{this.wave}")
        size = ballot_size([instrument])
        issued = iter(issue(making, this, band, completed))
        for child in children(band, completed, seed=f"{SEED}|{this.wave}", facts=facts):
            given: Answers = answered(child, instrument, making.catalogue.bank, year=this.starts.year)
            digest = codes.digest(making.settings.pepper, codes.normalise(next(issued)))
            yield Submission(
                wave=this.wave,
                band=band,
                code_digest=digest,
                seed=new_seed(),
                plaintext=encode_ballot(instrument, given, size),
            )


def issue(making: Making, this: Round, band: str, count: int) -> list[str]:
    """Codes for this many children of a band, from its teams in turn."""
    instrument = making.catalogue.version(band, this.version).fingerprint
    made: list[str] = []
    with making.stores.write("fieldwork") as session:
        for stratum in cohorts.strata(session, this.wave):
            if stratum.band == band:
                wanted = min(stratum.eligible, count - len(made))
                made += codes.issue(
                    session, pepper=making.settings.pepper, stratum=stratum.id, instrument=instrument, count=wanted
                )
    return made


def close(making: Making, this: Round) -> None:
    with making.stores.write("fieldwork") as session:
        counts.refresh(session)
        waves.start_closing(session, this.wave)
        waves.close_wave(session, this.wave, day=this.ends + AFTER_CLOSING)
        for band, (eligible, completed) in this.numbers.items():
            outcomes.record(session, this.wave, band=band, given=_why_not(eligible - completed))


def _why_not(missing: int) -> Mapping[Outcome, int]:
    return {outcome: int(share * missing) for outcome, share in plan.OUTCOME_SHARES.items()}


def _cards(making: Making, this: Round) -> Mapping[str, tuple[str, ...]]:
    return {band: tuple(issue(making, this, band, plan.CODES_TO_TRY)) for band in this.numbers}


def _people(stores: Stores) -> Mapping[str, str]:
    """An account for every role; the passwords by address."""
    passwords: dict[str, str] = {}
    with stores.write("staff") as session:
        for short, name, role in plan.PEOPLE:
            email = f"{short}@northvale.example"
            passwords[email] = secrets.token_urlsafe(12)
            accounts.add(
                session, email=email, name=name, password=passwords[email], authority=plan.AUTHORITY, roles=[role]
            )
    return passwords
