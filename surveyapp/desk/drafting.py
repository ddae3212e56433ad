"""A wave that is still a draft: what becomes of its small age bands, and by which groups it will show results, said
anew; and the plan thrown away.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from surveyapp.casting import custody
from surveyapp.desk import declaring, doing, facts, groups, hindrances, room, words
from surveyapp.desk.facts import Facts
from surveyapp.desk.fields import PlainForm, with_fields
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork import breakdowns, waves
from surveyapp.web.audience import open_to
from surveyapp.web.stores import stores


@blueprint.route("/waves/<wave>/small", methods=["GET", "POST"])
@open_to(*RUNNING)
def small_bands(wave: str) -> ResponseReturnValue:
    """Ask again what becomes of age bands that stay too small, with what was said before."""
    room.own_wave(wave)
    known = facts.of(wave)
    now = known.pool.authority if known.pool else declaring.NOT_COUNTED
    pool = {"pool": declaring.field(known.wave.authority, now=now)}
    form = with_fields(PlainForm, pool)()
    if doing.attempted(form, lambda: _declare(wave, form)):
        return redirect(url_for("desk.wave", wave=wave))
    return _shown("desk/small_bands.html", form, known)


@blueprint.route("/waves/<wave>/groups", methods=["GET", "POST"])
@open_to(*RUNNING)
def shown_groups(wave: str) -> ResponseReturnValue:
    """Ask again by which groups results will be shown, with what was said before."""
    room.own_wave(wave)
    known = facts.of(wave)
    form = with_fields(PlainForm, {"breakdowns": groups.field(now=breakdowns.declared(known.wave))})()
    if doing.attempted(form, lambda: _show(wave, form)):
        return redirect(url_for("desk.wave", wave=wave))
    return _shown("desk/groups.html", form, known)


@blueprint.route("/waves/<wave>/throw-away", methods=["GET", "POST"])
@open_to(*RUNNING)
def throw_away(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then forget the plan."""
    known = facts.of(room.own_wave(wave).id)
    form = PlainForm()
    if doing.attempted(form, lambda: _throw_away(known)):
        return redirect(url_for("desk.waves"))
    return _shown("desk/throw_away.html", form, known)


def _shown(template: str, form: Any, known: Facts) -> ResponseReturnValue:
    """The form; where the wave has opened there is none."""
    hindrance = hindrances.to_change_the_plan(known)
    if hindrance is None:
        return render_template(template, form=form, facts=known), doing.status(form)
    heading, reason = _("The plan cannot be changed now"), words.sentence(hindrance)
    return render_template("desk/not_now.html", heading=heading, reason=reason, facts=known), 409


def _declare(wave: str, form: Any) -> bool:
    with stores().write("fieldwork") as session:
        waves.declare_pool(session, wave, declaring.pool(form.pool.data))
    room.note("wave.small_bands", wave)
    return True


def _show(wave: str, form: Any) -> bool:
    with stores().write("fieldwork") as session:
        waves.declare_breakdowns(session, wave, groups.chosen(form.breakdowns.data))
    room.note("wave.groups", wave)
    return True


def _throw_away(known: Facts) -> bool:
    custody.throw_away(stores(), known.wave.id)
    room.note("wave.thrown_away", known.wave.id)
    return True
