"""Before fieldwork: what the numbers of a wave, or of one that nobody has planned yet, would allow to be shown."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from surveyapp.desk import facts, groups, prospects_forms, prospects_words, room
from surveyapp.desk.facts import Facts
from surveyapp.desk.room import PLANNING, blueprint
from surveyapp.fieldwork.breakdowns import declared
from surveyapp.prospects import known
from surveyapp.prospects.assumed import Given, last_response, response_of
from surveyapp.prospects.foresee import prospects as foresee
from surveyapp.prospects.reading import Numbers, NumbersRejected, read
from surveyapp.releases.model import Release
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.stores import catalogue, stores


@blueprint.route("/waves/<wave>/prospects", methods=["GET", "POST"])
@open_to(*PLANNING)
def wave_prospects(wave: str) -> ResponseReturnValue:
    """What a planned wave could show. Nothing is kept of what is typed here."""
    room.own_wave(wave)
    shown = facts.of(wave)
    if shown.members:
        abort(404)
    now = declared(shown.wave)
    given = known.of_wave(stores(), catalogue(), wave)
    form = prospects_forms.of_wave(given.bands, last_response(given), now)
    fine = not form.is_submitted() or form.validate()
    given = given.by(catalogue().bank, groups.chosen(form.breakdowns.data))
    return _page(form, given if fine and any(given.bands.values()) else None, shown)


@blueprint.route("/prospects", methods=["GET", "POST"])
@open_to(*PLANNING)
def prospects() -> ResponseReturnValue:
    """What a wave could show that nobody has planned yet: of the last wave's numbers, or of others."""
    authority = audience.current().authority
    last = known.last_numbers(stores(), catalogue(), authority)
    before = known.last_release(stores(), authority)
    form = prospects_forms.of_nothing(known.next_surveys(catalogue()), last, response_of(before))
    return _page(form, _given(form, last, before))


def _given(form: Any, last: Numbers, before: Release | None) -> Given | None:
    """What was typed, or the last wave's numbers; None where there is nothing to reckon with."""
    if not form.is_submitted():
        return known.of_numbers(catalogue(), last, before) if any(last.eligible.values()) else None
    if not form.validate():
        return None
    surveys, breakdowns = known.next_surveys(catalogue()), catalogue().bank.breakdowns
    divide = {} if (form.lines.data or "").strip() else last.groups
    try:
        numbers = read(form.lines.data or "", surveys, breakdowns, known=Numbers(form.eligible(), divide))
    except NumbersRejected as rejected:
        form.form_errors += [prospects_words.problem(one) for one in rejected.problems]
        return None
    return known.of_numbers(catalogue(), numbers, before).by(catalogue().bank, groups.chosen(form.breakdowns.data))


def _page(form: Any, given: Given | None, wave: Facts | None = None) -> ResponseReturnValue:
    """The form, and what it allows; with a mistake in it, the form alone. ``facts`` are those of the wave, if any."""
    told = None
    if given is not None:
        told = prospects_words.told(catalogue().bank, given, foresee(given, form.assumed(given)))
    return render_template("desk/prospects.html", form=form, told=told, facts=wave), 422 if form.errors else 200
