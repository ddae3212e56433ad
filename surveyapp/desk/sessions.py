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
from surveyapp.safeguarding import moments
from surveyapp.web import clock, cookies, navigation
from surveyapp.web.animals import animal
from surveyapp.web.audience import open_to, open_to_all
from surveyapp.web.stores import stores

SILENT_SECONDS = 60
"""A tablet that tells nothing for so long has no network, sleeps, or is switched off."""
SETTLED = ("none", "refused")
"""What is left on a tablet from which nothing is still to come."""
KEY = "Session-Key"
"""The header with which a leader's page says which session it leads."""


@dataclass(frozen=True, slots=True)
class Row:
    """One tablet as the list shows it: one word of how it is now, and minutes in which it has told nothing.

    Nothing here differs between a child who sent and one who did not: whoever looks at it knows who sits where.
    """

    number: int
    name: str
    now: str
    silent: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The session's tablets, and how many answers all of them have sent together.

    ``sent`` is None while some tablets have finished sending and others not: it would tell which of them had any.
    """

    rows: tuple[Row, ...]
    sent: int | None


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
    shows = {"facts": known, "sessions": going_on, "since": _since}
    return render_template("desk/session_begin.html", form=form, **shows), doing.status(form)


@blueprint.get("/waves/<wave>/session/<session>")
@open_to(*RUNNING)
def session(wave: str, session: str) -> ResponseReturnValue:
    """The picture that tablets join with, the link for somebody who leads it, and the tablets."""
    found = _found(wave, session)
    address = _address("survey.sessions.session", found.word)
    shows = {"address": address, "picture": square(address, border=2), "lead": _address("desk.lead", found.lead)}
    return render_template(
        "desk/session.html", facts=facts.of(wave), session=found, listed=_listed(found), form=PlainForm(), **shows
    )


@blueprint.get("/waves/<wave>/session/<session>/tablets")
@open_to(*RUNNING)
def session_tablets(wave: str, session: str) -> ResponseReturnValue:
    """The list of tablets alone, as it is now."""
    found = _found(wave, session)
    return render_template("desk/session_tablets.html", session=found, listed=_listed(found))


@blueprint.post("/waves/<wave>/session/<session>/end")
@open_to(*RUNNING)
def end_session(wave: str, session: str) -> ResponseReturnValue:
    """Nobody joins any more, and every tablet says so."""
    sessions.end(_found(wave, session).id, now=clock.now())
    room.note("session.ended", wave)
    return redirect(url_for("desk.session", wave=wave, session=session))


@blueprint.post("/waves/<wave>/session/<session>/off")
@open_to(*RUNNING)
def take_off(wave: str, session: str) -> ResponseReturnValue:
    """A tablet that is not here is no more on the list."""
    _taken_off(_found(wave, session))
    return redirect(url_for("desk.session", wave=wave, session=session, _anchor="tablets"))


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
        listed=_listed(found),
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


@blueprint.post("/session/off")
@open_to_all
def take_off_led() -> ResponseReturnValue:
    """The leader takes a tablet off the list."""
    _taken_off(_led(request.form.get("key", "")))
    return redirect(url_for("desk.lead"))


def _taken_off(session: Session) -> None:
    sessions.take_off(session.id, request.form.get("number", -1, type=int), now=clock.now())


def _since(session: Session) -> str:
    return clock.hour(moments.local(session.since))


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


def _listed(session: Session) -> Listed:
    now = clock.now()
    rows = tuple(_row(one, now - one.heard, ended=session.ended) for one in session.tablets)
    settled = not session.ended or all(row.now in SETTLED for row in rows)
    sent = session.off + sum(one.report.sent for one in session.tablets)
    return Listed(rows, sent if settled else None)


def _row(tablet: Tablet, quiet: int, *, ended: bool) -> Row:
    silent = quiet // 60 if quiet >= SILENT_SECONDS else 0
    return Row(tablet.number, animal(tablet.number), _now(tablet, ended=ended, silent=silent > 0), silent)


def _now(tablet: Tablet, *, ended: bool, silent: bool) -> str:
    told = tablet.report
    if ended and told.left in SETTLED:
        return told.left
    if silent:
        return "silent"
    if told.in_use or told.unclear:
        return "in_use" if told.in_use else "unclear"
    return "some" if ended else "ready"


def _address(endpoint: str, secret: str) -> str:
    """With the secret behind it, where no server and no log sees it."""
    path = url_for(endpoint).partition("?")[0]
    return f"{'https' if cookies.is_secure() else request.scheme}://{request.host}{path}#{secret}"
