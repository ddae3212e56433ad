"""Saying where this council stands beside others: inside where most lie, or not; never a place in a ranking."""

from __future__ import annotations

from surveyapp.dashboards.wording.changes import short
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Comparator, Elsewhere, Limits, Range, Standing

TITLE_OF = {
    Standing.BRIGHT_SPOT: lambda title: _("“%(title)s”: a bright spot beside other councils", title=title),
    Standing.BEHIND: lambda title: _("“%(title)s”: worse than in other councils", title=title),
    Standing.ABOUT_THE_SAME: lambda title: _("“%(title)s”: about the same as in other councils", title=title),
    Standing.AS_OTHERS: lambda title: _("“%(title)s”: no clear difference from other councils", title=title),
    Standing.TOO_FEW: lambda title: _("“%(title)s”: too few answers to set beside other councils", title=title),
}


def headline(title: str, standing: Standing) -> str:
    """What a funnel page says first."""
    return TITLE_OF[standing](title)


def verdict(standing: Standing) -> str:
    """The label in two or three words."""
    return {
        Standing.BRIGHT_SPOT: lambda: _("Bright spot"),
        Standing.BEHIND: lambda: _("Worse than elsewhere"),
        Standing.ABOUT_THE_SAME: lambda: _("About the same"),
        Standing.AS_OTHERS: lambda: _("No clear difference"),
        Standing.TOO_FEW: lambda: _("Too few answers to compare"),
    }[standing]()


def sentence(standing: Standing) -> str:
    """The label as a sentence."""
    return {
        Standing.BRIGHT_SPOT: lambda: _("It is better here than chance and the usual differences of councils explain."),
        Standing.BEHIND: lambda: _("It is worse here than chance and the usual differences of councils explain."),
        Standing.ABOUT_THE_SAME: lambda: _("It is about the same here as elsewhere."),
        Standing.AS_OTHERS: lambda: _("There is no clear difference from other councils."),
        Standing.TOO_FEW: lambda: _("Fewer than 20 answered here. That is too few to set beside other councils."),
    }[standing]()


def inside(found: Elsewhere) -> str:
    """Where most councils with as many answers lie."""
    if found.here is None:
        return ""
    return ngettext(
        "Where %(base)s child answers, most councils lie between %(low)s%% and %(high)s%%.",
        "Where %(base)s answer, most councils lie between %(low)s%% and %(high)s%%.",
        found.here.base,
        base=whole(found.here.base),
        **_ends(found.here.usual),
    )


def likely(found: Elsewhere) -> str:
    """How far the real difference from one more such council may go."""
    if found.difference is None:
        return ""
    return _(
        "The real difference from one such council is likely within this range: %(range)s.",
        range=short(found.difference),
    )


def behind(found: Elsewhere) -> str:
    """Who is behind it, and what their children said together."""
    said = ngettext(
        "%(count)s other council asked the same ages the same question.",
        "%(count)s other councils asked the same ages the same question.",
        found.authorities,
        count=whole(found.authorities),
    )
    return f"{said} {_together(found)}"


def _together(found: Elsewhere) -> str:
    answers = whole(found.base)
    low, high = percent(found.low / found.base), percent(found.high / found.base)
    if low == high:
        return _("Of %(base)s answers there, %(share)s%% are positive.", base=answers, share=whole(low))
    return _(
        "Of %(base)s answers there, between %(low)s%% and %(high)s%% are positive.",
        base=answers,
        low=whole(low),
        high=whole(high),
    )


def usual(limits: Limits) -> str:
    """Where 95 in 100 lie, for a cell."""
    return span(limits.usual)


def span(found: Range) -> str:
    """A range of shares for a cell."""
    return _("%(low)s%% to %(high)s%%", **_ends(found))


def _ends(found: Range) -> dict[str, str]:
    return {"low": whole(percent(found.low)), "high": whole(percent(found.high))}


def key() -> str:
    """How to read a funnel."""
    return _(
        "Grey: where 95 in 100 councils lie. Dashed lines: where nearly all lie (998 in 1,000)."
        " Few answers make it wide, many make it narrow. The dot is this council."
        " The line through it shows where its real share lies."
    )


def explained() -> tuple[str, ...]:
    """What a funnel is, and what it is not."""
    return (
        _("Most councils lie inside the grey part. Inside it, councils differ by chance and as councils usually do."),
        _("No other council is drawn or named. This is not a league table, and nobody has a place in it."),
    )


def made_up(comparator: Comparator) -> str:
    """That the others are invented, where they are."""
    return _("The other councils here are made up, and so are their figures.") if comparator.made_up else ""


def from_where(comparator: Comparator) -> tuple[str, ...]:
    """Whose work the comparison is, and of which years."""
    first, last = str(comparator.first_year), str(comparator.last_year)
    years = first if first == last else _("%(first)s to %(last)s", first=first, last=last)
    told = _(
        "%(programme)s added up what councils published about %(years)s.", programme=comparator.programme, years=years
    )
    return told, _("It has not seen any child's answer.")


def of_release(bright: int, behind: int) -> str:
    """What the page of all comparisons says first."""
    if not bright and not behind:
        return _("Nothing stands out from other councils")
    if not behind:
        return ngettext(
            "%(count)s bright spot beside other councils",
            "%(count)s bright spots beside other councils",
            bright,
            count=whole(bright),
        )
    if not bright:
        return ngettext(
            "%(count)s answer is worse than in other councils",
            "%(count)s answers are worse than in other councils",
            behind,
            count=whole(behind),
        )
    return _("Beside other councils: %(bright)s better, %(behind)s worse", bright=whole(bright), behind=whole(behind))


def compared(comparator: Comparator) -> str:
    """How many comparisons there are, and that we are strict for it."""
    return ngettext(
        "%(count)s result is set beside other councils. With many, some stand out by chance, so we are strict.",
        "%(count)s results are set beside other councils. With so many, some stand out by chance, so we are strict.",
        comparator.compared,
        count=whole(comparator.compared),
    )
