"""Masking what children wrote, so that others may read it: a text, a machine's check of it, two people who approve."""

from __future__ import annotations

import re

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveyapp.desk import comments_asked, comments_progress, comments_texts, doing, room
from surveyapp.desk.comments_texts import Look
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.room import MASKING, blueprint
from surveyapp.disclosure.masking import Role as Stand
from surveyapp.results import preparing
from surveyapp.web.audience import open_to
from surveyapp.web.stores import stores


@blueprint.get("/texts", endpoint="texts")
@open_to(*MASKING)
def listed() -> ResponseReturnValue:
    """How far the texts of every wave are."""
    return render_template("desk/texts.html", waves=comments_progress.progress())


@blueprint.get("/texts/<wave>", endpoint="texts_of")
@open_to(*MASKING)
def of_wave(wave: str) -> ResponseReturnValue:
    """All texts of a wave, by what has to be done with them."""
    known = room.own_wave(wave)
    with stores().read("results") as session:
        some = preparing.comments(session, wave)
    room.note("texts.opened", wave)
    return render_template(
        "desk/texts_of.html",
        wave=known,
        new=[one for one in some if not one.kept_out and not one.draft],
        half=[one for one in some if not one.kept_out and one.draft and not comments_progress.is_approved(one)],
        done=[one for one in some if comments_progress.is_approved(one)],
        out=[one for one in some if one.kept_out],
        asked=comments_asked.of(wave),
    )


@blueprint.route("/texts/<wave>/<comment>", methods=["GET", "POST"], endpoint="text")
@open_to(*MASKING)
def one_text(wave: str, comment: str) -> ResponseReturnValue:
    """One comment: what the child wrote with its marks, and the text that others may read."""
    known = room.own_wave(wave)
    seen = _look(wave, comment)
    form = comments_texts.form_of(seen)
    do = request.form.get("do", comments_texts.SAVE)
    sent = form if do in (comments_texts.SAVE, comments_texts.APPROVE) else PlainForm()
    if doing.attempted(sent, lambda: comments_texts.act(wave, seen, form, do)):
        return redirect(url_for("desk.texts_of", wave=wave))
    return render_template(
        "desk/text.html",
        wave=known,
        seen=seen,
        form=form,
        question=comments_asked.of(wave)(seen.here),
        roles=list(Stand),
    ), doing.status(form)


def _look(wave: str, comment: str) -> Look:
    if not re.fullmatch("[0-9a-f]{32}", comment):
        abort(404)
    seen = comments_texts.look(wave, bytes.fromhex(comment))
    if seen is None:
        abort(404)
    return seen
