"""Publishing a wave's results, and again with a reason when something was corrected."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from surveyapp.desk import building, doing, facts, room
from surveyapp.desk.room import RELEASING, blueprint
from surveyapp.fieldwork.models import State
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import settings


class ReleaseForm(Form):
    """Why a released wave is released again."""

    reason = TextAreaField(
        _("Why are the results published again?"),
        description=_("Readers see this. For example: A team's number of children was corrected."),
        validators=[Length(max=500, message=_("Use at most 500 signs"))],
    )


@blueprint.route("/waves/<wave>/release", methods=["GET", "POST"])
@open_to(*RELEASING)
def release(wave: str) -> ResponseReturnValue:
    """Start the work, say that it runs, or say how it ended."""
    room.own_wave(wave)
    known = facts.of(wave)
    if known.wave.trial or known.uncounted or known.state not in (State.OPENED, State.RELEASED):
        return render_template("desk/release_not_now.html", facts=known), 409
    form = ReleaseForm()
    if doing.attempted(form, lambda: _build(form, wave, released=known.state is State.RELEASED)):
        return redirect(url_for("desk.release", wave=wave))
    build = building.last(settings().instance, wave)
    return render_template("desk/release.html", form=form, facts=known, build=build), doing.status(form)


def _build(form: Any, wave: str, *, released: bool) -> bool | None:
    reason = (form.reason.data or "").strip()
    if released and not reason:
        form.reason.errors = [gettext("Write why the results are published again")]
        return None
    building.start(settings().instance, wave, reason=reason if released else None)
    room.note("release.started", wave)
    return True
