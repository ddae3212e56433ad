"""How many children may answer: by age band and team, and by what they are broken down by."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Breakdown
from surveyapp.desk import bands, declaring, doing, facts, room
from surveyapp.desk.fields import PlainForm, whole_number, with_fields
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork import cohorts
from surveyapp.fieldwork.breakdowns import Shown, declared
from surveyapp.opening.narrowing import narrowed
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import catalogue, stores


class EligibleForm(Form):
    """One team's number in one age band."""

    band = SelectField(_("Age band"))
    team = StringField(
        _("Team, home or school"),
        description=_("Cards are printed team by team. If you do not need teams, write: Everybody"),
        validators=[InputRequired(_("Enter a name for the team")), Length(max=60, message=_("Use at most 60 signs"))],
        default="",
    )
    eligible = whole_number(_("How many children may answer?"))


@blueprint.route("/waves/<wave>/eligible", methods=["GET", "POST"])
@open_to(*RUNNING)
def eligible(wave: str) -> ResponseReturnValue:
    """The numbers by band and team, and one more to add or to correct."""
    room.own_wave(wave)
    known = facts.of(wave)
    form = EligibleForm(team=request.args.get("team", ""), band=request.args.get("band", ""))
    form.band.choices = [SelectChoice(one.band, bands.title(one.band)) for one in known.bands]
    if doing.attempted(form, lambda: _set(wave, form)):
        return redirect(url_for("desk.eligible", wave=wave))
    return render_template(
        "desk/eligible.html",
        form=form,
        facts=known,
        neighbours={one.band: one.neighbour for one in known.bands},
        breakdowns={one.band: _breakdowns(one.instrument, declared(known.wave)) for one in known.bands},
        declared=declaring.declared(known.pool),
    ), doing.status(form)


@blueprint.route("/waves/<wave>/eligible/<band>/<breakdown>", methods=["GET", "POST"])
@open_to(*RUNNING)
def breakdown(wave: str, band: str, breakdown: str) -> ResponseReturnValue:
    """How one band's children divide over the values of one breakdown."""
    room.own_wave(wave)
    known = facts.of(wave)
    split = catalogue().bank.breakdowns.get(breakdown)
    fingerprints = {one.band: one.instrument for one in known.bands}
    if (
        split is None
        or band not in fingerprints
        or breakdown not in _breakdowns(fingerprints[band], declared(known.wave))
    ):
        abort(404)
    form = with_fields(PlainForm, _value_fields(split))(data=_given(wave, band, breakdown))
    if doing.attempted(form, lambda: _divide(wave, band, split, form, known.eligible[band])):
        return redirect(url_for("desk.eligible", wave=wave))
    return render_template(
        "desk/breakdown.html", form=form, facts=known, band=band, title_of_split=_titles(split)
    ), doing.status(form)


def _set(wave: str, form: Any) -> bool:
    with stores().write("fieldwork") as session:
        cohorts.set_eligible(
            session, wave, band=form.band.data, team=form.team.data.strip(), eligible=form.eligible.data
        )
    room.note("eligible.set", f"{wave} {form.band.data}")
    return True


def _divide(wave: str, band: str, split: Breakdown, form: Any, eligible: int) -> bool | None:
    given = {value.id: form[f"value_{value.id}"].data for value in split.values}
    if sum(given.values()) != eligible:
        told = gettext(
            "These add up to %(given)d, and %(eligible)d may answer.", given=sum(given.values()), eligible=eligible
        )
        form.form_errors.append(told)
        return None
    with stores().write("fieldwork") as session:
        cohorts.set_breakdown(session, wave, band=band, breakdown=split.id, counts=given)
    room.note("eligible.divided", f"{wave} {band} {split.id}")
    return True


def _value_fields(split: Breakdown) -> dict[str, object]:
    context = context_of(split)
    return {f"value_{value.id}": whole_number(pgettext(context, value.text)) for value in split.values}


def _given(wave: str, band: str, breakdown: str) -> dict[str, int]:
    with stores().read("fieldwork") as session:
        known = cohorts.by_breakdown(session, wave)
    return {f"value_{one.value}": one.n for one in known if (one.band, one.breakdown) == (band, breakdown)}


def _breakdowns(fingerprint: str, shown: Shown) -> dict[str, str]:
    """The breakdowns that a survey asks for, and by which the wave will show results."""
    known = catalogue()
    asked = {item.breakdown for item in known.find(fingerprint).items}
    return {split.id: _titles(split) for split in narrowed(known.bank, shown).breakdowns.values() if split.id in asked}


def _titles(split: Breakdown) -> str:
    return str(pgettext(context_of(split), split.title))
