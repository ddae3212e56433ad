"""The people and lines a child can turn to, in the order an authority wants them seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.safeguarding.models import HelpContact

STALE_AFTER = timedelta(days=183)


class ContactsRejected(Exception):
    """Help contacts cannot be kept as they are; ``problems`` says of each what to write instead."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as a child sees it. ``bands`` is empty for everybody; ``web`` begins with https://."""

    name: str
    checked_on: date
    who_for: str = ""
    bands: tuple[str, ...] = ()
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    out_of_hours: bool = False

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


def out_of_hours_first(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The order for nights and weekends: who answers then comes first, else as before."""
    return tuple(sorted(contacts, key=lambda contact: not contact.out_of_hours))


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
    )
