"""The authority's own list of names and places, for the mask alone."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from surveyapp.desk import doing, room
from surveyapp.desk.room import MASKING, blueprint
from surveyapp.disclosure.masking import Role as Stand
from surveyapp.disclosure.masking import Unreadable
from surveyapp.results import names
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores


class NamesForm(Form):
    """One name or place on each line."""

    listed = TextAreaField(
        _("Names and places, one on each line"),
        description=_("What it is, a colon, then how it is written. For example: school: Northfield Primary"),
        render_kw={"rows": 16, "autocomplete": "off", "spellcheck": "false"},
    )


@blueprint.route("/texts/names", methods=["GET", "POST"], endpoint="names")
@open_to(*MASKING)
def listed() -> ResponseReturnValue:
    """The list, to be changed as a whole."""
    with stores().read("results") as session:
        known = names.written(session, audience.current().authority)
    form = NamesForm(listed=known)
    if doing.attempted(form, lambda: _keep(form)):
        return redirect(url_for("desk.texts"))
    return render_template("desk/names.html", form=form, roles=list(Stand)), doing.status(form)


def _keep(form: Any) -> bool | None:
    try:
        with stores().write("results") as session:
            changed = names.keep(session, audience.current().authority, form.listed.data or "")
    except Unreadable as bad:
        lines = ", ".join(str(number) for number, _why in bad.lines)
        form.listed.errors = [gettext("Look at these lines again: %(lines)s", lines=lines)]
        return None
    if changed:
        room.note("names.changed")
    return True
