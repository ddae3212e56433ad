"""What the panel's views share: the blueprint, who may read, and how a page of a release is drawn."""

from __future__ import annotations

from flask import Blueprint, render_template

from surveyapp.dashboards import plotlyjs
from surveyapp.dashboards.pages import search
from surveyapp.dashboards.wording import frame
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role, open_to

blueprint = Blueprint("dashboards", __name__, url_prefix="/results")
READERS = (Role.VIEWER, Role.WORKER, Role.ANALYST, Role.ADMIN)
readers = open_to(*READERS)


def drawn(name: str, published: Published, page: object, *, asked_for: str = "") -> str:
    """A page of a release in its frame; ``asked_for`` stands in the search box."""
    return render_template(
        f"results/{name}.html",
        page=page,
        here=name,
        frame=frame.frame(published),
        plotly=plotlyjs,
        longest=search.LONGEST,
        asked_for=asked_for,
    )
