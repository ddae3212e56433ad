"""Opening a wave, letting it go on for longer, and closing it in two steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from surveyapp.casting import custody
from surveyapp.desk import declaring, doing, facts, hindrances, listeners, room, words
from surveyapp.desk.facts import Facts
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork import waves
from surveyapp.safeguarding.delivery import assert_told
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import settings, stores
from surveyapp.web.words import Text


@dataclass(frozen=True, slots=True)
class Job:
    """A step that is asked for: its page, what stands in its way, and the heading where something does."""

    template: str
    hindrance: Callable[[Facts], Exception | None]
    cannot: Text


START = Job("desk/start.html", hindrances.to_start, _("The wave cannot be opened now"))
STOP_STARTS = Job("desk/closing.html", hindrances.to_stop_starts, _("New starts cannot be stopped now"))
CLOSE = Job("desk/close.html", hindrances.to_close, _("The wave cannot be closed for good now"))
EXTEND = Job("desk/extend.html", hindrances.to_extend, _("Children cannot be given more time now"))


class ExtendForm(Form):
    """A later last day."""

    ends_on = DateField(_("New last day"), validators=[InputRequired(_("Enter the new last day"))])

    def validate_ends_on(self, field: Any) -> None:
        """The day lies ahead, and not years ahead."""
        if not field.data or not 0 <= (field.data - date.today()).days <= 366:
            raise ValidationError(gettext("Enter a day from today to a year ahead"))


@blueprint.route("/waves/<wave>/start", methods=["GET", "POST"])
@open_to(*RUNNING)
def start(wave: str) -> ResponseReturnValue:
    """Ask once, then open the wave."""
    return _confirmed(wave, START, lambda: _start(wave))


@blueprint.route("/waves/<wave>/closing", methods=["GET", "POST"])
@open_to(*RUNNING)
def closing(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then let nobody start any more."""
    return _confirmed(wave, STOP_STARTS, lambda: _stop_starts(wave))


@blueprint.route("/waves/<wave>/close", methods=["GET", "POST"])
@open_to(*RUNNING)
def close(wave: str) -> ResponseReturnValue:
    """Say what is lost, ask once, then close for good."""
    return _confirmed(wave, CLOSE, lambda: _close(wave))


@blueprint.route("/waves/<wave>/extend", methods=["GET", "POST"])
@open_to(*RUNNING)
def extend(wave: str) -> ResponseReturnValue:
    """Give children more time."""
    room.own_wave(wave)
    form = ExtendForm()
    return _asked(wave, EXTEND, form, lambda: _extend(wave, form.ends_on.data))


def _confirmed(wave: str, job: Job, act: Callable[[], bool]) -> ResponseReturnValue:
    room.own_wave(wave)
    return _asked(wave, job, PlainForm(), act)


def _asked(wave: str, job: Job, form: Form, act: Callable[[], bool]) -> ResponseReturnValue:
    """Do it, ask for it, or say why it cannot be done: then there is no button."""
    if doing.attempted(form, act):
        return redirect(url_for("desk.wave", wave=wave))
    known = facts.of(wave)
    hindrance = job.hindrance(known)
    if hindrance is not None:
        reason = words.sentence(hindrance)
        return render_template("desk/not_now.html", heading=job.cannot, reason=reason, facts=known), 409
    shown = {"small": declaring.told(known, declaring.fates(known)), "unheard": listeners.unheard(known)}
    return render_template(job.template, form=form, facts=known, **shown), doing.status(form)


def _start(wave: str) -> bool:
    assert_told(settings().alerts, trial=room.own_wave(wave).trial)
    custody.start(stores(), settings().instance, wave, day=date.today())
    room.note("wave.opened", wave)
    return True


def _stop_starts(wave: str) -> bool:
    with stores().write("fieldwork") as session:
        waves.start_closing(session, wave)
    room.note("wave.closing", wave)
    return True


def _close(wave: str) -> bool:
    with stores().write("fieldwork") as session:
        waves.close_wave(session, wave, day=date.today())
    room.note("wave.closed", wave)
    return True


def _extend(wave: str, ends_on: date) -> bool:
    with stores().write("fieldwork") as session:
        waves.extend(session, wave, ends_on=ends_on)
    room.note("wave.extended", f"{wave} to {ends_on}")
    return True
