"""Printing code cards team by team, taking a jammed sheet back, and withdrawing a team's unused cards."""

from __future__ import annotations

import secrets
from typing import Any

from flask import abort, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from surveyapp.desk import bands, doing, facts, room, sheets
from surveyapp.desk.facts import Facts
from surveyapp.desk.fields import PlainForm, whole_number
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.desk.sheets import Sheet
from surveyapp.fieldwork import codes, cohorts
from surveyapp.fieldwork.models import Stratum
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import catalogue, stores

AT_ONCE = 200
REMEMBERED = 30


class CardsForm(Form):
    """Whose cards, with which survey, and how many; ``once`` keeps a reloaded page from making a second sheet."""

    stratum = SelectField(_("Cards for"), validators=[InputRequired(_("Choose a team"))])
    survey = SelectField(
        _("Which survey do they open?"),
        description=_("A young person who finds reading hard may be given the survey of a younger age band."),
    )
    count = whole_number(_("How many cards?"), least=1, most=AT_ONCE)
    once = HiddenField()


@blueprint.route("/waves/<wave>/cards", methods=["GET", "POST"])
@open_to(*RUNNING)
def cards(wave: str) -> ResponseReturnValue:
    """Choose a team and a number; the answer to the form is the sheet, this once."""
    room.own_wave(wave)
    known, strata = facts.of(wave), _strata(wave)
    form = _form(known, strata)
    sheet = doing.attempted(form, lambda: _made(known, strata, form))
    if sheet is not None:
        return render_template("desk/sheet.html", sheet=sheet, facts=known)
    form.once.data = secrets.token_urlsafe(9)
    return render_template("desk/cards.html", form=form, facts=known, strata=strata), doing.status(form)


@blueprint.post("/waves/<wave>/cards/jammed")
@open_to(*RUNNING)
def jammed(wave: str) -> ResponseReturnValue:
    """Take a jammed sheet back and show a new one."""
    sheet = sheets.again(room.own_wave(wave), request.form.get("sheet", ""))
    room.note("cards.reprinted", wave)
    if sheet is None:
        return render_template("desk/sheet_gone.html", facts=facts.of(wave)), 409
    return render_template("desk/sheet.html", sheet=sheet, facts=facts.of(wave))


@blueprint.route("/waves/<wave>/cards/withdraw/<stratum>", methods=["GET", "POST"])
@open_to(*RUNNING)
def withdraw(wave: str, stratum: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then withdraw every unused card of a team."""
    room.own_wave(wave)
    team = _one_of(_strata(wave), stratum)
    form = PlainForm()
    if doing.attempted(form, lambda: _withdraw(wave, team)):
        return render_template("desk/withdrawn.html", facts=facts.of(wave), team=team)
    return render_template("desk/withdraw.html", form=form, facts=facts.of(wave), team=team), doing.status(form)


def _form(known: Facts, strata: tuple[Stratum, ...]) -> Any:
    form = CardsForm(stratum=request.args.get("stratum"))
    form.stratum.choices = [
        SelectChoice(str(one.id), gettext("%(band)s, %(team)s", band=bands.title(one.band), team=one.team))
        for one in strata
    ]
    own = SelectChoice("", gettext("The one for their own age band"))
    form.survey.choices = [own, *(SelectChoice(one.band, bands.title(one.band)) for one in known.bands)]
    return form


def _made(known: Facts, strata: tuple[Stratum, ...], form: Any) -> Sheet | None:
    shown: list[str] = session.get("sheets", [])
    if form.once.data in shown:
        told = gettext("This sheet was made and shown already. If it did not print, withdraw the team's cards below.")
        form.form_errors.append(told)
        return None
    team = _one_of(strata, form.stratum.data)
    band = form.survey.data or team.band
    instrument = catalogue().find(next(one.instrument for one in known.bands if one.band == band))
    sheet = sheets.made(known.wave, team, instrument, form.count.data)
    session["sheets"] = [*shown, form.once.data][-REMEMBERED:]
    room.note("cards.printed", f"{known.wave.id} {team.band} {team.team}: {form.count.data}")
    return sheet


def _withdraw(wave: str, team: Stratum) -> bool:
    """Withdraw them; how many they were is neither told nor recorded, for it would tell how many were used."""
    with stores().write("fieldwork") as registry:
        codes.withdraw(registry, team.id)
    room.note("cards.withdrawn", f"{wave} {team.band} {team.team}")
    return True


def _strata(wave: str) -> tuple[Stratum, ...]:
    with stores().read("fieldwork") as registry:
        return cohorts.strata(registry, wave)


def _one_of(strata: tuple[Stratum, ...], stratum: str) -> Stratum:
    found = next((one for one in strata if str(one.id) == stratum), None)
    return found or abort(404)
