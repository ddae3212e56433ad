"""The panel's pages: each reads one release and shows it; nobody sees another authority's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from flask import Blueprint, Flask, Response, jsonify, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import NotFound

from surveyapp.dashboards import door, pages, plotlyjs
from surveyapp.dashboards.figures import svg
from surveyapp.dashboards.figures.model import Chart
from surveyapp.dashboards.pages.parts import NoSuchPart, chart_named
from surveyapp.dashboards.wording import entrance, frame
from surveyapp.releases.model import Release
from surveyapp.releases.read import NoRelease, Published, ReleaseChanged
from surveyapp.web import errors, navigation
from surveyapp.web.audience import Kind, Role, open_to, open_to_all
from surveyapp.web.navigation import Room

blueprint = Blueprint("dashboards", __name__, url_prefix="/results")
READERS = (Role.VIEWER, Role.WORKER, Role.ANALYST, Role.ADMIN)
readers = open_to(*READERS)
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
    "domain": pages.domain.compose,
    "indicator": pages.indicator.compose,
}
"""The pages whose charts can be explored, by the words of their address."""


@blueprint.get("/")
@readers
def waves() -> str:
    """The released waves."""
    return render_template("results/waves.html", waves=frame.shelf(door.listed()))


@blueprint.get("/<wave>/")
@readers
def overview(wave: str) -> str:
    """What children said, in two minutes."""
    published = door.published(wave)
    return _page("overview", published, pages.overview.compose(published.release))


@blueprint.get("/<wave>/response/")
@readers
def response(wave: str) -> str:
    """Who took part."""
    published = door.published(wave)
    return _page("response", published, pages.response.compose(published.release))


@blueprint.get("/<wave>/changes/")
@readers
def changes(wave: str) -> str:
    """What changed since the wave before."""
    published = door.published(wave)
    return _page("changes", published, pages.changes.compose(published.release))


@blueprint.get("/<wave>/domains/<domain>/")
@readers
def domain(wave: str, domain: str) -> str:
    """One domain."""
    published = door.published(wave)
    return _page("domain", published, pages.domain.compose(published.release, domain))


@blueprint.get("/<wave>/indicators/<indicator>/")
@readers
def indicator(wave: str, indicator: str) -> str:
    """One indicator."""
    published = door.published(wave)
    return _page("indicator", published, pages.indicator.compose(published.release, indicator))


@blueprint.get("/<wave>/methods/")
@readers
def methods(wave: str) -> str:
    """How we count."""
    published = door.published(wave)
    return _page("methods", published, pages.methods.compose(published.release))


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


def _page(name: str, published: Published, page: object) -> str:
    return render_template(f"results/{name}.html", page=page, here=name, frame=frame.frame(published), plotly=plotlyjs)


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    """Give the templates their drawings, put the pages on the list of rooms, and say what their refusals mean."""
    app = cast(Flask, state.app)
    for drawing in (svg.strip, svg.scale, svg.guide, svg.bar, svg.shades, svg.swatch):
        app.jinja_env.globals[f"draw_{drawing.__name__}"] = drawing
    navigation.add(app, Room("dashboards.waves", entrance.ROOM, entrance.ABOUT, frozenset(READERS), 2))
    refusals = {NoRelease: entrance.NO_RELEASE, NoSuchPart: entrance.NO_SUCH_PART, ReleaseChanged: entrance.CHANGED}
    errors.explain(app, Kind.STAFF, refusals)
