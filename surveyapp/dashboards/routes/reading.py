"""The panel's pages: each reads one release and shows it; nobody sees another authority's."""

from __future__ import annotations

from flask import render_template, request

from surveyapp.dashboards import door, pages
from surveyapp.dashboards.routes.shelf import blueprint, drawn, readers
from surveyapp.dashboards.wording import frame


@blueprint.get("/")
@readers
def waves() -> str:
    """The released waves."""
    return render_template("results/waves.html", waves=frame.shelf(door.shelf()))


@blueprint.get("/<wave>/")
@readers
def overview(wave: str) -> str:
    """What children said, in two minutes."""
    published = door.published(wave)
    return drawn("overview", published, pages.overview.compose(published.release))


@blueprint.get("/<wave>/response/")
@readers
def response(wave: str) -> str:
    """Who took part."""
    published = door.published(wave)
    return drawn("response", published, pages.response.compose(published.release))


@blueprint.get("/<wave>/changes/")
@readers
def changes(wave: str) -> str:
    """What changed since the wave before."""
    published = door.published(wave)
    return drawn("changes", published, pages.changes.compose(published.release))


@blueprint.get("/<wave>/domains/<domain>/")
@readers
def domain(wave: str, domain: str) -> str:
    """One domain."""
    published = door.published(wave)
    return drawn("domain", published, pages.domain.compose(published.release, domain))


@blueprint.get("/<wave>/indicators/<indicator>/")
@readers
def indicator(wave: str, indicator: str) -> str:
    """One indicator."""
    published = door.published(wave)
    return drawn("indicator", published, pages.indicator.compose(published.release, indicator))


@blueprint.get("/<wave>/words/")
@readers
def words(wave: str) -> str:
    """What children wrote."""
    published = door.published(wave)
    return drawn("words", published, pages.words.compose(published.release))


@blueprint.get("/<wave>/themes/")
@readers
def themes(wave: str) -> str:
    """What children wrote about."""
    published = door.published(wave)
    return drawn("themes", published, pages.themes.compose(published.release))


@blueprint.get("/<wave>/methods/")
@readers
def methods(wave: str) -> str:
    """How we count."""
    published = door.published(wave)
    return drawn("methods", published, pages.methods.compose(published.release))


@blueprint.get("/<wave>/glossary/")
@readers
def glossary(wave: str) -> str:
    """What the words mean."""
    published = door.published(wave)
    return drawn("glossary", published, pages.glossary.compose(published.release))


@blueprint.get("/<wave>/search/")
@readers
def search(wave: str) -> str:
    """Where words stand in these results."""
    published, wanted = door.published(wave), request.args.get("q", "")
    return drawn("search", published, pages.search.compose(published.release, wanted), asked_for=wanted)


@blueprint.get("/<wave>/present/")
@readers
def present(wave: str) -> str:
    """One finding a screen, for a meeting."""
    published = door.published(wave)
    return drawn("present", published, pages.presenting.compose(published.release))
