"""Other councils' figures, added up by a programme: taken in, looked at, set aside."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Flask, abort, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length

from surveyapp.desk import doing, others_words, room
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.room import RELEASING, blueprint
from surveyapp.history import taking
from surveyapp.history.comparators import KIND, Round
from surveyapp.signing import files
from surveyapp.staff import audit
from surveyapp.web import audience, navigation
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.navigation import Room
from surveyapp.web.stores import catalogue, stores


@blueprint.record_once
def _enter(state: BlueprintSetupState) -> None:
    """Put the other councils on the list of rooms, and name what the record says of them."""
    app = cast(Flask, state.app)
    about = _("Figures of other councils, added up by a programme, to stand beside the results.")
    navigation.add(app, Room("desk.others", _("Other councils"), about, frozenset(RELEASING), 4))
    audit.name_deeds(app, others_words.DEEDS)


class SignedFileForm(Form):
    """A programme's file, and what the programme read aloud."""

    file = FileField(
        _("The programme's file"),
        description=_("It was made for your council alone, and its name ends in .json."),
        validators=[FileRequired(_("Choose the programme's file"))],
        render_kw={"accept": ".json,application/json"},
    )
    told = StringField(
        _("The programme's key, as they read it to you"),
        description=_("Six groups of four letters and numbers. Needed the first time; ring them and let them read it."),
        validators=[Length(max=100, message=_("Use at most 100 signs"))],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )


@blueprint.get("/others")
@open_to(*RELEASING)
def others() -> ResponseReturnValue:
    """Every round that was taken in, the newest first."""
    found = [others_words.told(one, catalogue().bank) for one in reversed(_rounds())]
    return render_template("desk/others.html", rounds=found)


@blueprint.route("/others/new", methods=["GET", "POST"])
@open_to(*RELEASING)
def take_in() -> ResponseReturnValue:
    """Take a programme's file in, if it is whole, signed by the key that was read aloud, and for this council."""
    form = SignedFileForm()
    digest = doing.attempted(form, lambda: _take_in(form))
    if digest is not None:
        return redirect(url_for("desk.others_round", digest=digest))
    return render_template("desk/others_new.html", form=form, first=not _rounds()), doing.status(form)


@blueprint.get("/others/<digest>")
@open_to(*RELEASING)
def others_round(digest: str) -> ResponseReturnValue:
    """What is in a round: of each question, how many children elsewhere gave a positive answer."""
    told = others_words.told(_own_round(digest), catalogue().bank)
    return render_template("desk/others_round.html", told=told)


@blueprint.route("/others/<digest>/aside", methods=["GET", "POST"])
@open_to(*RELEASING)
def set_aside(digest: str) -> ResponseReturnValue:
    """Say what changes, then keep a round out of new results, or let it in again."""
    told = others_words.told(_own_round(digest), catalogue().bank)
    form = PlainForm()
    if doing.attempted(form, lambda: _set_aside(told)):
        return redirect(url_for("desk.others"))
    return render_template("desk/others_aside.html", form=form, told=told), doing.status(form)


def _rounds() -> tuple[Round, ...]:
    with stores().read("releases") as session:
        return taking.taken(session, audience.current().authority)


def _own_round(digest: str) -> Round:
    """The round, if this council took it in; else there is no such page."""
    found = next((one for one in _rounds() if one.digest == digest), None)
    if found is None:
        abort(404)
    return found


def _take_in(form: SignedFileForm) -> str:
    signed = files.read(form.file.data.read(), kind=KIND)
    person = audience.current()
    with stores().write("releases") as session:
        told = (form.told.data or "").strip()
        found = taking.take_in(session, person.authority, signed, told=told, by=person.name, on=date.today())
    room.note("others.taken", f"{found.programme}, {found.number}")
    return signed.digest


def _set_aside(told: others_words.Told) -> bool:
    on = None if told.set_aside_on else date.today()
    with stores().write("releases") as session:
        taking.set_aside(session, audience.current().authority, told.digest, on=on)
    room.note("others.set_aside" if on else "others.used_again", f"{told.programme}, {told.number}")
    return True
