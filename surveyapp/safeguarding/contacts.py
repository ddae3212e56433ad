"""The people and lines a child can turn to, in the order an authority wants them seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.paper.model import Person
from surveyapp.paper.saying import Sayings
from surveyapp.safeguarding import sentences
from surveyapp.safeguarding.models import HelpContact
from surveyapp.safeguarding.sentences import WITH_HOURS, Answering, Purpose

STALE_AFTER = timedelta(days=183)


class ContactsRejected(Exception):
    """Help contacts cannot be kept as they are; ``problems`` says of each what to write instead."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as a child sees it. ``bands`` is empty for everybody; ``web`` begins with https://.

    ``purpose`` and ``answering`` are said in the child's language, ``who_for`` and ``hours`` as somebody wrote them.
    """

    name: str
    checked_on: date
    who_for: str = ""
    bands: tuple[str, ...] = ()
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    out_of_hours: bool = False
    purpose: Purpose | None = None
    answering: Answering | None = None
    opens: time | None = None
    closes: time | None = None

    @property
    def always(self) -> bool:
        """Whether somebody answers at any time, not at night and at weekends alone."""
        return self.out_of_hours and self.answering is not Answering.EVENINGS

    def stale(self, today: date) -> bool:
        """Whether nobody has checked this contact for half a year."""
        return today - self.checked_on > STALE_AFTER


def replace(session: Session, authority: str, contacts: Iterable[Contact]) -> None:
    """Put these contacts, in this order, in the place of those the authority had."""
    wanted = tuple(contacts)
    problems = tuple(_problems(wanted))
    if problems:
        raise ContactsRejected(problems)
    session.execute(delete(HelpContact).where(HelpContact.authority == authority))
    session.add_all(_row(authority, position, contact) for position, contact in enumerate(wanted, 1))
    session.flush()


def of(session: Session, authority: str, *, band: str | None = None) -> tuple[Contact, ...]:
    """The authority's contacts in order; with ``band``, those that are for its children."""
    rows = session.scalars(select(HelpContact).where(HelpContact.authority == authority).order_by(HelpContact.position))
    contacts = tuple(_contact(row) for row in rows)
    return tuple(contact for contact in contacts if band is None or not contact.bands or band in contact.bands)


def always_first(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The order in which a child sees them: who answers at any time comes first, else as the authority has them."""
    return tuple(sorted(contacts, key=lambda contact: not contact.always))


def for_adults(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The order where some are over 18: lines for any age before those that say that they are for children alone."""
    return tuple(sorted(contacts, key=lambda contact: contact.purpose is not Purpose.ANY_AGE))


def out_of_hours_first(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The order for nights and weekends: who answers then comes first, else as before."""
    return tuple(sorted(contacts, key=lambda contact: not contact.out_of_hours))


def person(contact: Contact, said: Sayings) -> Person:
    """The contact as a paper booklet names them."""
    return Person(
        contact.name,
        " ".join(sentences.who_for(contact, said.gettext)),
        contact.phone,
        contact.text,
        contact.web,
        " ".join(sentences.when(contact, said.gettext)),
        contact.checked_on,
    )


def _problems(contacts: tuple[Contact, ...]) -> Iterable[str]:
    names = [contact.name for contact in contacts]
    for number, contact in enumerate(contacts, 1):
        where = f"contact {number}"
        if not contact.name.strip():
            yield f"{where}: no name; write who answers, such as “Childline”"
        elif names.index(contact.name) != number - 1:
            yield f"{where}: “{contact.name}” stands here twice; give each contact one line"
        if not (contact.phone or contact.text or contact.web):
            yield f"{where}: no way to reach them; give a phone number, a number for texts or a web address"
        if contact.web and not contact.web.startswith("https://"):
            yield f"{where}: “{contact.web}” is not a safe web address; begin it with https://"
        if not _clock_fits(contact):
            yield f"{where}: hours of the clock stand beside “Monday to Friday” or “Every day”, from and to"


def _clock_fits(contact: Contact) -> bool:
    """Both times, not the same, and beside days that they can be said of; or neither."""
    if contact.opens is None and contact.closes is None:
        return True
    whole = contact.opens is not None and contact.closes is not None and contact.opens != contact.closes
    return whole and contact.answering in WITH_HOURS


def _row(authority: str, position: int, contact: Contact) -> HelpContact:
    return HelpContact(
        authority=authority,
        position=position,
        name=contact.name,
        who_for=contact.who_for,
        bands=" ".join(contact.bands),
        phone=contact.phone,
        text=contact.text,
        web=contact.web,
        hours=contact.hours,
        out_of_hours=contact.out_of_hours,
        checked_on=contact.checked_on,
        purpose=contact.purpose or "",
        answering=contact.answering or "",
        opens=_minutes(contact.opens),
        closes=_minutes(contact.closes),
    )


def _contact(row: HelpContact) -> Contact:
    return Contact(
        name=row.name,
        who_for=row.who_for,
        bands=tuple(row.bands.split()),
        phone=row.phone,
        text=row.text,
        web=row.web,
        hours=row.hours,
        out_of_hours=row.out_of_hours,
        checked_on=row.checked_on,
        purpose=Purpose(row.purpose) if row.purpose else None,
        answering=Answering(row.answering) if row.answering else None,
        opens=_time(row.opens),
        closes=_time(row.closes),
    )


def _minutes(moment: time | None) -> int | None:
    return None if moment is None else moment.hour * 60 + moment.minute


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(*divmod(minutes, 60))
