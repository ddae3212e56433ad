"""A session with shared tablets: a worker starts it, sees the tablets by their animals, may hand it on, and ends it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveyapp.desk import doing, facts, room
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.desk.squares import square
from surveyapp.fieldwork import sessions, waves
from surveyapp.fieldwork.models import State
from surveyapp.fieldwork.sessions import Session, SessionOver, Tablet
from surveyapp.web import clock, cookies, navigation
from surveyapp.web.animals import animal
from surveyapp.web.audience import open_to, open_to_all
from surveyapp.web.stores import stores

SILENT_SECONDS = 60
"""A tablet that tells nothing for so long has no network, sleeps, or is switched off."""
KEY = "Session-Key"
"""The header with which a leader's page says which session it leads."""


@dataclass(frozen=True, slots=True)
class Row:
    """One tablet as the list shows it; ``silent``: minutes in which it has told nothing, 0 where it tells."""

    name: str
    tablet: Tablet
    silent: int


@blueprint.route("/waves/<wave>/session", methods=["GET", "POST"])
@open_to(*RUNNING)
def begin_session(wave: str) -> ResponseReturnValue:
    """Say what a session is, and start one; or go on with one that was started."""
    room.own_wave(wave)
    known, form = facts.of(wave), PlainForm()
    if known.state is not State.OPEN:
        abort(404)
    made = doing.attempted(form, lambda: _begun(wave))
    if made is not None:
        return redirect(url_for("desk.session", wave=wave, session=made.id))
    going_on = sessions.of_wave(wave, now=clock.now())
    return render_template("desk/session_begin.html", form=form, facts=known, sessions=going_on), doing.status(form)


@blueprint.get("/waves/<wave>/session/<session>")
@open_to(*RUNNING)
def session(wave: str, session: str) -> ResponseReturnValue:
    """The picture that tablets join with, the link for somebody who leads it, and the tablets."""
    found = _found(wave, session)
    address = _address("survey.sessions.session", found.word)
    shows = {"address": address, "picture": square(address, border=2), "lead": _address("desk.lead", found.lead)}
    return render_template(
        "desk/session.html", facts=facts.of(wave), session=found, rows=_rows(found), form=PlainForm(), **shows
    )


@blueprint.get("/waves/<wave>/session/<session>/tablets")
@open_to(*RUNNING)
def session_tablets(wave: str, session: str) -> ResponseReturnValue:
    """The list of tablets alone, as it is now."""
    found = _found(wave, session)
    return render_template("desk/session_tablets.html", session=found, rows=_rows(found))


@blueprint.post("/waves/<wave>/session/<session>/end")
@open_to(*RUNNING)
def end_session(wave: str, session: str) -> ResponseReturnValue:
    """Nobody joins any more, and every tablet says so."""
    sessions.end(_found(wave, session).id, now=clock.now())
    room.note("session.ended", wave)
    return redirect(url_for("desk.session", wave=wave, session=session))


@blueprint.get("/session")
@open_to_all
def lead() -> ResponseReturnValue:
    """For whoever leads one session by its link; the key is behind the address and comes to no server with it."""
    return render_template("desk/lead.html", form=PlainForm())


@blueprint.get("/session/tablets")
@open_to_all
def led_tablets() -> ResponseReturnValue:
    """The list of tablets for the session's leader."""
    found = _led(request.headers.get(KEY, ""))
    address = _address("survey.sessions.session", found.word)
    return render_template(
        "desk/led_tablets.html",
        rows=_rows(found),
        address=address,
        session=found,
        picture=square(address, border=2),
        wave=_title(found),
    )


@blueprint.post("/session/end")
@open_to_all
def end_led() -> ResponseReturnValue:
    """The leader ends the session."""
    sessions.end(_led(request.form.get("key", "")).id, now=clock.now())
    return redirect(url_for("desk.lead"))


def _begun(wave: str) -> Session:
    made = sessions.open_session(wave, now=clock.now())
    room.note("session.opened", wave)
    return made


def _found(wave: str, session: str) -> Session:
    """The wave's session; one that nobody remembers any more is no page."""
    room.own_wave(wave)
    try:
        found = sessions.find(session, now=clock.now())
    except SessionOver:
        abort(404)
    return found if found.wave == wave else abort(404)


def _led(lead: str) -> Session:
    try:
        return sessions.led(lead, now=clock.now())
    except SessionOver:
        abort(404)


def _title(session: Session) -> str:
    with stores().read("fieldwork") as registry:
        wave = waves.find(registry, session.wave)
    return f"{wave.title}, {navigation.title_of(wave.authority)}"


def _rows(session: Session) -> tuple[Row, ...]:
    now = clock.now()
    return tuple(Row(animal(one.number), one, _silent(now - one.heard)) for one in session.tablets)


def _silent(seconds: int) -> int:
    return seconds // 60 if seconds >= SILENT_SECONDS else 0


def _address(endpoint: str, secret: str) -> str:
    """With the secret behind it, where no server and no log sees it."""
    path = url_for(endpoint).partition("?")[0]
    return f"{'https' if cookies.is_secure() else request.scheme}://{request.host}{path}#{secret}"
