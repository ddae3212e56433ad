"""Giving up what waits: sealed answers that nobody will open together with others are destroyed unread."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired

from surveyapp import opening
from surveyapp.desk import doing, facts, room, waiting
from surveyapp.desk.room import DESTROYING, KEEPING, blueprint
from surveyapp.opening import GivenUp
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores


class GiveUpForm(Form):
    """What somebody must be sure of before answers are destroyed unread."""

    sure = BooleanField(
        _("These children's answers will never be counted, and that is agreed here"),
        validators=[InputRequired(_("Tick this only when it is agreed"))],
    )


@blueprint.route("/waves/<wave>/give-up", methods=["GET", "POST"])
@open_to(*DESTROYING)
def give_up(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then destroy; the certificate is the answer."""
    room.own_wave(wave)
    parts, form = waiting.of_wave(wave), GiveUpForm()
    if opening.given_up(stores(), wave) or doing.attempted(form, lambda: _give_up(wave)):
        return redirect(url_for("desk.given_up", wave=wave))
    if not parts:
        abort(404)
    return render_template("desk/give_up.html", form=form, facts=facts.of(wave), parts=parts), doing.status(form)


@blueprint.get("/waves/<wave>/given-up")
@open_to(*KEEPING)
def given_up(wave: str) -> ResponseReturnValue:
    """The certificate of what was destroyed unread, to be printed and signed."""
    room.own_wave(wave)
    return render_template("desk/given_up.html", facts=facts.of(wave), given=_certificate(wave))


@blueprint.get("/waves/<wave>/given-up.txt")
@open_to(*KEEPING)
def given_up_text(wave: str) -> ResponseReturnValue:
    """The certificate as a file."""
    room.own_wave(wave)
    answer = Response(_certificate(wave).text(), mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="given-up-{wave}.txt"'
    return answer


def _certificate(wave: str) -> GivenUp:
    found = opening.given_up(stores(), wave)
    if found is None:
        abort(404)
    return found


def _give_up(wave: str) -> GivenUp:
    made = opening.give_up(stores(), wave, by=audience.current().name, today=date.today())
    room.note("waiting.given_up", wave)
    return made
