"""Wellbeing surveys for children in care and young people leaving care: sealed answers, honest results."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from surveyapp.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application; Flask is imported here, so that the pure packages load without it."""
    from contextlib import suppress
    from importlib import import_module
    from importlib.util import find_spec

    from flask import Flask

    from surveyapp import config, staff, web

    app = Flask(__name__, static_url_path=web.static.url_path())
    web.install(app, settings or config.load())
    staff.install(app)
    for package in ("survey", "desk", "dashboards"):
        if find_spec(f"surveyapp.{package}") and find_spec(f"surveyapp.{package}.routes"):
            with suppress(ImportError):  # while the packages are being built side by side
                app.register_blueprint(import_module(f"surveyapp.{package}.routes").blueprint)
    return app
