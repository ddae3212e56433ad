"""What a page sends for beside itself: a chart for plotly.js, plotly.js, the foot of printed pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from flask import Response, jsonify, render_template, request
from werkzeug.exceptions import NotFound

from surveyapp.dashboards import door, pages, plotlyjs
from surveyapp.dashboards.figures.model import Chart
from surveyapp.dashboards.pages.parts import NoSuchPart, chart_named
from surveyapp.dashboards.routes.shelf import blueprint, readers
from surveyapp.dashboards.wording import frame
from surveyapp.releases.model import Release
from surveyapp.web.audience import open_to_all

IMMUTABLE = "public, max-age=31536000, immutable"


class HasCharts(Protocol):
    """A page with charts to explore."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        ...


PAGES: dict[str, Callable[[Release, str], HasCharts]] = {
    "overview": lambda release, _subject: pages.overview.compose(release),
    "response": lambda release, _subject: pages.response.compose(release),
    "changes": lambda release, _subject: pages.changes.compose(release),
    "words": lambda release, _subject: pages.words.compose(release),
    "themes": lambda release, _subject: pages.themes.compose(release),
    "domain": pages.domain.compose,
    "indicator": pages.indicator.compose,
}
"""The pages whose charts can be explored, by the words of their address."""


@blueprint.get("/<wave>/charts/<page>/<subject>/<chart>.json")
@readers
def chart(wave: str, page: str, subject: str, chart: str) -> Response:
    """One chart for plotly.js."""
    from surveyapp.dashboards.figures import interactive

    published = door.published(wave)
    if page not in PAGES:
        raise NoSuchPart(page)
    found = chart_named(PAGES[page](published.release, subject).charts, chart)
    return jsonify(interactive.document(found))


@blueprint.get("/<wave>/print.css")
@readers
def print_styles(wave: str) -> Response:
    """The foot of every printed page."""
    styles = render_template("results/print.css", foot=frame.foot(door.published(wave)))
    return Response(styles, mimetype="text/css")


@blueprint.get("/plotly-<digest>.js")
@open_to_all
def plotly(digest: str) -> Response:
    """plotly.js, the same for everybody and for ever."""
    if digest != plotlyjs.digest():
        raise NotFound
    packed = request.accept_encodings["gzip"] > 0
    answer = Response(plotlyjs.compressed() if packed else plotlyjs.path().read_bytes(), mimetype="text/javascript")
    answer.headers.update({"Cache-Control": IMMUTABLE, "Vary": "Accept-Encoding"})
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer
