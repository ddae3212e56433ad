"""Opening the box, once, with the phrases of the people who keep its keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import BooleanField

from surveyapp import opening
from surveyapp.casting import StateKeys
from surveyapp.desk import bands, declaring, doing, facts, keeping, room, waiting
from surveyapp.desk.facts import SMALLEST, Facts
from surveyapp.desk.room import KEEPING, blueprint
from surveyapp.fieldwork.models import State
from surveyapp.opening import Fate, OpeningReport
from surveyapp.web.audience import open_to
from surveyapp.web.stores import catalogue, settings, stores

ONLY = "only_"


@blueprint.route("/waves/<wave>/box", methods=["GET", "POST"])
@open_to(*KEEPING)
def box(wave: str) -> ResponseReturnValue:
    """Say what happens, ask for the phrases, open the box; the answer to the form is the report."""
    room.own_wave(wave)
    known = facts.of(wave)
    if known.state is not State.CLOSED:
        return render_template("desk/box_not_now.html", facts=known), 409
    fates = declaring.fates(known)
    form = _form(known, fates)
    report = doing.attempted(form, lambda: _open(known, form))
    if report is not None:
        shown = {"waits": waiting.sentences(wave), "dropped": bands.dropped(report.dropped)}
        return render_template("desk/box_opened.html", facts=facts.of(wave), report=report, **shown)
    keeping.ask_again(form)
    told = declaring.told(known, fates)
    return render_template("desk/box.html", form=form, facts=known, small=told), doing.status(form)


def _form(known: Facts, fates: Mapping[str, Fate]) -> Any:
    """The phrases, and for each band with few answers that does not wait leave to keep nothing but its comments."""
    few = [rate.band for rate in known.rates if rate.band != "all" and rate.completed < SMALLEST]
    small = [band for band in few if fates.get(band) not in (Fate.WAITS, Fate.AWAITED)]
    ticks = {f"{ONLY}{band}": BooleanField(_only(band)) for band in small}
    return keeping.phrases_form(known.custodians, ticks)


def _only(band: str) -> str:
    title = bands.title(band)
    return str(gettext("%(band)s: keep only the comments, for the person who reads them for harm", band=title))


def _open(known: Facts, form: Any) -> OpeningReport:
    wave = known.wave.id
    report = opening.open_wave(
        stores(),
        catalogue(),
        wave,
        keeping.phrases(form, known.custodians),
        state_keys=StateKeys.of(settings().instance),
        today=date.today(),
        comments_only=frozenset(one.name.removeprefix(ONLY) for one in form if one.name.startswith(ONLY) and one.data),
    )
    room.note("box.opened", wave)
    return report
