"""The list of waves, a new wave, and the page of one wave with its next step."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain, count
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from surveyapp import opening
from surveyapp.definition.lines import neighbour_in, replaced
from surveyapp.desk import bands, declaring, doing, facts, groups, restored, room, steps, waiting
from surveyapp.desk.fields import with_fields
from surveyapp.desk.room import READING, RUNNING, blueprint
from surveyapp.desk.squares import square
from surveyapp.fieldwork import breakdowns, waves
from surveyapp.fieldwork.errors import WaveExists
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import catalogue, stores

BAND = "band_"


class WaveForm(Form):
    """What a wave states before it starts; one more field for each age band."""

    title = StringField(
        _("What is this wave called?"),
        description=_("Panel members read this name. For example: Spring 2026"),
        validators=[InputRequired(_("Enter a name")), Length(max=100, message=_("Use at most 100 signs"))],
    )
    starts_on = DateField(_("First day"), validators=[InputRequired(_("Enter the first day"))])
    ends_on = DateField(_("Last day"), validators=[InputRequired(_("Enter the last day"))])
    trial = BooleanField(_("This is only a trial: its answers are never published and never mixed with real ones"))

    def validate_ends_on(self, field: Any) -> None:
        """The last day is not before the first, nor years after it."""
        if not (self.starts_on.data and field.data):
            return
        if field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day is before the first day"))
        if (field.data - self.starts_on.data).days > 366:
            raise ValidationError(gettext("A wave lasts a year at most"))

    def validate_starts_on(self, field: Any) -> None:
        """A year that somebody could mean."""
        if field.data and not 2000 <= field.data.year <= 2100:
            raise ValidationError(gettext("Enter a year from 2000 to 2100"))

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one age band is asked."""
        fine = bool(super().validate(extra_validators))
        asked = bool(self.versions())
        if not asked:
            self.form_errors.append(gettext("Choose a survey for at least one age band"))
        return fine and asked

    def versions(self) -> dict[str, str]:
        """The version chosen for each age band that is asked."""
        return {field.name.removeprefix(BAND): field.data for field in self.bands() if field.data}

    def bands(self) -> list[Any]:
        """The fields of the age bands."""
        return [field for field in self if field.name.startswith(BAND)]


@blueprint.get("/", endpoint="waves")
@open_to(*READING)
def waves_() -> ResponseReturnValue:
    """All waves of the authority."""
    mine = audience.current().authority
    shown = {"lines": waiting.lines(mine), "partnership": declaring.is_partnership(mine), "night": facts.night()}
    shown |= {"waves": facts.waves_of(mine), "unread": facts.unread_of(mine)}
    return render_template("desk/waves.html", **shown)


@blueprint.route("/waves/new", methods=["GET", "POST"])
@open_to(*RUNNING)
def new_wave() -> ResponseReturnValue:
    """Plan a wave."""
    asked = {"pool": declaring.field(audience.current().authority), "breakdowns": groups.field()}
    form = with_fields(WaveForm, _band_fields() | asked)()
    made = doing.attempted(form, lambda: _create(form))
    if made is not None:
        return redirect(url_for("desk.wave", wave=made))
    return render_template("desk/new_wave.html", form=form), doing.status(form)


@blueprint.get("/waves/<wave>/")
@open_to(*READING)
def wave(wave: str) -> ResponseReturnValue:
    """One wave: the numbers, the next step, and all steps."""
    room.own_wave(wave)
    known = facts.of(wave)
    after = opening.afterwards(stores(), wave) if known.opened else None
    shown = {"next": steps.next_step(known), "steps": steps.steps(known), "night": facts.night(), "after": after}
    small = {"waits": waiting.sentences(wave), "small": declaring.told(known, declaring.fates(known))}
    told = {"declared": declaring.declared(known.pool), "restored": restored.since_opening(known.wave)}
    told["groups"] = groups.told(breakdowns.declared(known.wave))
    ended = opening.ended(stores(), wave)
    return render_template("desk/wave.html", facts=known, ended=ended, ready=_ready(wave), **told, **small, **shown)


def _ready(wave: str) -> dict[str, str]:
    """Where a tablet is made ready, to click, to read and for its camera."""
    address = url_for("survey.offline.ready", wave=wave, _external=True).partition("?")[0]
    return {"address": address, "picture": square(address, border=2)}


def _band_fields() -> dict[str, object]:
    known = catalogue()
    former = replaced(known.bank)
    fields: dict[str, object] = {}
    for band in known.bank.bands:
        versions = known.versions(band)
        choices = [SelectChoice("", gettext("Not asked this time"))]
        choices += [SelectChoice(one, gettext("Version %(version)s", version=one)) for one in reversed(versions)]
        newest = versions[-1] if versions and band not in former else ""
        fields[f"{BAND}{band}"] = SelectField(bands.title(band), choices=choices, default=newest)
    return fields


def _create(form: Any) -> str:
    versions, title = form.versions(), form.title.data.strip()
    mine = facts.waves_of(audience.current().authority)
    if title.casefold() in {one.title.casefold() for one in mine}:
        raise WaveExists
    plan = WavePlan(
        id=_name(title, form.starts_on.data, {one.id for one in mine}),
        authority=audience.current().authority,
        title=title,
        year=form.starts_on.data.year,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        bands=tuple(_band(band, version, set(versions)) for band, version in versions.items()),
        trial=form.trial.data,
        pool=declaring.pool(form.pool.data),
        breakdowns=groups.chosen(form.breakdowns.data),
    )
    with stores().write("fieldwork") as session:
        waves.create(session, plan)
    room.note("wave.created", plan.id)
    return plan.id


def _band(band: str, version: str, asked: set[str]) -> BandPlan:
    known = catalogue()
    return BandPlan(band, known.version(band, version).fingerprint, neighbour_in(known.bank, band, asked))


def _name(title: str, starts_on: date, taken: set[str]) -> str:
    """The wave's id: its authority, year and title in small letters and dashes; numbered where that is taken."""
    words = f"{audience.current().authority}-{starts_on.year}-{title}".lower()
    name = re.sub(r"[^a-z0-9]+", "-", words)[:56].strip("-")
    numbered = (f"{name}-{number}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)
