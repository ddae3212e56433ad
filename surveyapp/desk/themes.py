"""Themes of comments at the desk: each wave's codebook, how far its coding is, and how well readers agreed."""

from __future__ import annotations

from typing import cast

from flask import Flask, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from surveyapp.desk import facts, room, themes_people, themes_words
from surveyapp.desk.room import blueprint
from surveyapp.fieldwork import waves
from surveyapp.results import coding
from surveyapp.results.coding import Progress
from surveyapp.results.themes import MOST
from surveyapp.web import audience, navigation
from surveyapp.web.audience import Role, open_to
from surveyapp.web.navigation import Room
from surveyapp.web.stores import stores

CODING = (Role.ANALYST, Role.SAFEGUARDING)


@blueprint.record_once
def _enter(state: BlueprintSetupState) -> None:
    """Put the themes on the list of rooms."""
    about = _("What children wrote about: a codebook, texts to be coded by two people, and how well they agree.")
    navigation.add(cast(Flask, state.app), Room("desk.themes", _("Themes"), about, frozenset(CODING), 4))


@blueprint.get("/themes", endpoint="themes")
@open_to(*CODING)
def listed() -> ResponseReturnValue:
    """How far the coding is, wave by wave."""
    with stores().read("fieldwork") as session:
        titles = {one.id: one.title for one in waves.of(session, audience.current().authority)}
    with stores().read("results") as session:
        found = [(wave, title, coding.progress(session, wave)) for wave, title in titles.items()]
    return render_template("desk/themes.html", waves=[one for one in found if one[2].texts or one[2].book.themes])


@blueprint.get("/themes/<wave>", endpoint="themes_of")
@open_to(*CODING)
def of_wave(wave: str) -> ResponseReturnValue:
    """One wave: its codebook, what is to do next, and the agreement once it may be seen."""
    room.own_wave(wave)
    found = progress(wave)
    return render_template(
        "desk/themes_of.html",
        facts=facts.of(wave),
        found=found,
        mine=len(coding.waiting_for(found, themes_people.coder())),
        agreed=themes_words.agreed(found) if found.compared else (),
        together=themes_words.whole(found) if found.compared else "",
        most=MOST,
        fewest=coding.FEWEST,
    )


def progress(wave: str) -> Progress:
    """How far the coding of a wave is."""
    with stores().read("results") as session:
        return coding.progress(session, wave)
