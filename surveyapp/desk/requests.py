"""Children who ask to be contacted: the list, and one request a page, for the reader alone."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from surveyapp.desk import doing, room
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.requests_waiting import notice
from surveyapp.desk.requests_words import SAID
from surveyapp.desk.room import blueprint
from surveyapp.safeguarding import requests
from surveyapp.safeguarding.requests import Listed, RequestGone, State
from surveyapp.safeguarding.wrapped import PURPOSE
from surveyapp.web import audience, clock
from surveyapp.web.audience import Role, open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores

NUMBER = re.compile(r"\+?\d(?:[ ()\-]?\d){8,14}")
"""What in a child's words can be dialled."""

blueprint.app_context_processor(lambda: {"children_asking": notice})


class DoneForm(Form):
    """What became of a request."""

    what = TextAreaField(
        _("What happened?"),
        description=_(
            "In a few words. For example: rang on Tuesday, visit on Friday. The rest goes into your own records."
        ),
        validators=[
            DataRequired(_("Write in a few words what happened")),
            Length(max=1000, message=_("Use at most 1000 signs")),
        ],
        render_kw={"rows": 4, "autocomplete": "off"},
    )


class EraseForm(Form):
    """What somebody must be sure of before a request is deleted."""

    sure = BooleanField(
        _("Nobody needs this request any more to help the child, and that it is deleted is agreed here"),
        validators=[InputRequired(_("Tick this only when it is agreed"))],
    )


@blueprint.get("/requests", endpoint="requests")
@open_to(Role.SAFEGUARDING)
def listed() -> ResponseReturnValue:
    """Who waits, who was read, what is done."""
    with stores().read("safeguarding") as session:
        known = requests.listed(session, audience.current().authority)
    groups = {state: [one for one in known if one.state is state] for state in State}
    return render_template("desk/requests.html", groups=groups, **SAID)


@blueprint.get("/requests/<request>", endpoint="request")
@open_to(Role.SAFEGUARDING)
def one(request: str) -> ResponseReturnValue:
    """One request. That it was looked at is written down before it is shown."""
    return _shown(_own(request), DoneForm())


@blueprint.post("/requests/<request>/read")
@open_to(Role.SAFEGUARDING)
def read_request(request: str) -> ResponseReturnValue:
    """Say that it has been read: from now on nobody is alerted any more."""
    known = _own(request)
    if doing.attempted(PlainForm(), lambda: _read(known)):
        return redirect(url_for("desk.request", request=known.id))
    return _shown(known, DoneForm(formdata=None)), 422


@blueprint.post("/requests/<request>/done")
@open_to(Role.SAFEGUARDING)
def finish_request(request: str) -> ResponseReturnValue:
    """Say what happened."""
    known, form = _own(request), DoneForm()
    if doing.attempted(form, lambda: _finish(known, form.what.data.strip())):
        return redirect(url_for("desk.requests"))
    return _shown(known, form), 422


@blueprint.route("/requests/<request>/delete", methods=["GET", "POST"])
@open_to(Role.SAFEGUARDING)
def erase_request(request: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then delete; one that nobody has read stays, as a child waits for help."""
    known, form = _own(request), EraseForm()
    if known.state is State.NEW:
        return redirect(url_for("desk.request", request=known.id))
    if doing.attempted(form, lambda: _erase(known)):
        return redirect(url_for("desk.requests"))
    return render_template("desk/request_erase.html", one=known, form=form, **SAID), doing.status(form)


def _own(request: str) -> Listed:
    """The request, if it is of the visitor's authority; for everybody else there is no such page."""
    with stores().read("safeguarding") as session:
        try:
            return requests.find(session, audience.current().authority, request)
        except RequestGone:
            abort(404)


def _shown(known: Listed, form: Any) -> str:
    room.note("request.opened")
    key, authority = stores().key(PURPOSE), audience.current().authority
    with stores().read("safeguarding") as session:
        wish = requests.wish(session, key, authority, known.id)
        outcome = requests.outcome(session, key, authority, known.id)
    number = NUMBER.search(wish.reach)
    return render_template(
        "desk/request.html",
        one=known,
        wish=wish,
        outcome=outcome,
        **SAID,
        form=form,
        plain=PlainForm(formdata=None),
        dial=re.sub(r"[^\d+]", "", number.group()) if number else "",
    )


def _read(known: Listed) -> bool:
    person = audience.current()
    with stores().write("safeguarding") as session:
        requests.read(session, person.authority, known.id, by=person.name, now=clock.now())
    room.note("request.read")
    return True


def _erase(known: Listed) -> bool:
    with stores().write("safeguarding") as session:
        requests.erase(session, audience.current().authority, known.id)
    room.note("request.erased")
    return True


def _finish(known: Listed, what: str) -> bool:
    key, authority = stores().key(PURPOSE), audience.current().authority
    with stores().write("safeguarding") as session:
        requests.finish(session, key, authority, known.id, what=what, now=clock.now())
    room.note("request.done")
    return True
