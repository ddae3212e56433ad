"""How a figure is quoted, so that whoever reads it finds the very same results."""

from __future__ import annotations

from surveyapp.dashboards.wording.frame import stamp
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.read import Published


def figure(published: Published, title: str) -> str:
    """Such as “Share of positive answers”. Harbourside Council, Our life, our say 2026. Results 1a2b…, version 1."""
    return _("“%(title)s”. %(source)s", title=title, source=source(published))


def source(published: Published) -> str:
    """Whose results, and which."""
    release = published.release
    values = {"authority": release.authority_title, "survey": release.wave.title, "stamp": stamp(published)}
    return _("%(authority)s, %(survey)s. %(stamp)s.", **values)
