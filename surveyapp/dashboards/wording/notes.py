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
    one = _HIDDEN.get(why, _too_close)
    return one(number, whole(number))


def _too_few(number: int, count: str) -> str:
    return ngettext(
        "%(count)s result is not shown: fewer than 10 children answered, or nobody is in that group.",
        "%(count)s results are not shown: fewer than 10 children answered, or nobody is in that group.",
        number,
        count=count,
    )


def _beside(number: int, count: str) -> str:
    return ngettext(
        "%(count)s more is not shown because a smaller group could be worked out from it.",
        "%(count)s more are not shown because a smaller group could be worked out from them.",
        number,
        count=count,
    )


def _routed(number: int, count: str) -> str:
    return ngettext(
        "%(count)s is not shown because the number asked would give away an answer to an earlier question.",
        "%(count)s are not shown because the number asked would give away an answer to an earlier question.",
        number,
        count=count,
    )


def _small_groups(number: int, count: str) -> str:
    return ngettext(
        "%(count)s split of a question into groups is not shown because the groups are too small.",
        "%(count)s splits of questions into groups are not shown because the groups are too small.",
        number,
        count=count,
    )


def _many_figures(number: int, count: str) -> str:
    return ngettext(
        "%(count)s split is not shown because so many groups at once would give a child away.",
        "%(count)s splits are not shown because so many groups at once would give a child away.",
        number,
        count=count,
    )


def _too_close(number: int, count: str) -> str:
    return ngettext(
        "%(count)s is not shown because our own attempt to find a child in the results came too close.",
        "%(count)s are not shown because our own attempt to find a child in the results came too close.",
        number,
        count=count,
    )


_HIDDEN = {
    Why.SMALL_BASE: _too_few,
    Why.SECONDARY: _beside,
    Why.ROUTED: _routed,
    Why.GROUPS: _small_groups,
    Why.FIGURES: _many_figures,
}


def nothing_hidden() -> str:
    """Said when no rule hid anything."""
    return _("Nothing had to be hidden in these results.")


def few_and_nearly_all() -> str:
    """Why some counts are given in words."""
    return _(
        "Counts very near to none or to all are only given as “fewer than 5” or “nearly all”."
        " So nobody can tell what one child said."
    )
