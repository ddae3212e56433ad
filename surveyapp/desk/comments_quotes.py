"""Choosing which approved texts the next results quote, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel import pgettext
from wtforms import SelectField
from wtforms.fields import SelectChoice

from surveyapp.definition.messages import context_of
from surveyapp.desk import comments_asked, doing, facts, room
from surveyapp.desk.fields import PlainForm, with_fields
from surveyapp.desk.room import blueprint
from surveyapp.results import quoting
from surveyapp.results.approved import ApprovedText, approved
from surveyapp.web.audience import Role, open_to
from surveyapp.web.stores import catalogue, stores

NO, ALONE = "-", "alone"
Said = tuple[str, str, str]
"""The question, the bands that were asked it, and the words."""


@blueprint.route("/texts/<wave>/quotes", methods=["GET", "POST"], endpoint="quotes")
@open_to(Role.ANALYST)
def quotes(wave: str) -> ResponseReturnValue:
    """Every text that two people approved, each with where it is quoted, if it is."""
    room.own_wave(wave)
    with stores().read("results") as session:
        some, written = once(approved(session, wave))
    form = with_fields(PlainForm, {_name(one): _where(one) for one in some})()
    if doing.attempted(form, lambda: _choose(wave, form, some)):
        return redirect(url_for("desk.quotes", wave=wave))
    return render_template(
        "desk/quotes.html",
        facts=facts.of(wave),
        form=form,
        some=[(one, form[_name(one)], written[_said(one)]) for one in some],
        quoted=[one for one in some if one.domain is not None],
        asked=comments_asked.of(wave),
    ), doing.status(form)


def once(some: Iterable[ApprovedText]) -> tuple[tuple[ApprovedText, ...], Mapping[Said, int]]:
    """The texts with those left out that say the same as another, and how often each was written.

    All that are quoted already stay, so that each can be taken back.
    """
    every = tuple(some)
    quoted = {_said(one) for one in every if one.domain is not None}
    first = {_said(one): one.id for one in reversed(every) if _said(one) not in quoted}
    kept = tuple(one for one in every if one.domain is not None or first.get(_said(one)) == one.id)
    return kept, Counter(map(_said, every))


def _said(one: ApprovedText) -> Said:
    return one.item, one.bands, one.text


def _where(one: ApprovedText) -> SelectField:
    domains = [SelectChoice(it.id, str(pgettext(context_of(it), it.title))) for it in catalogue().bank.domains]
    choices = [SelectChoice(NO, _("Not quoted")), SelectChoice(ALONE, _("Under no domain")), *domains]
    default = {None: NO, "": ALONE}.get(one.domain, one.domain)
    return SelectField(_("Where it is quoted"), choices=choices, default=default)


def _choose(wave: str, form: Any, some: tuple[ApprovedText, ...]) -> bool:
    typed = {one.id: {NO: None, ALONE: ""}.get(form[_name(one)].data, form[_name(one)].data) for one in some}
    changed = [one.id for one in some if typed[one.id] != one.domain]
    with stores().write("results") as session:
        for id in changed:
            quoting.choose(session, wave, id, typed[id])
    if changed:
        room.note("quotes.chosen", wave)
    return True


def _name(one: ApprovedText) -> str:
    return f"quote_{one.id.hex()}"
