"""The people a child is told of, from the authority's own checked list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, gettext

from surveyapp.fieldwork import waves
from surveyapp.safeguarding import contacts, rota, sentences
from surveyapp.safeguarding.contacts import Contact
from surveyapp.translations.days import ended
from surveyapp.web.stores import catalogue, settings, stores

CHILDLINE_UP_TO = 18
"""The oldest whom Childline is for."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody a child can reach, as the page shows them.

    ``who_for`` and ``hours`` are lines: what is said in the child's language, then what the authority wrote besides.
    ``asks`` is the authority whose list this is, where a child can also ask to be contacted; otherwise empty.
    ``checked`` says when somebody checked all this. ``always``: somebody answers at any time.
    """

    name: str
    who_for: tuple[str, ...]
    phone: str
    text: str
    web: str
    hours: tuple[str, ...]
    checked: str
    asks: str = ""
    always: bool = False

    @property
    def dial(self) -> str:
        """The phone number as a device dials it."""
        return _digits(self.phone)

    @property
    def message(self) -> str:
        """The number for texts, as a device takes it."""
        return _digits(self.text)


def for_wave(wave: str, band: str) -> tuple[Listener, ...]:
    """The contacts of the authority whose wave this is, for children of this band."""
    with stores().read("fieldwork") as registry:
        authority = waves.find(registry, wave).authority
    return of_authority(authority, band=band)


def for_anybody() -> tuple[Listener, ...]:
    """The contacts for a child who has typed no code: the authority's own where there is only one."""
    known = authorities()
    return of_authority(known[0]) if len(known) == 1 else national()


def authorities() -> tuple[str, ...]:
    """The ids of all authorities here."""
    with stores().read("fieldwork") as registry:
        return tuple(authority.id for authority in waves.authorities(registry))


def of_authority(authority: str, *, band: str | None = None, grown: bool = False) -> tuple[Listener, ...]:
    """An authority's contacts; national lines stand in for one that has listed nobody.

    Where the band is not known, ``grown`` says that some who read it are too old for what is for children alone.
    """
    grown = grown or _grown(band)
    with stores().read("safeguarding") as session:
        found = contacts.of(session, authority, band=band)
        asks = authority if settings().alerts and rota.of(session, authority).whole else ""
    found = contacts.for_adults(found) if grown else found
    lines = tuple(_listener(one, asks) for one in contacts.always_first(found))
    return lines or national(band, grown=grown, asks=asks)


def at_night(authority: str, *, grown: bool = False) -> tuple[Listener, ...]:
    """Those of the authority's contacts who answer at night and at weekends, or the national lines."""
    with stores().read("safeguarding") as session:
        found = contacts.of(session, authority)
    found = contacts.for_adults(found) if grown else found
    return tuple(_listener(contact, "") for contact in found if contact.out_of_hours) or national(grown=grown)


def national(band: str | None = None, *, grown: bool = False, asks: str = "") -> tuple[Listener, ...]:
    """The lines for everybody, or for the ages of a band, which need no store; for adults first those for any age."""
    childline, samaritans = _childline(asks), _samaritans(asks)
    if grown or _grown(band):
        return samaritans, childline
    return (childline, samaritans) if band is None else (childline,)


def _grown(band: str | None) -> bool:
    """Whether some of this band are too old for what is for children alone."""
    return band is not None and catalogue().bank.bands[band].oldest > CHILDLINE_UP_TO


def _listener(contact: Contact, asks: str) -> Listener:
    return Listener(
        name=contact.name,
        who_for=sentences.who_for(contact, gettext),
        phone=contact.phone,
        text=contact.text,
        web=contact.web,
        hours=sentences.when(contact, gettext),
        checked=_checked(contact.checked_on),
        asks=asks,
        always=contact.always,
    )


def _childline(asks: str = "") -> Listener:
    who_for, hours = gettext("For anybody under 19. It is free."), gettext("At any time, day and night")
    return Listener("Childline", (who_for,), "0800 1111", "", "", (hours,), "", asks, always=True)


def _samaritans(asks: str) -> Listener:
    who_for, hours = gettext("For anybody of any age. It is free."), gettext("At any time, day and night")
    return Listener("Samaritans", (who_for,), "116 123", "", "", (hours,), "", asks, always=True)


def _checked(day: date) -> str:
    return ended(gettext("We checked this on %(date)s.", date=format_date(day, "long")))


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
