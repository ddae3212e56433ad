"""What children wrote in their own words, read for harm by the reader alone."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields import SelectChoice

from surveyapp.desk import comments_asked, comments_waiting, doing, room
from surveyapp.desk.fields import PlainForm, with_fields
from surveyapp.desk.room import blueprint
from surveyapp.results import comments
from surveyapp.results.comments import Words
from surveyapp.web.audience import Role, open_to
from surveyapp.web.stores import stores

AT_ONCE = 10
FINE, WORRY, LATER = "fine", "worry", "later"
ANSWERS = [
    SelectChoice(FINE, _("No sign of harm")),
    SelectChoice(WORRY, _("Worry for a child")),
    SelectChoice(LATER, _("Read it again later")),
]


@blueprint.get("/comments", endpoint="comments")
@open_to(Role.SAFEGUARDING)
def listed() -> ResponseReturnValue:
    """How far the reading is, wave by wave."""
    return render_template("desk/comments.html", readings=comments_waiting.readings())


@blueprint.route("/comments/<wave>", methods=["GET", "POST"], endpoint="comments_unread")
@open_to(Role.SAFEGUARDING)
def unread(wave: str) -> ResponseReturnValue:
    """A few comments at a time, each to be judged; what was judged does not come again."""
    known = room.own_wave(wave)
    with stores().read("results") as session:
        some = comments.unread(session, wave, most=AT_ONCE)
        how_far = comments.reading(session, [wave]).get(wave)
    form = with_fields(PlainForm, {_name(one): _question() for one in some})()
    if doing.attempted(form, lambda: _read(wave, form, some)):
        return redirect(url_for("desk.comments_unread", wave=wave))
    room.note("comments.opened", wave)
    return render_template(
        "desk/comments_unread.html",
        form=form,
        wave=known,
        some=[(one, form[_name(one)]) for one in some],
        how_far=how_far,
        asked=comments_asked.of(wave),
    ), doing.status(form)


@blueprint.get("/comments/<wave>/worries", endpoint="comments_worries")
@open_to(Role.SAFEGUARDING)
def worries(wave: str) -> ResponseReturnValue:
    """What gave cause for worry, to be taken to those who act."""
    return _judged(wave, worry=True)


@blueprint.get("/comments/<wave>/fine", endpoint="comments_fine")
@open_to(Role.SAFEGUARDING)
def fine(wave: str) -> ResponseReturnValue:
    """What showed no sign of harm, to be looked through once more."""
    return _judged(wave, worry=False)


@blueprint.post("/comments/<wave>/anew/<comment>", endpoint="comment_anew")
@open_to(Role.SAFEGUARDING)
def anew(wave: str, comment: str) -> ResponseReturnValue:
    """A slip taken back: what was fine is a worry, or the other way round."""
    room.own_wave(wave)
    worry = request.form.get("judgement") == WORRY
    if doing.attempted(PlainForm(), lambda: _anew(wave, comment, worry=worry)) is None:
        abort(404)
    return redirect(url_for("desk.comments_fine" if worry else "desk.comments_worries", wave=wave))


def _judged(wave: str, *, worry: bool) -> str:
    known = room.own_wave(wave)
    with stores().read("results") as session:
        some = comments.judged(session, wave, worry=worry)
    room.note("comments.opened", wave)
    return render_template(
        "desk/comments_judged.html",
        wave=known,
        some=some,
        worry=worry,
        asked=comments_asked.of(wave),
        form=PlainForm(formdata=None),
    )


def _anew(wave: str, comment: str, *, worry: bool) -> bool | None:
    if not re.fullmatch("[0-9a-f]{32}", comment):
        return None
    with stores().write("results") as session:
        changed = comments.judge_anew(session, wave, bytes.fromhex(comment), worry=worry)
    if changed:
        room.note("comments.read", wave)
    return changed or None


def _read(wave: str, form: Any, some: tuple[Words, ...]) -> bool | None:
    judged = {one.id: form[_name(one)].data == WORRY for one in some if form[_name(one)].data in (FINE, WORRY)}
    try:
        with stores().write("results") as session:
            comments.read(session, wave, judged)
    except comments.AlreadyRead:
        form.form_errors.append(gettext("Somebody else has judged one of these meanwhile. Look at the others again."))
        return None
    if judged:
        room.note("comments.read", wave)
    return True


def _name(one: Words) -> str:
    return f"comment_{one.id.hex()}"


def _question() -> RadioField:
    """Nothing has to be judged now: what was left alone comes again."""
    return RadioField(_("What do you find?"), choices=ANSWERS, default=LATER)
