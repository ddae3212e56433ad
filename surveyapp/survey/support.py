"""The people a child is told of, from the authority's own checked list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, gettext

from surveyapp.fieldwork import waves
from surveyapp.safeguarding import contacts
from surveyapp.safeguarding.contacts import Contact
from surveyapp.web.stores import stores


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody a child can reach, as the page shows them."""

    name: str
    who_for: str
    phone: str
    text: str
    web: str
    hours: str
    checked: str

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
    with stores().read("safeguarding") as session:
        return _listeners(contacts.of(session, authority, band=band))


def for_anybody() -> tuple[Listener, ...]:
    """The contacts for a child who has typed no code: the authority's own where there is only one."""
    with stores().read("fieldwork") as registry:
        known = [authority.id for authority in waves.authorities(registry)]
    with stores().read("safeguarding") as session:
        return _listeners(contacts.of(session, known[0]) if len(known) == 1 else ())


def _listeners(found: tuple[Contact, ...]) -> tuple[Listener, ...]:
    """The contacts as they are shown; the national line stands in for an authority that has listed nobody."""
    return tuple(_listener(contact) for contact in found) or (_childline(),)


def _listener(contact: Contact) -> Listener:
    return Listener(
        name=contact.name,
        who_for=contact.who_for,
        phone=contact.phone,
        text=contact.text,
        web=contact.web,
        hours=contact.hours,
        checked=_on(contact.checked_on),
    )


def _childline() -> Listener:
    who_for, hours = gettext("For anybody under 19. It is free."), gettext("At any time, day and night")
    return Listener("Childline", who_for, "0800 1111", "", "", hours, "")


def _on(day: date) -> str:
    return str(format_date(day, "long"))


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
