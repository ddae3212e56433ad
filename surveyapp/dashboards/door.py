"""The one way from a request to a release: the visitor's own authority's, latest revision."""

from __future__ import annotations

from surveyapp.releases import read
from surveyapp.releases.read import Listed, Published
from surveyapp.web import audience
from surveyapp.web.stores import stores


def published(wave: str) -> Published:
    """The latest revision of a wave's release of the visitor's authority; NoRelease when there is none to see."""
    authority = audience.current().authority
    with stores().read("releases") as session:
        return read.latest(session, authority, wave)


def listed() -> tuple[Listed, ...]:
    """The released waves of the visitor's authority, newest first."""
    authority = audience.current().authority
    with stores().read("releases") as session:
        return read.waves(session, authority)
