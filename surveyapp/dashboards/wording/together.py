"""Saying that answers of several surveys are counted together, and why they stand beside nothing else."""

from __future__ import annotations

from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext, pgettext
from surveyapp.releases.model import Member, Release, Waiting


def said(release: Release) -> tuple[str, ...]:
    """Which surveys are counted together, why, and that they are compared with none; nothing for a single survey."""
    if not release.members:
        return ()
    return (counted(release.members), why(), never_compared())


def counted(members: tuple[Member, ...]) -> str:
    """Which surveys, and of which councils where there are several."""
    if not members:
        return ""
    if len({one.authority for one in members}) == 1:
        return _("Counted together here: %(surveys)s.", surveys="; ".join(f"“{one.title}”" for one in members))
    named = (_("%(council)s (“%(survey)s”)", council=one.authority_title, survey=one.title) for one in members)
    return _("Counted together here: %(surveys)s.", surveys="; ".join(named))


def why() -> str:
    """Why they are counted together."""
    return _("In at least one of them, too few answered to show it alone.")


def never_compared() -> str:
    """Why no change is told."""
    return _("Here several surveys are counted as one. We do not compare that with a single survey.")


def not_known() -> str:
    """What such results cannot tell."""
    return _("Whether each survey would say the same: they are counted as one.")


def left_out(release: Release) -> str:
    """What is not counted, for want of the same words."""
    if not release.left_out:
        return ""
    names = "; ".join(pgettext(f"indicator:{one.id}", one.title) for one in release.left_out)
    return ngettext(
        "%(count)s question is left out. It was not asked in the same words each time: %(names)s.",
        "%(count)s questions are left out. They were not asked in the same words each time: %(names)s.",
        len(release.left_out),
        count=whole(len(release.left_out)),
        names=names,
    )


def waiting(release: Release) -> tuple[str, ...]:
    """Whose answers are counted elsewhere, together with others'."""
    return tuple(_waits(release, one) for one in release.waiting)


def _waits(release: Release, one: Waiting) -> str:
    ages = texts.ages(release, (one.band,))
    if one.partnership:
        return _(
            "%(ages)s: these answers are kept sealed. They will be counted with those of other councils: "
            "%(partnership)s. When that is done, they have a page of their own there.",
            ages=ages,
            partnership=one.partnership,
        )
    return _(
        "%(ages)s: these answers are kept sealed. They will be counted with those of another survey. "
        "When that is done, they have a page of their own.",
        ages=ages,
    )
