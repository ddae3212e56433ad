"""What the account pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app
from wtforms.fields import SelectChoice

from surveyapp.staff import accounts, audit
from surveyapp.staff.accounts import Listed
from surveyapp.web import audience, navigation
from surveyapp.web.stores import stores


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the record."""

    at: datetime
    name: str
    action: str
    about: str


def authorities() -> tuple[str, ...]:
    """The authorities the visitor works for."""
    with stores().read("staff") as session:
        return accounts.authorities_of(session, audience.current().account)


def authority_choices() -> list[SelectChoice]:
    """The same, with their names, to choose from."""
    return [SelectChoice(id_, navigation.title_of(id_)) for id_ in authorities()]


def people() -> tuple[Listed, ...]:
    """The accounts of the visitor's authority."""
    with stores().read("staff") as session:
        return accounts.listed(session, authority=audience.current().authority)


def records() -> tuple[Done, ...]:
    """The newest things done in the visitor's authority."""
    with stores().read("staff") as session:
        found = audit.latest(session, audience.current().authority)
    words = current_app.extensions["deeds"]
    return tuple(
        Done(datetime.fromtimestamp(one.at, UTC), one.name, str(words.get(one.action, one.action)), one.about)
        for one in found
    )
