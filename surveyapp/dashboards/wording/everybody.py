"""Saying what those who did not answer could change, and what the answers say of this year's children alone."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Everybody, Raked, Raking

HALF = 0.5


def sentences(found: Everybody | None) -> tuple[str, ...]:
    """How many are silent, how far they could move the share, where it would tip, and the range by lot."""
    return () if found is None else (_silent(found), _worst(found), _tipping(found), _by_lot(found))


def weighted(found: Raked | None) -> tuple[str, ...]:
    """That weighting to all who could have answered would move the share, where it would; else nothing."""
    if found is None or found.share is Raking.NEAR:
        return ()
    if found.share is Raking.LOWER:
        return (
            _(
                "If those who answered had the make-up of all who could, the share would be more than three points"
                " lower."
            ),
        )
    return (
        _("If those who answered had the make-up of all who could, the share would be more than three points higher."),
    )


def _silent(found: Everybody) -> str:
    return ngettext(
        "%(silent)s of %(eligible)s gave no answer to this.",
        "%(silent)s of %(eligible)s gave no answer to this.",
        found.silent,
        silent=whole(found.silent),
        eligible=whole(found.eligible),
    )


def _worst(found: Everybody) -> str:
    return _(
        "If we count them all as not positive, the share is %(none)s%%."
        " If we count them all as positive, it is %(all)s%%.",
        none=whole(percent(found.none)),
        all=whole(percent(found.all)),
    )


def _tipping(found: Everybody) -> str:
    if found.needed is not None:
        return _(
            "For half of everybody to be positive, %(needed)s of those %(silent)s would have to be.",
            needed=whole(found.needed),
            silent=whole(found.silent),
        )
    if found.none >= HALF:
        return _("So at least half of everybody would be positive, whatever they say.")
    return _("So fewer than half of everybody would be positive, whatever they say.")


def _by_lot(found: Everybody) -> str:
    return _(
        "If they are like those who answered, between %(fewest)s and %(most)s of these %(eligible)s would be positive."
        " That is about this year's children only. It can't be used to compare years.",
        fewest=whole(found.fewest),
        most=whole(found.most),
        eligible=whole(found.eligible),
    )
