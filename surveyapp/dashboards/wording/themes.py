"""Saying what children wrote about: shares of comments, never of children in care."""

from __future__ import annotations

from surveyapp.dashboards.wording import shares
from surveyapp.dashboards.wording.numbers import tenths, whole
from surveyapp.dashboards.wording.quotes import WELSH
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import locale
from surveyapp.releases.model import Share, Shown, Suppressed, Theme, Why


def title() -> str:
    """What the page and the way to it are called."""
    return _("What children wrote about")


def standfirst() -> tuple[str, ...]:
    """What the numbers of this page are, and what they are not."""
    return (
        _("People read what children wrote and counted what it is about. One comment can be about several things."),
        _("The shares are of comments, not of all children. Many wrote nothing, and they may think otherwise."),
    )


def read(comments: int) -> str:
    """How many comments stand behind the figures of a question."""
    return _("%(comments)s comments could be read and counted.", comments=whole(comments))


def none_read() -> str:
    """Why nothing is told of a question."""
    return _("Fewer than 10 comments could be read and counted, so we do not say what they are about.")


def coded_anew(version: int) -> str:
    """That the list of themes was changed after a first coding; "" where it was not."""
    if version < 2:
        return ""
    return _(
        "After a first count the list was changed and everything was counted anew. This is version %(version)s.",
        version=whole(version),
    )


def name(theme: Theme) -> str:
    """A theme's name in the reader's language, as far as the council wrote it."""
    return theme.welsh if theme.welsh and locale().partition("_")[0] == WELSH else theme.name


def language(theme: Theme) -> str:
    """The language of the name that is shown."""
    return WELSH if name(theme) is theme.welsh and theme.welsh else "en"


def told(result: Share | Suppressed) -> str:
    """Such as "About 3 in 10 (14 of the 46 comments)"; why not, when nothing may be shown."""
    if not isinstance(result, Share):
        return hidden(result)
    return _("%(share)s (%(count)s)", share=about(result), count=of_comments(result))


def about(result: Share) -> str:
    """The share in words alone: "About 3 in 10"; "Few" or "Nearly all" where the count is only known so far."""
    if result.count.shown is Shown.FEW:
        return _("Few")
    if result.count.shown is Shown.NEARLY_ALL:
        return _("Nearly all") if result.count.low >= shares.NEARLY * result.count.base else _("Most")
    if not shares.has_percentage(result):
        return _small(result)
    near = tenths(result.point.low)
    if near in (0, 5, 10):
        return {0: _("Fewer than 1 in 10"), 5: _("About half"), 10: _("More than 9 in 10")}[near]
    return _("About %(tenths)s in 10", tenths=whole(near))


def of_comments(result: Share) -> str:
    """The count: "14 of the 46 comments"."""
    count, base = result.count, whole(result.count.base)
    if count.shown is Shown.FEW:
        return _("fewer than %(count)s of the %(base)s comments", count=whole(count.high + 1), base=base)
    if count.shown is Shown.NEARLY_ALL:
        return _("%(count)s or more of the %(base)s comments", count=whole(count.low), base=base)
    return _("%(count)s of the %(base)s comments", count=whole(count.low), base=base)


def hidden(result: Suppressed) -> str:
    """Why a theme's count is not shown."""
    if result.why is Why.AGREEMENT:
        return _("Not counted: we can't be sure that two readers agree on what belongs here")
    return _("Not shown: it would give away how many wrote about something else")


def rough() -> str:
    """Beside a count that readers agreed on well enough, and not better."""
    return _("Rough count")


def _small(result: Share) -> str:
    if 2 * result.count.low == result.count.base:
        return _("Half")
    return _("More than half") if 2 * result.count.low > result.count.base else _("Fewer than half")
