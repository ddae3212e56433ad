"""What councils call differently, said as this one says it, and the general word where it has none of its own."""

from __future__ import annotations

from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import locale
from surveyapp.releases.model import Release

GROWN_UP = 16
"""A band that starts at this age or later is of young people who leave care."""


def in_care(release: Release) -> str:
    """Such as "in care" or "looked after", as it stands after "children"."""
    return _own(release, "in_care") or _("in care")


def leavers(release: Release) -> str:
    """Such as "care leavers"."""
    return _own(release, "leavers") or _("care leavers")


def children(release: Release) -> str:
    """All whom the survey asked: "children and young people in care, and care leavers"."""
    if not any(facts.youngest >= GROWN_UP for facts in release.bands):
        return _("children and young people %(in_care)s", in_care=in_care(release))
    values = {"in_care": in_care(release), "leavers": leavers(release)}
    return _("children and young people %(in_care)s, and %(leavers)s", **values)


def _own(release: Release, term: str) -> str:
    language = locale().partition("_")[0]
    return next((one.text for one in release.words if one.term == term and one.language == language), "")
