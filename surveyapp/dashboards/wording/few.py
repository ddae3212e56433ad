"""What can still be said where too few answered: who was heard, what it would take, and what to ask."""

from __future__ import annotations

from surveyapp.dashboards.wording import rates, shares
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Label, Release, ResponseRate, Result, Share


def too_few(result: Result) -> bool:
    """Whether too few answered for a percentage, or for a comparison."""
    hidden = isinstance(result.now, Share) and not shares.has_percentage(result.now)
    return hidden or not isinstance(result.now, Share) or result.change.label is Label.TOO_FEW


def heard(rate: ResponseRate, band: str) -> str:
    """How many of a band took part."""
    return _("%(band)s: %(fact)s took part.", band=band, fact=rates.fact(rate))


def needed(release: Release, result: Result) -> str:
    """What it would take to say more; of surveys counted together nothing of a comparison, which they never have."""
    if shares.protected(result.now):
        return _needed_besides_answers(result)
    if release.members:
        return _needed_to_show(result)
    if not isinstance(result.now, Share):
        return _("To show this, at least 10 must answer. To compare it, at least 20 must answer both times.")
    if not shares.has_percentage(result.now):
        return _("To give a percentage, at least 20 must answer. To compare it, at least 20 both times.")
    if shares.protected(result.then):
        return _(
            "To compare it, the earlier answers would be needed. They are hidden so that nobody can be recognised."
        )
    return _("To compare it, at least 20 must answer both times.")


def _needed_besides_answers(result: Result) -> str:
    if shares.routed(result.now):
        return _(
            "It is asked only after another answer. So it is shown only where 50 or more took part, and where the"
            " number asked gives no answer away."
        )
    return _("It is hidden so that nobody can be recognised. The more children answer, the sooner it can be shown.")


def _needed_to_show(result: Result) -> str:
    if not isinstance(result.now, Share):
        return _("To show this, at least 10 must answer.")
    return _("To give a percentage, at least 20 must answer.")


def to_ask(result: Result, *, routed: bool = False) -> tuple[str, ...]:
    """Questions that a panel may put to officers meanwhile.

    What kept children from answering is asked where that is why; not where an earlier answer decided who was asked.
    """
    kept = _("What kept them from answering, and what will be different next time?")
    return (
        _("How do you hear from these children apart from the survey?"),
        *(() if routed or shares.protected(result.now) else (kept,)),
        _("Do workers, carers and advocates tell the same story as these results?"),
    )
