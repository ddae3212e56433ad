"""Saying the one thing that a reader should know we do not know."""

from __future__ import annotations

from statistics import median_low

from surveyapp.dashboards import findings
from surveyapp.dashboards.wording import together
from surveyapp.dashboards.wording.numbers import points, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Label, Release

UNSURE = (Label.NO_CLEAR_CHANGE, Label.TOO_FEW, Label.NOT_COMPARABLE)


def sentences(release: Release) -> tuple[str, ...]:
    """What we don't know and why: answers that few gave, changes that few answers can't show, or nothing of note."""
    if findings.mostly_hidden(release):
        return (_few(release), _("Where few answer, one child could be found out."))
    if release.members:
        return (together.not_known(),)
    if release.previous is None:
        return (_("Whether life got better or worse: there is nothing yet to compare with."),)
    unsure = findings.compared(release, *UNSURE)
    if not unsure:
        return (_("What children who did not answer would have said."),)
    return tuple(filter(None, (_changes(len(unsure), len(findings.everything(release))), _seen(release))))


def number(release: Release) -> str:
    """Of how many answers that is so, for beside the words; empty where it is not about a number of them."""
    if findings.mostly_hidden(release):
        return whole(len(findings.everything(release)) - findings.shown(release))
    unsure = findings.compared(release, *UNSURE) if release.previous else ()
    return whole(len(unsure)) if unsure else ""


def _few(release: Release) -> str:
    everything = findings.everything(release)
    return _(
        "What children think about %(count)s of %(all)s things: too few answered to say.",
        count=whole(len(everything) - findings.shown(release)),
        all=whole(len(everything)),
    )


def _changes(unsure: int, everything: int) -> str:
    return ngettext(
        "For %(count)s of %(all)s results we can't tell whether it changed.",
        "For %(count)s of %(all)s results we can't tell whether they changed.",
        unsure,
        count=whole(unsure),
        all=whole(everything),
    )


def _seen(release: Release) -> str:
    """Below which size a real change is easily missed: the middle one over all comparisons."""
    caught = [
        abs(size)
        for found in findings.compared(release, Label.NO_CLEAR_CHANGE)
        for size in (found.result.change.caught_rise, found.result.change.caught_fall)
        if size is not None
    ]
    if not caught:
        return ""
    middle = whole(points(median_low(caught)))
    return _("A real change of less than about %(points)s points may well go unseen.", points=middle)
