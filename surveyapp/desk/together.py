"""Opening together what waited in several waves, with the phrases of the people who keep each wave's keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length

from surveyapp import opening
from surveyapp.definition.messages import context_of
from surveyapp.desk import bands, doing, keeping, room
from surveyapp.desk.fields import PlainForm, with_fields
from surveyapp.desk.room import KEEPING, blueprint
from surveyapp.opening import Part, Pool, TogetherReport
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.stores import catalogue, stores

KINDS = {"waves": False, "trials": True}
"""What an address calls ordinary waves and trials, which are never opened with each other."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """The people of one wave, with the names of the fields in which they type."""

    part: Part
    fields: Mapping[str, str]


@blueprint.route("/together/<kind>", methods=["GET", "POST"])
@open_to(*KEEPING)
def together(kind: str) -> ResponseReturnValue:
    """Say what happens, ask for every wave's phrases, open; the answer to the form is the report."""
    if kind not in KINDS:
        abort(404)
    pool = opening.pool_of(stores(), catalogue(), audience.current().authority, trial=KINDS[kind])
    if pool is None or not pool.ready:
        return render_template("desk/together_not_now.html", pool=pool), 409
    people = _people(pool)
    form = with_fields(PlainForm, _fields(people))()
    report = doing.attempted(form, lambda: _open(pool, people, form))
    if report is not None:
        shown = {"left_out": _questions(report.left_out), "dropped": bands.dropped(report.dropped)}
        return render_template("desk/together_opened.html", report=report, **shown)
    keeping.ask_again(form)
    return render_template("desk/together.html", form=form, pool=pool, people=people), doing.status(form)


def _people(pool: Pool) -> tuple[Quorum, ...]:
    """Each wave that is opened now, with its custodians."""
    first = {part.wave: part for part in reversed(pool.parts)}
    return tuple(
        Quorum(
            first[wave],
            {name: f"{keeping.PHRASE}{place}_{number}" for number, name in enumerate(first[wave].custodians)},
        )
        for place, wave in enumerate(pool.waves_ready)
    )


def _fields(people: tuple[Quorum, ...]) -> dict[str, object]:
    fields: dict[str, object] = {
        field: keeping.phrase_field(name) for quorum in people for name, field in quorum.fields.items()
    }
    fields["title"] = StringField(
        _("What are these results called?"),
        description=gettext("Panel members read this name. Leave it empty to name the age bands and the years."),
        validators=[Length(max=100, message=_("Use at most 100 signs"))],
    )
    return fields


def _open(pool: Pool, people: tuple[Quorum, ...], form: Any) -> TogetherReport:
    report = opening.open_together(
        stores(),
        catalogue(),
        pool.authority,
        {quorum.part.wave: _typed(quorum, form) for quorum in people},
        today=date.today(),
        title=(form.title.data or "").strip(),
        trial=pool.trial,
    )
    room.note("box.together", report.wave)
    return report


def _typed(quorum: Quorum, form: Any) -> Mapping[str, str]:
    typed = {name: (form[field].data or "").strip() for name, field in quorum.fields.items()}
    return {name: phrase for name, phrase in typed.items() if phrase}


def _questions(items: tuple[str, ...]) -> list[str]:
    """What the questions left out are about, where they are reported by a name."""
    known = catalogue().bank.indicators
    return [str(pgettext(context_of(known[one]), known[one].title)) for one in items if one in known]
