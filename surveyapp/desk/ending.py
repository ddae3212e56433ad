"""After the opening: until when rows are kept, destroying what could open the box again, and the certificate."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired

from surveyapp import opening
from surveyapp.casting import StateKeys
from surveyapp.desk import doing, facts, room
from surveyapp.desk.room import DESTROYING, KEEPING, blueprint
from surveyapp.fieldwork import drills
from surveyapp.opening import Certificate
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import settings, stores


class DestroyForm(Form):
    """What somebody has seen to before anything is destroyed."""

    restored = BooleanField(
        _("A backup of the results was restored, and the numbers in it were right"),
        validators=[InputRequired(_("Have a restore tried first, and tick this when its numbers were right"))],
    )
    sure = BooleanField(
        _("Nobody needs the box any more: the results are complete"),
        validators=[InputRequired(_("Tick this only when the results are complete"))],
    )


@blueprint.route("/waves/<wave>/destroy", methods=["GET", "POST"])
@open_to(*DESTROYING)
def destroy(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then destroy; the certificate is the answer."""
    room.own_wave(wave)
    known, after = facts.of(wave), opening.afterwards(stores(), wave)
    if after is None or not known.opened:
        return render_template("desk/destroy_not_now.html", facts=known), 409
    form = DestroyForm()
    if after.certificate or doing.attempted(form, lambda: _destroy(wave)):
        return redirect(url_for("desk.certificate", wave=wave))
    with stores().read("fieldwork") as session:
        drilled = drills.last_good(session)
    return render_template("desk/destroy.html", form=form, facts=known, after=after, drilled=drilled), doing.status(
        form
    )


@blueprint.get("/waves/<wave>/certificate")
@open_to(*KEEPING)
def certificate(wave: str) -> ResponseReturnValue:
    """The certificate, to be printed and signed."""
    room.own_wave(wave)
    return render_template("desk/certificate.html", facts=facts.of(wave), certificate=_certificate(wave))


@blueprint.get("/waves/<wave>/certificate.txt")
@open_to(*KEEPING)
def certificate_text(wave: str) -> ResponseReturnValue:
    """The certificate as a file."""
    room.own_wave(wave)
    answer = Response(_certificate(wave).text(), mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="certificate-{wave}.txt"'
    return answer


def _certificate(wave: str) -> Certificate:
    found = opening.certificate(stores(), wave)
    if found is None:
        abort(404)
    return found


def _destroy(wave: str) -> Certificate:
    made = opening.destroy(
        stores(),
        wave,
        state_keys=StateKeys.of(settings().instance),
        today=date.today(),
        by=audience.current().name,
        restore_tried=True,
    )
    room.note("box.destroyed", wave)
    return made
