"""Figures of earlier years: looked at, brought in, listed, removed."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Flask, Response, abort, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from surveyapp.desk import doing, history_words, room
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.history_forms import FileForm, KeepForm
from surveyapp.desk.room import RELEASING, blueprint
from surveyapp.history import read, store
from surveyapp.history.known import known_of
from surveyapp.history.looking import look
from surveyapp.history.preview import Preview
from surveyapp.history.read import Brought
from surveyapp.history.store import Brings
from surveyapp.history.template import template
from surveyapp.releases.read import waves
from surveyapp.web import audience, navigation
from surveyapp.web.audience import open_to
from surveyapp.web.navigation import Room
from surveyapp.web.stores import catalogue, stores

EXCEL = "\ufeff"
"""What tells Excel that a file is in UTF-8."""


@blueprint.record_once
def _enter(state: BlueprintSetupState) -> None:
    """Put the earlier years on the list of rooms."""
    about = _("Figures of earlier years and reports, to stand beside the results.")
    navigation.add(cast(Flask, state.app), Room("desk.history", _("Earlier years"), about, frozenset(RELEASING), 4))


@blueprint.get("/history")
@open_to(*RELEASING)
def history() -> ResponseReturnValue:
    """What was brought in; never a figure, for it may be a small one."""
    return render_template("desk/history.html", imports=_imports())


@blueprint.get("/history/template.csv")
@open_to(*RELEASING)
def history_template() -> ResponseReturnValue:
    """A file to start from."""
    answer = Response(EXCEL + template(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="earlier-years.csv"'
    return answer


@blueprint.route("/history/new", methods=["GET", "POST"])
@open_to(*RELEASING)
def bring_in() -> ResponseReturnValue:
    """Take a file or pasted lines, and show what would become of each line; nothing is kept yet."""
    form = FileForm.among(_imports())
    looked = doing.attempted(form, lambda: _looked_at(form))
    if looked is not None:
        return _preview(*looked)
    return render_template("desk/history_new.html", form=form), doing.status(form)


@blueprint.post("/history/keep")
@open_to(*RELEASING)
def keep_history() -> ResponseReturnValue:
    """Keep what was shown; where the outcome would now be another, show it again."""
    form = KeepForm()
    looked = _look(form.content(), form.instead_of.data or "")
    if doing.attempted(form, lambda: _keep(form, looked)):
        return redirect(url_for("desk.history"))
    form.mark.data = looked.mark
    return _preview(form, looked, status=422)


@blueprint.route("/history/<digest>/remove", methods=["GET", "POST"])
@open_to(*RELEASING)
def remove_history(digest: str) -> ResponseReturnValue:
    """Say what is lost, then take an import away."""
    brought = next((one for one in _imports() if one.digest == digest), None)
    if brought is None:
        abort(404)
    form = PlainForm()
    if doing.attempted(form, lambda: _remove(brought)):
        return redirect(url_for("desk.history"))
    return render_template("desk/history_remove.html", form=form, brought=brought), doing.status(form)


def _preview(form: KeepForm, looked: Preview, *, status: int = 200) -> ResponseReturnValue:
    told = history_words.told(looked, catalogue().bank)
    return render_template("desk/history_preview.html", form=form, told=told), status


def _imports() -> tuple[Brought, ...]:
    with stores().read("releases") as session:
        return read.imports(session, audience.current().authority)


def _look(content: bytes, instead_of: str) -> Preview:
    authority = audience.current().authority
    with stores().read("releases") as session:
        published = frozenset(wave.year for wave in waves(session, authority))
        title = room.authority_title(authority)
        known = known_of(catalogue().bank, authority, title, date.today(), published=published)
        return look(session, content, known, instead_of=instead_of)


def _looked_at(form: FileForm) -> tuple[KeepForm, Preview] | None:
    """The preview of what was sent; None, with each problem in the form, where the file cannot be read."""
    content = form.content()
    looked = _look(content, form.instead_of.data)
    form.form_errors.extend(history_words.whole(problem) for problem in looked.problems)
    return None if looked.problems else (KeepForm.after(form, content, looked), looked)


def _keep(form: KeepForm, looked: Preview) -> bool | None:
    if looked.mark != form.mark.data:
        form.form_errors.append(
            gettext("What is here has changed since you looked. Look again before you bring the figures in.")
        )
        return None
    person = audience.current()
    brings = Brings(form.file_name.data, person.name, date.today(), form.note.data)
    with stores().write("releases") as session:
        store.keep(session, person.authority, looked, brings=brings, instead_of=form.instead_of.data or "")
    room.note("history.kept", brings.name)
    return True


def _remove(brought: Brought) -> bool:
    with stores().write("releases") as session:
        store.remove(session, audience.current().authority, brought.digest)
    room.note("history.removed", brought.name)
    return True
