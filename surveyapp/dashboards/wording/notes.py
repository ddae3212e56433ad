"""What every page says about who answered, what is hidden, and which results these are."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.shares import brief
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Count, ResponseRate, Result, Shown, Why


def not_heard(rate: ResponseRate) -> str:
    """That the others' answers are unknown; said once on every page."""
    return _(
        "%(completed)s of %(eligible)s answered. We don't know what the others would have said.",
        completed=whole(rate.completed),
        eligible=whole(rate.eligible),
    )


def asked(result: Result) -> str:
    """How many were asked; empty where the release doesn't say."""
    if not result.asked:
        return ""
    return ngettext(
        "%(asked)s child or young person was asked this.",
        "%(asked)s children and young people were asked this.",
        result.asked,
        asked=whole(result.asked),
    )


def skipped(count: Count | None) -> str:
    """How many left the question out or would rather not say."""
    if count is None:
        return ""
    if count.shown is Shown.FEW:
        return _(
            "Fewer than %(count)s left it out or would rather not say.",
            count=whole(count.high + 1),
        )
    return _("%(count)s left it out or would rather not say.", count=brief(count))


def hidden(why: Why, number: int) -> str:
    """How many things one rule hid, and why."""
    count = whole(number)
    if why is Why.SMALL_BASE:
        return ngettext(
            "%(count)s result is not shown because fewer than 10 children answered.",
            "%(count)s results are not shown because fewer than 10 children answered.",
            number,
            count=count,
        )
    if why is Why.SECONDARY:
        return ngettext(
            "%(count)s more is not shown because a smaller group could be worked out from it.",
            "%(count)s more are not shown because a smaller group could be worked out from them.",
            number,
            count=count,
        )
    if why is Why.ROUTED:
        return ngettext(
            "%(count)s is not shown because how many were asked it would give away an earlier answer.",
            "%(count)s are not shown because how many were asked it would give away an earlier answer.",
            number,
            count=count,
        )
    return ngettext(
        "%(count)s is not shown because our own attempt to find a child in the results came too close.",
        "%(count)s are not shown because our own attempt to find a child in the results came too close.",
        number,
        count=count,
    )


def nothing_hidden() -> str:
    """Said when no rule hid anything."""
    return _("Nothing had to be hidden in these results.")


def few_and_nearly_all() -> str:
    """Why some counts are given in words."""
    return _(
        "Counts very near to none or to all are only given as “fewer than 5” or “nearly all”."
        " So nobody can tell what one child said."
    )
