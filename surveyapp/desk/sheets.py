"""A sheet of code cards: made once, shown once, and signed so that only this very sheet can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, current_app, request
from flask_babel import format_date, gettext, pgettext
from itsdangerous import BadData, URLSafeSerializer
from markupsafe import Markup

from surveyapp.casting import manifest
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument
from surveyapp.desk import bands
from surveyapp.desk.squares import square
from surveyapp.fieldwork import codes, cohorts
from surveyapp.fieldwork.models import Stratum, Wave
from surveyapp.web import cookies, language, navigation, pictures
from surveyapp.web.pictures import Picture
from surveyapp.web.stores import catalogue, settings, stores


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a code as it is typed, and as a picture for a camera; for the youngest four ``pictures`` to tap."""

    code: str
    picture: Markup
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """What brings a pack's pictures to life on a tablet of a session: its word to type, and as a picture."""

    word: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class Said:
    """What every card of a sheet says, in one ``language``."""

    language: str
    council: str
    title: str
    go_to: str
    and_type: str
    once: str
    band: str
    tap: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cards of one team and one survey. ``signed`` gives the very same sheet back."""

    cards: tuple[Card, ...]
    said: Said
    band: str
    version: str
    team: str
    address: str
    fingerprint: str
    signed: str
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class _Issued:
    """Codes, and the word of their pack where they have pictures."""

    codes: Sequence[str]
    word: str = ""


def made(wave: Wave, stratum: Stratum, instrument: Instrument, count: int) -> Sheet:
    """Issue codes and lay them out."""
    to: dict[str, Any] = {"pepper": settings().pepper, "count": count}
    with stores().write("fieldwork") as session:
        if pictured(instrument):
            word, issued = codes.issue_pack(session, lot=(stratum.id, instrument.fingerprint), **to)
        else:
            word, issued = "", codes.issue(session, stratum=stratum.id, instrument=instrument.fingerprint, **to)
    return _laid_out(wave, stratum.id, instrument, _Issued(issued, word))


def again(wave: Wave, signed: str) -> Sheet | None:
    """Withdraw the unused cards of a sheet that jammed and make as many new ones; None where that was done before."""
    sheet = _read(wave.id, signed)
    instrument = catalogue().find(sheet["instrument"])
    with stores().write("fieldwork") as session:
        if pictured(instrument):
            word, issued = codes.reprint_pack(session, pepper=settings().pepper, jammed=sheet["codes"])
        else:
            word, issued = "", codes.reprint(session, pepper=settings().pepper, jammed=sheet["codes"])
    return _laid_out(wave, sheet["stratum"], instrument, _Issued(issued, word)) if issued else None


def pictured(instrument: Instrument) -> bool:
    """Whether its cards have pictures to tap."""
    return instrument.band.presentation in pictures.FOR


def _laid_out(wave: Wave, stratum: int, instrument: Instrument, issued: _Issued) -> Sheet:
    root = f"{'https' if cookies.is_secure() else request.scheme}://{request.host}"
    address, band = f"{root}/s/", instrument.band.id
    sheet = {"wave": wave.id, "stratum": stratum, "instrument": instrument.fingerprint, "codes": list(issued.codes)}
    with stores().read("fieldwork") as session:
        team = cohorts.stratum(session, stratum).team
    return Sheet(
        cards=_cards(issued, lambda code: square(f"{address}#{code}.{band}", border=0)),
        said=_said(wave, instrument),
        band=bands.title(band),
        version=instrument.version,
        team=team,
        address=address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        fingerprint=manifest.short(manifest.fingerprint(stores(), wave.id)),
        signed=str(_serializer().dumps(sheet)),
        slip=_slip(issued.word, f"{address}session#{issued.word}.{band}") if issued.word else None,
    )


def _cards(issued: _Issued, draw: Callable[[str], Markup]) -> tuple[Card, ...]:
    of_pack = codes.pack(issued.word) if issued.word else {}
    shown = {code: tuple(pictures.PICTURES[name] for name in of_pack.get(code, ())) for code in issued.codes}
    return tuple(Card(code, draw(code), shown[code]) for code in issued.codes)


def _slip(word: str, address: str) -> Slip:
    return Slip("-".join(word[at : at + 4] for at in range(0, len(word), 4)), square(address, border=0))


def _said(wave: Wave, instrument: Instrument) -> Said:
    """The words of a card, for a child: never half of them in the language of whoever prints it."""
    with language.as_children_read():
        return Said(
            language=language.current().code,
            council=navigation.title_of(wave.authority),
            title=pgettext(context_of(instrument), instrument.title),
            go_to=gettext("Go to"),
            and_type=gettext("and type this code:"),
            once=gettext("It works once, until %(day)s.", day=last_day(wave.ends_on, today=date.today())),
            band=bands.title(instrument.band.id),
            tap=gettext("In a session, tap the four pictures instead."),
        )


def last_day(day: date, *, today: date) -> str:
    """A day as a card says it: with its year when that is not this one."""
    return str(format_date(day, "d MMMM" if day.year == today.year else "d MMMM yyyy"))


def _read(wave: str, signed: str) -> Mapping[str, Any]:
    try:
        sheet: Mapping[str, Any] = _serializer().loads(signed)
    except BadData:
        abort(400)
    if sheet["wave"] != wave:
        abort(400)
    return sheet


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="sheet of cards")
