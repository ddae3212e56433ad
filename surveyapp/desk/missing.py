"""Why some did not answer: numbers by age band, never about one child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from surveyapp.desk import doing, facts, room
from surveyapp.desk.fields import PlainForm, whole_number
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork import outcomes as fieldwork
from surveyapp.fieldwork.models import Outcome
from surveyapp.fieldwork.outcomes import BandOutcomes
from surveyapp.web.audience import open_to
from surveyapp.web.stores import stores


class OutcomesForm(PlainForm):
    """One band's numbers."""

    refused = whole_number(_("Said no"), hint=_("They were asked and did not want to."))
    unable = whole_number(
        _("Could not"), hint=_("For example because of a disability for which we had no way to ask, or illness.")
    )
    no_longer_eligible = whole_number(_("No longer in our care"), hint=_("They left care or moved away meanwhile."))
    not_reached = whole_number(_("Never reached"), hint=_("Nobody managed to ask them."))

    def given(self) -> Mapping[Outcome, int]:
        """The numbers by outcome."""
        return {outcome: self[outcome.value].data for outcome in Outcome}


@blueprint.get("/waves/<wave>/outcomes")
@open_to(*RUNNING)
def outcomes(wave: str) -> ResponseReturnValue:
    """What is written down so far, band by band."""
    room.own_wave(wave)
    return render_template("desk/outcomes.html", facts=facts.of(wave), recorded=_recorded(wave))


@blueprint.route("/waves/<wave>/outcomes/<band>", methods=["GET", "POST"])
@open_to(*RUNNING)
def outcome(wave: str, band: str) -> ResponseReturnValue:
    """One band's numbers."""
    room.own_wave(wave)
    known = next((one for one in _recorded(wave) if one.band == band), None)
    if known is None:
        abort(404)
    form = OutcomesForm(obj=known)
    if doing.attempted(form, lambda: _record(wave, band, form)):
        return redirect(url_for("desk.outcomes", wave=wave))
    return render_template("desk/outcome.html", form=form, facts=facts.of(wave), band=band), doing.status(form)


def _recorded(wave: str) -> tuple[BandOutcomes, ...]:
    with stores().read("fieldwork") as session:
        return fieldwork.of(session, wave)


def _record(wave: str, band: str, form: Any) -> bool:
    with stores().write("fieldwork") as session:
        fieldwork.record(session, wave, band=band, given=form.given())
    room.note("outcomes.recorded", f"{wave} {band}")
    return True
