"""The panel's room under /results/: its views, by what a reader does."""

from __future__ import annotations

from typing import cast

from flask import Flask
from flask.blueprints import BlueprintSetupState

from surveyapp.dashboards.figures import cone, svg, upright
from surveyapp.dashboards.pages.parts import NoSuchPart
from surveyapp.dashboards.routes import analysing, besides, exploring, reading, taking
from surveyapp.dashboards.routes.shelf import READERS, blueprint
from surveyapp.dashboards.wording import entrance
from surveyapp.releases.read import NoRelease, ReleaseChanged
from surveyapp.web import errors, navigation
from surveyapp.web.audience import Kind
from surveyapp.web.navigation import Room

__all__ = ["analysing", "besides", "blueprint", "exploring", "reading", "taking"]


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    """Give the templates their drawings, put the pages on the list of rooms, and say what their refusals mean."""
    app = cast(Flask, state.app)
    for drawing in (svg.strip, svg.scale, svg.guide, svg.bar, svg.shades, svg.swatch, upright.line, cone.funnel):
        app.jinja_env.globals[f"draw_{drawing.__name__}"] = drawing
    navigation.add(app, Room("dashboards.waves", entrance.ROOM, entrance.ABOUT, frozenset(READERS), 2))
    refusals = {NoRelease: entrance.NO_RELEASE, NoSuchPart: entrance.NO_SUCH_PART, ReleaseChanged: entrance.CHANGED}
    errors.explain(app, Kind.STAFF, refusals)
