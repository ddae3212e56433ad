"""The one way from a request to a release: the visitor's own authority's, latest revision."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveyapp.releases import read
from surveyapp.releases.model import Release
from surveyapp.releases.read import Listed, Published, ReleaseChanged
from surveyapp.web import audience
from surveyapp.web.stores import stores


def published(wave: str) -> Published:
    """The latest revision of a wave's release of the visitor's authority; NoRelease when there is none to see."""
    authority = audience.current().authority
    with stores().read("releases") as session:
        return read.latest(session, authority, wave)


def shelf() -> tuple[tuple[Listed, Release | None], ...]:
    """The released waves, newest first, each with its release; None where it is not what was published."""
    authority = audience.current().authority
    with stores().read("releases") as session:
        return tuple((one, _sound(session, one)) for one in read.waves(session, authority))


def _sound(session: Session, one: Listed) -> Release | None:
    try:
        return read.latest(session, audience.current().authority, one.wave).release
    except ReleaseChanged:
        return None
