"""The panel's pages about other councils; there are none where no programme's figures stand beside the release."""

from __future__ import annotations

from surveyapp.dashboards import door, pages
from surveyapp.dashboards.routes.shelf import blueprint, drawn, readers


@blueprint.get("/<wave>/others/")
@readers
def others(wave: str) -> str:
    """This council beside others."""
    published = door.published(wave)
    return drawn("others", published, pages.others.compose(published.release))


@blueprint.get("/<wave>/others/<indicator>/")
@readers
def funnel(wave: str, indicator: str) -> str:
    """One indicator's funnel."""
    published = door.published(wave)
    return drawn("funnel", published, pages.others.compose_one(published.release, indicator))
