"""Figures to take along: the cells of a table as a file."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from surveyapp.dashboards import door, files, pages
from surveyapp.dashboards.pages.parts import NoSuchPart
from surveyapp.dashboards.routes.exploring import PAGES
from surveyapp.dashboards.routes.shelf import blueprint, readers
from surveyapp.releases.model import Release

TAKEN: dict[str, Callable[[Release, str], object]] = {
    **PAGES,
    "others": lambda release, _subject: pages.others.compose(release),
    "funnel": pages.others.compose_one,
}
"""The pages whose figures can be taken along, by the words of their address."""


@blueprint.get("/<wave>/charts/<page>/<subject>/<chart>.csv")
@readers
def figures(wave: str, page: str, subject: str, chart: str) -> Response:
    """One figure's table as CSV."""
    published = door.published(wave)
    if page not in TAKEN:
        raise NoSuchPart(page)
    found = files.find(TAKEN[page](published.release, subject), chart)
    told = files.as_csv(published, found, indicator=subject if page in ("indicator", "funnel") else "")
    answer = Response(told, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{files.named(published, page, subject, found)}"'
    return answer
