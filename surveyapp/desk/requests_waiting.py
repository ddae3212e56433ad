"""What everybody at the desk may know of children's requests: how many wait, and whether anybody would be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from surveyapp.safeguarding import alerts, requests, rota
from surveyapp.safeguarding.requests import Standing
from surveyapp.safeguarding.rota import Rota
from surveyapp.staff import accounts
from surveyapp.web import audience, clock
from surveyapp.web.audience import Role
from surveyapp.web.stores import settings, stores
from surveyapp.web.words import Text

KNOWING = (Role.WORKER, Role.ADMIN, Role.SAFEGUARDING)
NO_MAIL = _("No e-mail can be sent. Whoever looks after the server has to set up [alerts].")
NO_HOURS = _("Nobody is on duty: no hours are set.")
NOBODY = _("Nobody is named who is told.")
NO_READER = _("No account may read requests. Give somebody the role “safeguarding”.")
SILENT = _("The command “surveyapp alerts” has not run for ten minutes. An alert that nobody reads does not rise.")
UNSENT = _("The mail server did not take an alert. It is tried again every few minutes; look at the requests yourself.")
TRIAL = _("This is set up as a trial: alerts are put into a folder on the server, and nobody gets them.")


@dataclass(frozen=True, slots=True)
class Notice:
    """How many wait, and what is wrong; ``closed`` says that children cannot ask at all."""

    standing: Standing
    closed: bool
    lacks: tuple[Text, ...]


def notice() -> Notice | None:
    """What this visitor is told; None for those whom it does not concern."""
    person = audience.visitor()
    if person is None or not person.may(*KNOWING):
        return None
    with stores().read("safeguarding") as session:
        known = rota.of(session, person.authority)
        standing = requests.standing(session, person.authority, now=clock.now())
        unsent = alerts.unsent(session, person.authority)
        silent = alerts.silent(session, now=clock.now())
    closed = not (known.whole and settings().alerts)
    return Notice(standing, closed, tuple(_lacks(person.authority, known, unsent=unsent, silent=silent)))


def waiting() -> int:
    """How many requests wait unread, for the list of rooms."""
    with stores().read("safeguarding") as session:
        return requests.standing(session, audience.current().authority, now=clock.now()).waiting


def _lacks(authority: str, known: Rota, *, unsent: bool, silent: bool) -> Iterator[Text]:
    """What is missing, the worst first."""
    told = settings().alerts
    facts = (
        (told is None, NO_MAIL),
        (not known.duty.hours, NO_HOURS),
        (not known.told, NOBODY),
        (not _has_reader(authority), NO_READER),
        (unsent, UNSENT),
        (told is not None and told.folder is not None, TRIAL),
        (told is not None and told.folder is None and silent, SILENT),
    )
    return (text for is_so, text in facts if is_so)


def _has_reader(authority: str) -> bool:
    with stores().read("staff") as session:
        people = accounts.listed(session, authority=authority)
    return any((authority, Role.SAFEGUARDING) in one.roles and not one.disabled for one in people)
