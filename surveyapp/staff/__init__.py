"""Accounts, who is signed in, and what each may do for which authority."""

from flask import Flask

from surveyapp.staff import access, errors
from surveyapp.staff.routes import blueprint

__all__ = ["install"]


def install(app: Flask) -> None:
    """Let people sign in."""
    app.extensions["recognise"] = access.recognise
    app.register_blueprint(blueprint)
    errors.install(app)
