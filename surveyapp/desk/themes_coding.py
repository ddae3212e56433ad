"""Coding at the desk: one text to a page, each person alone; then, where two differ, together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from surveyapp.desk import comments_asked, doing, room, themes, themes_people
from surveyapp.desk.room import blueprint
from surveyapp.desk.themes import CODING
from surveyapp.results import coding
from surveyapp.results.codebook import Book
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores

NONE = 0
"""Ticked where a text has none of the themes; the themes stand at places 1, 2, …"""


class TickForm(Form):
    """The themes of one text."""

    comment = HiddenField()
    themes = SelectMultipleField(_("Which themes are in it?"), coerce=int, option_widget=CheckboxInput())

    def validate_themes(self, field: Any) -> None:
        """At least one answer, and not both a theme and none."""
        if not field.data:
            raise ValidationError(gettext("Tick a theme, or “None of these”"))
        if NONE in field.data and len(field.data) > 1:
            raise ValidationError(gettext("Tick themes, or “None of these”, not both"))

    @property
    def ticks(self) -> int:
        """What was ticked as one number."""
        return sum(1 << place - 1 for place in self.themes.data if place != NONE)


@blueprint.route("/themes/<wave>/code", methods=["GET", "POST"], endpoint="coding")
@open_to(*CODING)
def code(wave: str) -> ResponseReturnValue:
    """The next text that this person may code."""
    known = room.own_wave(wave)
    found, coder = themes.progress(wave), themes_people.coder()
    waiting = coding.waiting_for(found, coder)
    form = _form(found.book)
    id = _id(form.comment.data or "")
    if doing.attempted(form, lambda: _write(wave, "coding.ticked", coding.tick, coder, {id: form.ticks})):
        return redirect(url_for("desk.coding", wave=wave))
    text = next((one for one in waiting if one.id == id), waiting[0] if waiting else None)
    form.comment.data = text.id.hex() if text else ""
    page = {"wave": known, "found": found, "form": form, "text": text, "left": len(waiting)}
    return render_template("desk/coding.html", asked=comments_asked.of(wave), **page), doing.status(form)


@blueprint.get("/themes/<wave>/mine", endpoint="coded")
@open_to(*CODING)
def coded(wave: str) -> ResponseReturnValue:
    """What this person ticked, to mend a slip."""
    known = room.own_wave(wave)
    found = themes.progress(wave)
    with stores().read("results") as session:
        mine = coding.mine(session, found, themes_people.coder())
    named = [(text, _names(found.book, ticks)) for text, ticks in mine]
    return render_template("desk/coded.html", wave=known, found=found, mine=named, asked=comments_asked.of(wave))


@blueprint.route("/themes/<wave>/mine/<comment>", methods=["GET", "POST"], endpoint="coded_text")
@open_to(*CODING)
def coded_text(wave: str, comment: str) -> ResponseReturnValue:
    """One's own ticks in one text, changed."""
    known = room.own_wave(wave)
    found, coder, id = themes.progress(wave), themes_people.coder(), _id(comment)
    with stores().read("results") as session:
        mine = {text.id: (text, ticks) for text, ticks in coding.mine(session, found, coder)}
    if id not in mine:
        abort(404)
    text, ticks = mine[id]
    form = _form(found.book, ticks)
    if doing.attempted(form, lambda: _write(wave, "coding.ticked", coding.tick_anew, coder, id, form.ticks)):
        return redirect(url_for("desk.coded", wave=wave))
    page = {"wave": known, "found": found, "form": form, "text": text, "left": 0}
    return render_template("desk/coding.html", asked=comments_asked.of(wave), **page), doing.status(form)


@blueprint.route("/themes/<wave>/differences", methods=["GET", "POST"], endpoint="differences")
@open_to(*CODING)
def differences(wave: str) -> ResponseReturnValue:
    """Texts in which two people ticked differently, one by one, to be settled together."""
    known = room.own_wave(wave)
    found = themes.progress(wave)
    differing = found.differing if found.compared else ()
    form = _form(found.book)
    id = _id(form.comment.data or "")
    if doing.attempted(form, lambda: _write(wave, "coding.settled", coding.settle, id, form.ticks)):
        return redirect(url_for("desk.differences", wave=wave))
    one = next((it for it in differing if it.text.id == id), differing[0] if differing else None)
    form.comment.data = one.text.id.hex() if one else ""
    ticked = [_names(found.book, ticks) for ticks in one.ticks] if one else []
    page = {"wave": known, "found": found, "form": form, "text": one.text if one else None, "left": len(differing)}
    asked = comments_asked.of(wave)
    return render_template("desk/differences.html", asked=asked, ticked=ticked, **page), doing.status(form)


def _form(book: Book, ticks: int | None = None) -> Any:
    """The form with the themes of the codebook, these ticked."""
    chosen = None if ticks is None else [at for at in range(1, len(book.themes) + 1) if ticks >> at - 1 & 1] or [NONE]
    form = TickForm(themes=chosen)
    named = [SelectChoice(place, one.name) for place, one in enumerate(book.themes, start=1)]
    form.themes.choices = [*named, SelectChoice(NONE, gettext("None of these"))]
    return form


def _names(book: Book, ticks: int) -> list[str]:
    return [one.name for at, one in enumerate(book.themes) if ticks >> at & 1]


def _write(wave: str, deed: str, verb: Callable[..., None], *what: object) -> bool:
    with stores().write("results") as session:
        verb(session, wave, *what)
    room.note(deed, wave)
    return True


def _id(typed: str) -> bytes:
    """A comment's id; what is none belongs to no comment."""
    return bytes.fromhex(typed) if re.fullmatch("[0-9a-f]{32}", typed) else b"?"
