"""When somebody reads children's requests, and who is told of them: what an authority says of itself."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from surveyapp.desk import doing, room
from surveyapp.desk.requests_forms import DutyForm, ToldForm
from surveyapp.desk.room import blueprint
from surveyapp.safeguarding import moments
from surveyapp.safeguarding import rota as kept
from surveyapp.safeguarding.duty import NeverOnDuty, promised
from surveyapp.safeguarding.rota import Rota
from surveyapp.web import audience, clock
from surveyapp.web.audience import Role, open_to
from surveyapp.web.stores import stores

SETTING = (Role.SAFEGUARDING, Role.ADMIN)


@blueprint.get("/duty")
@open_to(*SETTING)
def duty() -> ResponseReturnValue:
    """The rota as it is, and what a child who asks now would read."""
    known = _known()
    names = get_locale().days["format"]["wide"]
    hours = [(names[weekday], *known.duty.hours.get(weekday, (None, None))) for weekday in range(7)]
    today = moments.local(clock.now()).date()
    ahead = sorted(day for day in known.duty.holidays if day >= today)
    return render_template("desk/duty.html", rota=known, hours=hours, ahead=ahead, promise=_promise(known))


@blueprint.route("/duty/hours", methods=["GET", "POST"])
@open_to(*SETTING)
def duty_hours() -> ResponseReturnValue:
    """Set the hours, the days off and the promise."""
    form = DutyForm.of(_known().duty)
    if doing.attempted(form, lambda: _keep_hours(form)):
        return redirect(url_for("desk.duty"))
    return render_template("desk/duty_hours.html", form=form), doing.status(form)


@blueprint.route("/duty/people", methods=["GET", "POST"])
@open_to(*SETTING)
def duty_people() -> ResponseReturnValue:
    """Name those who are told."""
    form = ToldForm.of(_known().told)
    if doing.attempted(form, lambda: _keep_people(form)):
        return redirect(url_for("desk.duty"))
    return render_template("desk/duty_people.html", form=form), doing.status(form)


def _known() -> Rota:
    with stores().read("safeguarding") as session:
        return kept.of(session, audience.current().authority)


def _promise(known: Rota) -> str:
    """By when a request of this moment would be read; empty where nothing can be promised."""
    try:
        due = promised(known.duty, moments.local(clock.now()))
    except NeverOnDuty:
        return ""
    return str(gettext("If a child asked now, we would promise to read it by %(when)s.", when=clock.exactly(due)))


def _keep_hours(form: Any) -> bool:
    with stores().write("safeguarding") as session:
        kept.keep_duty(session, audience.current().authority, form.duty())
    room.note("duty.changed")
    return True


def _keep_people(form: Any) -> bool:
    with stores().write("safeguarding") as session:
        kept.keep_told(session, audience.current().authority, form.told())
    room.note("duty.people")
    return True
