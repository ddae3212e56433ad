"""What a child who asks to be contacted types, what is missing in it, and what comes of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from flask import current_app
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import OperationalError, TimeoutError

from surveyapp.config import Alerts
from surveyapp.db.errors import StoreBusy
from surveyapp.safeguarding import alerts, delivery, moments, requests, rota
from surveyapp.safeguarding.duty import NeverOnDuty, on_duty, promised
from surveyapp.safeguarding.pace import ManyAsk, Pace
from surveyapp.safeguarding.requests import Asked, Wish
from surveyapp.safeguarding.rota import Rota
from surveyapp.safeguarding.wrapped import PURPOSE
from surveyapp.survey import support
from surveyapp.survey.answering import Form
from surveyapp.survey.support import Listener
from surveyapp.web import clock
from surveyapp.web.stores import settings, stores

LONGEST: Mapping[str, int] = {"called": 100, "reach": 200, "when": 200, "words": 2000}
"""Characters of each field."""
NEEDED: Mapping[str, LazyString] = {
    "called": _("Please type a name, so that we know whom to ask for."),
    "reach": _("Please type how we can reach you, or where you are."),
}
BUSY = _("It did not go through. Nobody has been told yet. Press “Send it” again, or ring one of the numbers here.")
CLOSED = "talk_closed"
AWAY = (StoreBusy, OperationalError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to the browser: a template, what it shows, and the status."""

    template: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Door:
    """Through which a child comes: the authority's own, and ``grown`` from the pages for adults."""

    authority: str
    grown: bool = False

    def contacts(self) -> tuple[Listener, ...]:
        """Who listens."""
        return support.of_authority(self.authority, grown=self.grown)

    def at_night(self) -> tuple[Listener, ...]:
        """Who listens at night and at weekends."""
        return support.at_night(self.authority, grown=self.grown)

    def national(self) -> tuple[Listener, ...]:
        """Who listens everywhere, which needs no store."""
        return support.national(grown=self.grown)


@dataclass(frozen=True, slots=True)
class Place:
    """A door at which children can ask: its authority's rota, and what time it is there."""

    door: Door
    rota: Rota
    now: datetime


def begun(door: Door) -> Page:
    """The empty form; while the store is away, at least whom to ring."""
    try:
        return _form(door, dict.fromkeys(LONGEST, ""), _around(door), once=secrets.token_hex(16))
    except NeverOnDuty:
        return _closed(door)
    except AWAY:
        return Page(CLOSED, {"title": gettext("You can talk to somebody."), "contacts": door.national()})


def answered(door: Door, form: Form) -> Page:
    """What follows from a sent form: the page that says who was told, or the form again with what was typed."""
    typed = {name: form.get(name, "").strip() for name in LONGEST}
    once = form.get("once", "")[:64] or secrets.token_hex(16)
    sends = form.get("go", "") == "send"
    problems = {name: told for name in LONGEST if sends and (told := _problem(name, typed[name]))}
    try:
        if problems or not sends:
            return _form(door, typed, _around(door), once=once, problems=problems)
        current_pace().step()
        return _asked(_place(door), Wish(**typed), once)
    except NeverOnDuty:
        return _closed(door)
    except (ManyAsk, *AWAY):
        return _form(door, typed, _around_or_stranded(door), once=once, failed=str(BUSY))


def current_pace() -> Pace:
    """How fast requests are taken in this process."""
    return cast(Pace, current_app.extensions["asking pace"])


def _form(
    door: Door,
    typed: Mapping[str, str],
    around: Mapping[str, Any],
    *,
    once: str,
    problems: Mapping[str, str] | None = None,
    failed: str = "",
) -> Page:
    shows = {
        "title": gettext("Ask somebody to get in touch with you"),
        "authority": door.authority,
        "grown": door.grown,
        "typed": typed,
        "once": once,
        "problems": problems or {},
        "failed": failed,
        "longest": LONGEST,
        **around,
    }
    return Page("talk", shows, 503 if failed else 422 if problems else 200)


def _around(door: Door) -> dict[str, Any]:
    """What stands around the fields: by when it is read, and who can be rung. Raises NeverOnDuty."""
    place = _place(door)
    return {
        "due": by_when(promised(place.rota.duty, place.now), place.now),
        "there": on_duty(place.rota.duty, place.now),
        "contacts": door.contacts(),
        "at_night": door.at_night(),
    }


def _around_or_stranded(door: Door) -> dict[str, Any]:
    """The same; without the store no promise, and the national line."""
    try:
        return _around(door)
    except AWAY:
        return {"due": "", "there": True, "contacts": door.national(), "at_night": door.national()}


def _place(door: Door) -> Place:
    """Raises NeverOnDuty where nobody would be told."""
    with stores().read("safeguarding") as session:
        known = rota.of(session, door.authority)
    if not (known.whole and settings().alerts):
        raise NeverOnDuty
    return Place(door, known, moments.local(clock.now()))


def _closed(door: Door) -> Page:
    shows = {"title": gettext("You can talk to somebody."), "contacts": door.contacts()}
    return Page(CLOSED, shows)


def _problem(name: str, typed: str) -> str:
    if not typed and name in NEEDED:
        return str(NEEDED[name])
    if len(typed) > LONGEST[name]:
        return str(gettext("That is too long for us. Please use %(longest)s letters or fewer.", longest=LONGEST[name]))
    return ""


def _asked(place: Place, wish: Wish, once: str) -> Page:
    """Kept for certain when this returns; told as soon as the mail server takes it."""
    with stores().write("safeguarding") as session:
        asked = requests.ask(
            session,
            stores().key(PURPOSE),
            authority=place.door.authority,
            once=once.encode(),
            wish=wish,
            rota=place.rota,
            now=clock.now(),
        )
    there = on_duty(place.rota.duty, place.now)
    shows = {
        "title": _thanks(place.rota.told[0].name, told=_told(asked), there=there),
        "due": by_when(moments.local(asked.due_at), place.now),
        "there": there,
        "contacts": place.door.contacts() if there else place.door.at_night(),
    }
    return Page("talk_asked", shows)


def _thanks(name: str, *, told: bool, there: bool) -> str:
    """Who has been told; nobody is, in a child's sense, who is not there to read it.

    A name such as "The duty worker" stands where a sentence begins.
    """
    name = name[:1].upper() + name[1:]
    if not there:
        return str(gettext("We have got it. %(name)s will see it.", name=name))
    if told:
        return str(gettext("%(name)s has been told that somebody wants to talk.", name=name))
    return str(gettext("We have got it. %(name)s is being told.", name=name))


def _told(asked: Asked) -> bool:
    """Send the alert now, and say whether it went; if not, it is sent within minutes."""
    with suppress(*AWAY):
        delivery.at_once(stores(), cast(Alerts, settings().alerts), clock=clock.now_in(current_app))
        with stores().read("safeguarding") as session:
            return alerts.was_told(session, asked.id)
    return False


def by_when(due: datetime, now: datetime) -> str:
    """The promise in one sentence."""
    hour, away = clock.hour(due), (due.date() - now.date()).days
    if away <= 0:
        return str(gettext("Somebody will read it by %(hour)s today.", hour=hour))
    if away == 1:
        return str(gettext("Somebody will read it by %(hour)s tomorrow.", hour=hour))
    if away < clock.WEEK:
        return str(gettext("Somebody will read it on %(day)s by %(hour)s.", day=clock.weekday(due), hour=hour))
    return str(gettext("Somebody will read it on %(day)s by %(hour)s.", day=clock.day(due), hour=hour))
