"""The front door: the ways in."""

from flask import Blueprint, render_template

from surveyapp.web.audience import open_to_all

blueprint = Blueprint("web", __name__)


@blueprint.get("/")
@open_to_all
def ways_in() -> str:
    """Who are you, and where do you want to go."""
    return render_template("web/ways_in.html")
