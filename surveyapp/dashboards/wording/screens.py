"""The headlines of a presentation's screens, and what a meeting may ask."""

from __future__ import annotations

from collections.abc import Callable

from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.shares import brief, hidden, short
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Label, ResponseRate, Share, Suppressed

Counted = Callable[[int], str]


def took_part(rate: ResponseRate) -> str:
    """The response rate as a headline."""
    return _("%(share)s%% took part", share=whole(percent(rate.share)))


def did_not_answer(rate: ResponseRate) -> str:
    """How many are missing, as a headline."""
    number = rate.eligible - rate.completed
    return ngettext(
        "%(count)s child or young person did not answer",
        "%(count)s children and young people did not answer",
        number,
        count=whole(number),
    )


def changed(title: str, label: Label, year: str) -> str:
    """A clear change as a headline."""
    if label is Label.CLEARLY_BETTER:
        return _("“%(title)s” is clearly better than in %(year)s", title=title, year=year)
    return _("“%(title)s” is clearly worse than in %(year)s", title=title, year=year)


def figure(year: str, value: Share | Suppressed | None) -> tuple[str, str, str]:
    """A year's share, to be set very large, and of how many."""
    if not isinstance(value, Share):
        return year, "–", hidden(value)
    return year, short(value), brief(value.count)


def strengths(count: int) -> str:
    """How many strengths there are, as a headline."""
    return ngettext("%(count)s answer is a strength", "%(count)s answers are strengths", count, count=whole(count))


def worries(count: int) -> str:
    """How many worries there are, as a headline."""
    return ngettext("%(count)s answer is a worry", "%(count)s answers are worries", count, count=whole(count))


def ask_about_missing() -> tuple[str, ...]:
    """What a meeting may ask of those who are missing."""
    return (_("Ask: who was not reached, and what would help them to take part next time?"),)


def methods() -> tuple[str, ...]:
    """How we count, in four sentences."""
    return (
        _("Every share is of those who answered that question. Children could leave out any question."),
        _("The line through a dot shows where the real share lies, 19 times in 20."),
        _("We call a change clear only if chance would hardly make it, even with all these comparisons."),
        _("Fewer than 10 answers are never shown, so that nobody can tell what one child said."),
    )
