"""The codebook at the desk: themes written before coding begins, then fixed; changing them starts the coding anew."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from surveyapp.desk import doing, room, themes
from surveyapp.desk.fields import PlainForm, whole_number
from surveyapp.desk.room import blueprint
from surveyapp.results import codebook, coding
from surveyapp.results.codebook import FEWEST_TWICE, Book, Entry
from surveyapp.web.audience import Role, open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores

NEW = "new"
LONGEST = Length(max=600, message=_("Use at most 600 signs"))
NAME = Length(max=80, message=_("Use at most 80 signs"))


class ThemeForm(Form):
    """One theme of the codebook."""

    name = StringField(
        _("Name of the theme"),
        description=_("A few words that readers of the results will see, such as “Seeing my family”."),
        validators=[InputRequired(_("Enter a name")), NAME],
        render_kw={"autocomplete": "off"},
    )
    belongs = TextAreaField(
        _("What belongs to it"),
        description=_("So that two people who do not talk to each other find the same. Readers see this too."),
        validators=[InputRequired(_("Say what belongs to it")), LONGEST],
        render_kw={"rows": 3, "autocomplete": "off"},
    )
    other = TextAreaField(
        _("What does not belong to it"),
        description=_("Above all what another theme takes. You can leave this out."),
        validators=[LONGEST],
        render_kw={"rows": 2, "autocomplete": "off"},
    )
    welsh = StringField(
        _("Its name in Welsh, if you have it"),
        validators=[NAME],
        render_kw={"autocomplete": "off", "lang": "cy"},
    )


class BeginForm(Form):
    """How many of the texts two people code."""

    twice = whole_number(
        _("Percent of the texts that two people code"),
        hint=_("At least 20. Of fewer than 50 texts two people code all."),
        least=FEWEST_TWICE,
        most=100,
    )


@blueprint.route("/themes/<wave>/theme/<place>", methods=["GET", "POST"], endpoint="theme")
@open_to(Role.ANALYST)
def theme(wave: str, place: str) -> ResponseReturnValue:
    """Write a theme, change it, or take it out."""
    known = room.own_wave(wave)
    book = themes.progress(wave).book
    at = _at(book, place)
    form = ThemeForm(obj=book.themes[at] if at < len(book.themes) else None)
    if doing.attempted(form, lambda: _keep(wave, (*book.themes[:at], _entry(form), *book.themes[at + 1 :]))):
        return redirect(url_for("desk.themes_of", wave=wave))
    return render_template("desk/theme.html", form=form, wave=known, book=book, new=place == NEW), doing.status(form)


@blueprint.post("/themes/<wave>/theme/<place>/remove", endpoint="remove_theme")
@open_to(Role.ANALYST)
def remove(wave: str, place: str) -> ResponseReturnValue:
    """Take a theme out of the codebook."""
    room.own_wave(wave)
    book = themes.progress(wave).book
    at = _at(book, place)
    if doing.attempted(PlainForm(), lambda: _keep(wave, (*book.themes[:at], *book.themes[at + 1 :]))) is None:
        abort(409)
    return redirect(url_for("desk.themes_of", wave=wave))


@blueprint.route("/themes/<wave>/begin", methods=["GET", "POST"], endpoint="begin_coding")
@open_to(Role.ANALYST)
def begin(wave: str) -> ResponseReturnValue:
    """Fix the codebook, and let people code."""
    known = room.own_wave(wave)
    found = themes.progress(wave)
    form = BeginForm(twice=found.book.twice)
    if doing.attempted(form, lambda: _begin(wave, form)):
        return redirect(url_for("desk.themes_of", wave=wave))
    page = render_template("desk/themes_begin.html", form=form, wave=known, found=found, fewest=coding.FEWEST)
    return page, doing.status(form)


@blueprint.route("/themes/<wave>/anew", methods=["GET", "POST"], endpoint="code_anew")
@open_to(Role.ANALYST)
def anew(wave: str) -> ResponseReturnValue:
    """Say what is lost, then open the codebook again."""
    known = room.own_wave(wave)
    form = PlainForm()
    if doing.attempted(form, lambda: _anew(wave)):
        return redirect(url_for("desk.themes_of", wave=wave))
    page = render_template("desk/themes_anew.html", form=form, wave=known, found=themes.progress(wave))
    return page, doing.status(form)


def _at(book: Book, place: str) -> int:
    """Where in the codebook: after the last for a new theme; there is no page for places that it does not have."""
    if place == NEW and request.endpoint == "desk.theme":
        return len(book.themes)
    if not place.isdecimal() or not 1 <= int(place) <= len(book.themes):
        abort(404)
    return int(place) - 1


def _entry(form: Any) -> Entry:
    return Entry(*(" ".join(form[name].data.split()) for name in ("name", "belongs", "other", "welsh")))


def _keep(wave: str, entries: tuple[Entry, ...]) -> bool:
    with stores().write("results") as session:
        codebook.write(session, wave, entries)
    room.note("codebook.changed", wave)
    return True


def _begin(wave: str, form: Any) -> bool:
    with stores().write("results") as session:
        codebook.begin(session, wave, twice=form.twice.data)
    room.note("coding.begun", wave)
    return True


def _anew(wave: str) -> bool:
    with stores().write("results") as session:
        codebook.anew(session, wave)
    room.note("coding.anew", wave)
    return True
