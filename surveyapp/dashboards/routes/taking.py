"""Figures to take along: the cells of a table as a file."""

from __future__ import annotations

from flask import Response

from surveyapp.dashboards import door, files
from surveyapp.dashboards.pages.parts import NoSuchPart
from surveyapp.dashboards.routes.exploring import PAGES
from surveyapp.dashboards.routes.shelf import blueprint, readers


@blueprint.get("/<wave>/charts/<page>/<subject>/<chart>.csv")
@readers
def figures(wave: str, page: str, subject: str, chart: str) -> Response:
    """One figure's table as CSV."""
    published = door.published(wave)
    if page not in PAGES:
        raise NoSuchPart(page)
    found = files.find(PAGES[page](published.release, subject), chart)
    told = files.as_csv(published, found, indicator=subject if page == "indicator" else "")
    answer = Response(told, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{files.named(published, page, subject, found)}"'
    return answer
