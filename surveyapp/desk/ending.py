"""After the opening: until when rows are kept, destroying what could open the box again, and the certificate."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from surveyapp import opening
from surveyapp.casting import StateKeys
from surveyapp.desk import doing, facts, room, waiting
from surveyapp.desk.room import DESTROYING, KEEPING, blueprint
from surveyapp.opening import Certificate, EndedUnread
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import settings, stores


class DestroyForm(Form):
    """What somebody has seen to before anything is destroyed."""

    sure = BooleanField(
        _("Nobody needs the box any more: the results are complete"),
        validators=[InputRequired(_("Tick this only when the results are complete"))],
    )


class UntriedForm(DestroyForm):
    """The same where no restore is on record since the opening."""

    elsewhere = StringField(
        _("Where and when was a backup of the results restored, and were the numbers in it right?"),
        description=_(
            "For example: on the spare server in the town hall, 12 March 2026. It stands on the certificate."
        ),
        validators=[
            InputRequired(_("Have a restore tried first, or say where and when it was tried elsewhere")),
            Length(min=8, max=200, message=_("Say where and when, in 8 to 200 signs")),
        ],
        render_kw={"autocomplete": "off", "maxlength": "200"},
    )


@blueprint.route("/waves/<wave>/destroy", methods=["GET", "POST"])
@open_to(*DESTROYING)
def destroy(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then destroy; the certificate is the answer."""
    room.own_wave(wave)
    known, after = facts.of(wave), opening.afterwards(stores(), wave)
    if after is None or not known.opened:
        return render_template("desk/destroy_not_now.html", facts=known), 409
    drilled = opening.restored(stores(), wave)
    form = DestroyForm() if drilled else UntriedForm()
    if after.certificate or doing.attempted(form, lambda: _destroy(wave, form)):
        return redirect(url_for("desk.certificate", wave=wave))
    shown = {"after": after, "drilled": drilled, "waits": waiting.of_wave(wave)}
    unpublished = opening.unpublished(stores(), wave)
    page = render_template("desk/destroy.html", form=form, facts=known, unpublished=unpublished, **shown)
    return page, doing.status(form)


@blueprint.get("/waves/<wave>/certificate")
@open_to(*KEEPING)
def certificate(wave: str) -> ResponseReturnValue:
    """The certificate, to be printed and signed."""
    room.own_wave(wave)
    found = _certificate(wave)
    page = "desk/certificate_unread.html" if isinstance(found, EndedUnread) else "desk/certificate.html"
    return render_template(page, facts=facts.of(wave), certificate=found)


@blueprint.get("/waves/<wave>/certificate.txt")
@open_to(*KEEPING)
def certificate_text(wave: str) -> ResponseReturnValue:
    """The certificate as a file."""
    room.own_wave(wave)
    answer = Response(_certificate(wave).text(), mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="certificate-{wave}.txt"'
    return answer


def _certificate(wave: str) -> Certificate | EndedUnread:
    found = opening.certificate(stores(), wave) or opening.ended(stores(), wave)
    if found is None:
        abort(404)
    return found


def _destroy(wave: str, form: DestroyForm) -> Certificate:
    made = opening.destroy(
        stores(),
        wave,
        state_keys=StateKeys.of(settings().instance),
        today=date.today(),
        by=audience.current().name,
        restored_elsewhere=form.elsewhere.data if isinstance(form, UntriedForm) else "",
    )
    room.note("box.destroyed", wave)
    return made
