"""A council with an open wave, and children's cards for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builders.wave import began_before
from flask import Flask
from pages import Page, Pages
from sqlalchemy.orm import Session

from surveyapp.box import ballots, keys, sealing
from surveyapp.box.statekeys import StateKeys
from surveyapp.box.wrapping import Cost
from surveyapp.definition.ballots import Ballot, decode_ballot
from surveyapp.definition.model import Instrument
from surveyapp.fieldwork import codes, cohorts, custodians, waves
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.safeguarding import contacts
from surveyapp.safeguarding.contacts import Contact

BANDS = ("4-7", "8-11", "11-18", "leavers")
WAVE = "council-2026"
CUSTODIANS = ("Ada", "Ben", "Cyn")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
LISTENERS = (
    Contact("Duty social worker", date(2026, 9, 1), phone="01632 960 001", hours="Monday to Friday, 9 to 5"),
    Contact("Childline", date(2026, 9, 1), phone="0800 1111", web="https://www.childline.org.uk", out_of_hours=True),
)
LONG_NAMED = Contact(
    "The participation team",
    date(2026, 9, 1),
    phone="01632 960 002",
    web="https://www.participation.northvale-and-district.gov.uk",
)
"""Wider than a small phone where text is twice as big, for those who look at pages."""


@dataclass(frozen=True)
class Fieldwork:
    """An open wave: its cards by band, and the custodians' phrases."""

    app: Flask
    wave: str
    cards: dict[str, list[str]]
    phrases: dict[str, str]


def fieldwork(
    app: Flask,
    *,
    instruments: Sequence[Instrument] = (),
    cards: int = 3,
    opened: bool = True,
    wave: str = WAVE,
    listeners: Sequence[Contact] = LISTENERS,
    trial: bool = False,
) -> Fieldwork:
    """An open wave with these instruments (default: 2024 of every band) and this many cards for each band."""
    stores, catalogue = app.extensions["stores"], app.extensions["catalogue"]
    used = tuple(instruments) or tuple(catalogue.version(band, "2024") for band in BANDS)
    plans = tuple(BandPlan(one.survey, one.fingerprint) for one in used)
    with stores.write("box") as session:
        phrases = dict(keys.prepare(session, wave, CUSTODIANS, cost=CHEAP))
    StateKeys.of(app.extensions["settings"].instance).create(wave)
    with stores.write("safeguarding") as session:
        contacts.replace(session, "council", listeners)
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "council", "Anyshire")
        plan = WavePlan(wave, "council", "Wave", 2026, date(2026, 9, 1), date(2026, 10, 30), plans, trial)
        waves.create(session, plan)
        made = {one.survey: _cards(session, app, wave, one, cards) for one in used}
        custodians.name_custodians(session, wave, CUSTODIANS)
        for name in CUSTODIANS:
            custodians.prove(session, wave, name)
        if opened:
            waves.open_wave(session, wave, day=date(2026, 9, 1))
    began_before(stores)
    return Fieldwork(app, wave, made, phrases)


def _cards(session: Session, app: Flask, wave: str, instrument: Instrument, count: int) -> list[str]:
    stratum = cohorts.set_eligible(session, wave, band=instrument.survey, team="all", eligible=count)
    pepper = app.extensions["settings"].pepper
    return codes.issue(session, pepper=pepper, stratum=stratum.id, instrument=instrument.fingerprint, count=count)


def card_for(made: Fieldwork, band: str, asked: Instrument) -> str:
    """One more card of this band, for another band's questions."""
    with made.app.extensions["stores"].write("fieldwork") as session:
        stratum = cohorts.set_eligible(session, made.wave, band=band, team="others", eligible=1)
        pepper = made.app.extensions["settings"].pepper
        made_codes = codes.issue(session, pepper=pepper, stratum=stratum.id, instrument=asked.fingerprint, count=1)
    return str(made_codes[0])


def in_the_box(made: Fieldwork) -> list[Ballot]:
    """What the custodians would find if they opened the box now."""
    stores, find = made.app.extensions["stores"], made.app.extensions["catalogue"].find
    with stores.write("box") as session:
        private = keys.unwrap(session, made.wave, dict(list(made.phrases.items())[:2]))
        sealed = ballots.take(session, made.wave)
    opened = (sealing.unseal_ballot(private, wave=made.wave, band=one.band, sealed=one.sealed) for one in sealed)
    return [decode_ballot(find, plaintext) for _, plaintext in opened]


def let_in(pages: Pages, code: str, *, lang: str = "en") -> Page:
    """The first page after a typed code."""
    return pages.submit(pages.get(f"/s/?lang={lang}"), action="/s/", code=code, go="next")


def buttons(page: Page) -> list[str]:
    """What the page's buttons ask for."""
    return [button.get("value", "") for button in page.all("button", name="go")]


def chosen(page: Page, place: int = 0) -> dict[str, str]:
    """The form's fields with the answer at this place chosen in every group, and words in every box."""
    groups: dict[str, list[str]] = {}
    for one in page.root.iter("input"):
        if one.get("type") in ("radio", "checkbox"):
            groups.setdefault(one.get("name", ""), []).append(one.get("value", ""))
    typed = {one.get("name", ""): "Some words of mine" for one in page.root.iter("textarea")}
    return {name: values[place % len(values)] for name, values in groups.items()} | typed


def onward(pages: Pages, page: Page, *, place: int = 0) -> Page:
    """The next page, with something chosen wherever there is a choice."""
    go = "yes" if "yes" in buttons(page) else "next"
    return pages.submit(page, go=go, **chosen(page, place))


def walk(pages: Pages, code: str, *, place: int = 0, lang: str = "en") -> Iterator[Page]:
    """Every page of a child's way up to the last look, in order."""
    page = let_in(pages, code, lang=lang)
    for _ in range(120):
        yield page
        if "send" in buttons(page):
            return
        page = onward(pages, page, place=place)
    raise AssertionError("this way never ends")
