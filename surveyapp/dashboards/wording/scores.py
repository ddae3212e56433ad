"""Saying what a score's reliability is, and why a score is not shown."""

from __future__ import annotations

from surveyapp.dashboards.wording import amounts
from surveyapp.dashboards.wording.translated import gettext as _

HIGHEST = 0.95


def why(reason: str) -> str:
    """Why there is no mean."""
    if reason == "no_bars":
        return _("Fewer than 50 children have this score, or it was not counted when the box was opened.")
    if reason == "routed":
        return _("One of its questions is asked only after another answer, and how many were asked it is not shown.")
    return _("Its mean is an exact sum. Beside what is shown of its questions it would tell what joined counts hide.")


def alpha(value: float) -> str:
    """A reliability to two decimals; nothing is told apart above .95."""
    number = amounts.hundredths(value)
    if value <= 0:
        return _("%(number)s or less", number=number)
    return _("%(number)s or more", number=number) if value >= HIGHEST else number
