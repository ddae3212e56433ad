"""The addresses of the children's pages: one for every step, one for the whole survey, two that hold nothing."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from surveyapp.casting import StateKeys
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.survey import (
    aloud,
    document,
    looks,
    offline,
    postcards,
    sealed,
    sessions,
    showing,
    talking,
    visit,
    words,
)
from surveyapp.survey.document import NotOffered
from surveyapp.survey.drawings import DRAWINGS
from surveyapp.survey.unbroken import unbroken
from surveyapp.web.audience import Kind, open_to_children
from surveyapp.web.errors import explain
from surveyapp.web.words import of_status

blueprint = Blueprint("survey", __name__, url_prefix="/s")
blueprint.register_blueprint(talking.blueprint)
blueprint.register_blueprint(sealed.blueprint)
blueprint.register_blueprint(offline.blueprint)
blueprint.register_blueprint(sessions.blueprint)
blueprint.register_blueprint(aloud.blueprint)
blueprint.register_blueprint(postcards.blueprint)
blueprint.after_request(offline.sign)
ELSEWHERE = "https://www.bbc.co.uk/weather"
"""Where "Exit this page" leads: a page that anybody could have open."""


@blueprint.get("/")
@open_to_children
def start() -> tuple[str, int]:
    """The first page."""
    return showing.rendered(showing.start())


@blueprint.post("/")
@open_to_children
def step() -> tuple[str, int]:
    """Every step after it."""
    return showing.rendered(visit.answered(request.form))


@blueprint.get("/take/<wave>/<band>/<instrument>/<language>")
@open_to_children
def take(wave: str, band: str, instrument: str, language: str) -> tuple[str, int]:
    """The whole survey at once, for a script that asks every question without a request."""
    return showing.rendered(document.taken(wave, band, instrument, language))


@blueprint.get("/turn/<ticket>")
@open_to_children
def turn(ticket: str) -> tuple[str, int]:
    """The first page again, or what follows from it, for a child who waits while checks are slow."""
    return showing.rendered(visit.waited(ticket))


@blueprint.get("/help")
@open_to_children
def contacts() -> tuple[str, int]:
    """People to talk to."""
    return showing.rendered(visit.contacts())


@blueprint.get("/leave")
@open_to_children
def leave() -> Response:
    """Away from here at once; the answers in the page are gone with it."""
    return redirect(ELSEWHERE, 303)


@blueprint.record_once
def install(setup: BlueprintSetupState) -> None:
    """Give the app the keys of answers in the page, the drawings, and the words for what can go wrong with them."""
    app = cast(Flask, setup.app)
    app.extensions["state_keys"] = StateKeys.of(app.extensions["settings"].instance)
    app.jinja_env.globals.update(draw=DRAWINGS, clip_of=aloud.clip_of, layout=showing.WHOLE_PAGE, begins=showing.BEGINS)
    app.jinja_env.filters["unbroken"] = unbroken
    app.jinja_env.globals.update(looks=looks.LOOKS, companions=looks.COMPANIONS, chosen_looks=looks.chosen)
    app.jinja_env.globals.update(unchecked=showing.unchecked)
    not_here = of_status(Kind.CHILDREN, 404)
    explain(app, Kind.CHILDREN, {**words.EXPLAINED, NotOffered: not_here, WaveUnknown: not_here})
