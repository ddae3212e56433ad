"""Wellbeing surveys for children in care and young people leaving care: sealed answers, honest results."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from surveyapp.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application; Flask is imported here, so that the pure packages load without it."""
    from flask import Flask

    from surveyapp import config, staff, web
    from surveyapp.casting import fitting
    from surveyapp.dashboards import routes as dashboards
    from surveyapp.desk import routes as desk
    from surveyapp.survey import keying
    from surveyapp.survey import routes as survey

    app = Flask(__name__, static_url_path=web.static.url_path())
    web.install(app, settings or config.load())
    fitting.assert_fits(app.extensions["stores"])
    staff.install(app)
    for room in (survey, keying, desk, dashboards):
        app.register_blueprint(room.blueprint)
    return app
