"""The analyst's pages: methods and checks, for accounts with the analyst's role alone."""

from __future__ import annotations

from flask import Response

from surveyapp.dashboards import analysis_files, door
from surveyapp.dashboards.pages import analysis, answering, scored
from surveyapp.dashboards.routes.shelf import blueprint, drawn
from surveyapp.web.audience import Role, open_to

analysts = open_to(Role.ANALYST)


@blueprint.get("/<wave>/analysis/")
@analysts
def analysis_index(wave: str) -> str:
    """The way in."""
    published = door.published(wave)
    return drawn("analysis", published, analysis.index(published.release))


@blueprint.get("/<wave>/analysis/indicators/<indicator>/")
@analysts
def analysed(wave: str, indicator: str) -> str:
    """One question with every check."""
    published = door.published(wave)
    return drawn("analysed", published, analysis.compose(published.release, indicator))


@blueprint.get("/<wave>/analysis/scores/")
@analysts
def scores_analysed(wave: str) -> str:
    """Composites."""
    published = door.published(wave)
    return drawn("scores", published, scored.compose(published.release))


@blueprint.get("/<wave>/analysis/response/")
@analysts
def answering_analysed(wave: str) -> str:
    """Response and weighting."""
    published = door.published(wave)
    return drawn("answering", published, answering.compose(published.release))


@blueprint.get("/<wave>/analysis/figures.csv")
@analysts
def figures_csv(wave: str) -> Response:
    """Every figure as CSV."""
    published = door.published(wave)
    return _file(analysis_files.as_csv(published), "text/csv", analysis_files.named(published, "csv"))


@blueprint.get("/<wave>/analysis/figures.json")
@analysts
def figures_json(wave: str) -> Response:
    """Every figure as JSON."""
    published = door.published(wave)
    return _file(analysis_files.as_json(published), "application/json", analysis_files.named(published, "json"))


def _file(text: str, kind: str, name: str) -> Response:
    answer = Response(text, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
