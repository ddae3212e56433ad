"""Saying how many children gave a positive answer, and how sure we are."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import FEWEST_FOR_A_PERCENTAGE, exact, percent, tenths, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Count, Range, Share, Shown, Suppressed, Why

NEARLY = 0.9


def has_percentage(result: Share | Suppressed | None) -> bool:
    """Whether enough children answered for a percentage to mean something."""
    return isinstance(result, Share) and result.count.base >= FEWEST_FOR_A_PERCENTAGE


def sentence(result: Share | Suppressed | None) -> str:
    """Such as "About 7 in 10 (68 of the 97 who answered)"; why not, when nothing may be shown."""
    if not isinstance(result, Share):
        return hidden(result)
    if result.count.shown is not Shown.EXACT:
        return coded(result.count)
    if result.count.base < FEWEST_FOR_A_PERCENTAGE:
        return _few_answered(result)
    return _tenths(result)


def told(result: Share | Suppressed | None) -> str:
    """The same as a whole sentence."""
    if not isinstance(result, Share):
        return _("%(why)s.", why=hidden(result))
    return _("%(share)s gave a positive answer.", share=sentence(result))


def brief(count: Count) -> str:
    """The count for a table cell or the end of a line: "68 of 97"."""
    base = whole(count.base)
    if count.shown is Shown.FEW:
        return _("fewer than %(count)s of %(base)s", count=whole(count.high + 1), base=base)
    if count.shown is Shown.NEARLY_ALL:
        return _("%(count)s or more of %(base)s", count=whole(count.low), base=base)
    return _("%(count)s of %(base)s", count=whole(count.low), base=base)


def coded(count: Count) -> str:
    """A count that is only shown as "fewer than 5" or "nearly all"."""
    if count.shown is Shown.FEW:
        return ngettext(
            "Fewer than %(count)s of the %(base)s who answered",
            "Fewer than %(count)s of the %(base)s who answered",
            count.base,
            count=whole(count.high + 1),
            base=whole(count.base),
        )
    if count.low >= NEARLY * count.base:
        return _("Nearly all (%(count)s or more of the %(base)s who answered)", **_of(count))
    return _("%(count)s or more of the %(base)s who answered", **_of(count))


def _of(count: Count) -> dict[str, str]:
    return {"count": whole(count.low), "base": whole(count.base)}


def _few_answered(result: Share) -> str:
    of = _of(result.count)
    if 2 * result.count.low == result.count.base:
        return _("Half (%(count)s of the %(base)s who answered)", **of)
    if result.point.low > 0.5:
        return _("More than half (%(count)s of the %(base)s who answered)", **of)
    return _("Fewer than half (%(count)s of the %(base)s who answered)", **of)


def _tenths(result: Share) -> str:
    of, near = _of(result.count), tenths(result.point.low)
    if near == 5:
        return _("About half (%(count)s of the %(base)s who answered)", **of)
    if near == 10:
        return _("More than 9 in 10 (%(count)s of the %(base)s who answered)", **of)
    if near == 0:
        return _("Fewer than 1 in 10 (%(count)s of the %(base)s who answered)", **of)
    return _("About %(tenths)s in 10 (%(count)s of the %(base)s who answered)", tenths=whole(near), **of)


def bad(result: Share) -> str:
    """How many gave a bad answer, beside a share of positive ones."""
    return _(
        "Bad answers: %(share)s · %(count)s · %(span)s",
        share=short(result),
        count=brief(result.count),
        span=span(result.interval),
    )


def short(result: Share | Suppressed | None) -> str:
    """The figure at the end of a line: "70%", "under 16%", or "–" where no percentage is given."""
    if not isinstance(result, Share) or not has_percentage(result):
        return "–"
    if exact(result.point):
        return _("%(share)s%%", share=whole(percent(result.point.low)))
    if result.count.shown is Shown.FEW:
        return _("at most %(share)s%%", share=whole(percent(result.point.high)))
    return _("at least %(share)s%%", share=whole(percent(result.point.low)))


def span(interval: Range) -> str:
    """A range in whole percentages: "60% to 78%"."""
    if interval.low <= 0:
        return _("under %(high)s%%", high=whole(percent(interval.high)))
    if interval.high >= 1:
        return _("over %(low)s%%", low=whole(percent(interval.low)))
    return _("%(low)s%% to %(high)s%%", low=whole(percent(interval.low)), high=whole(percent(interval.high)))


def how_sure(result: Share | Suppressed | None) -> str:
    """How far the share could be from what was counted, as a sentence."""
    if not isinstance(result, Share):
        return ""
    if not has_percentage(result):
        return _("Fewer than 20 answered, so we say it in words and give no percentage.")
    low, high = result.interval.low, result.interval.high
    if low <= 0:
        return _("We can be fairly sure that the real share is under %(high)s%%.", high=whole(percent(high)))
    if high >= 1:
        return _("We can be fairly sure that the real share is over %(low)s%%.", low=whole(percent(low)))
    return _(
        "We can be fairly sure that the real share is between %(low)s%% and %(high)s%%.",
        low=whole(percent(low)),
        high=whole(percent(high)),
    )


def hidden(result: Suppressed | None) -> str:
    """Why a value is not shown, in plain words."""
    if result is None:
        return _("No earlier answers")
    return {
        Why.SMALL_BASE: lambda: _("Not shown: fewer than 10 answered"),
        Why.SECONDARY: lambda: _("Not shown: it would give away a smaller group"),
        Why.AUDIT: lambda: _("Not shown: it could have given somebody away"),
        Why.ROUTED: lambda: _("Not shown: the number asked would give away an answer to an earlier question"),
        Why.GROUPS: lambda: _("Not shown: the groups are too small"),
        Why.FIGURES: lambda: _("Not shown: so many groups at once would give a child away"),
        Why.NOT_ASKED: lambda: _("Not asked"),
        Why.WAITING: lambda: _("Not shown: kept sealed, to be counted with others"),
        Why.AGREEMENT: lambda: _("Not counted: two readers did not agree often enough"),
    }[result.why]()


def protected(*results: Share | Suppressed | None) -> bool:
    """Whether some value is hidden to protect children, however many answered."""
    whys = {one.why for one in results if isinstance(one, Suppressed)}
    return bool(whys & {Why.SECONDARY, Why.AUDIT, Why.ROUTED, Why.FIGURES})


def routed(result: Share | Suppressed | None) -> bool:
    """Whether it is hidden because an earlier answer decides who is asked."""
    return isinstance(result, Suppressed) and result.why is Why.ROUTED


def hidden_groups(why: Why, labels: tuple[str, ...]) -> str:
    """Which groups are not shown for one reason."""
    named = {"groups": "; ".join(labels)}
    if why is Why.SMALL_BASE:
        return ngettext(
            "Not shown, because fewer than 10 answered: %(groups)s.",
            "Not shown, because fewer than 10 in each answered: %(groups)s.",
            len(labels),
            **named,
        )
    return {
        Why.SECONDARY: lambda: _("Not shown, so that a smaller group cannot be worked out: %(groups)s.", **named),
        Why.AUDIT: lambda: _("Not shown, because it could have given somebody away: %(groups)s.", **named),
        Why.ROUTED: lambda: _(
            "Not shown, because the number asked would give away an answer to an earlier question: %(groups)s.", **named
        ),
        Why.GROUPS: lambda: _("Not split, because the groups are too small: %(groups)s.", **named),
        Why.FIGURES: lambda: _(
            "Not split, because so many groups at once would give a child away: %(groups)s.", **named
        ),
        Why.NOT_ASKED: lambda: _("Not asked: %(groups)s.", **named),
        Why.WAITING: lambda: _("Not shown, because these answers are kept sealed: %(groups)s.", **named),
        Why.AGREEMENT: lambda: _("Not counted, because two readers did not agree often enough: %(groups)s.", **named),
    }[why]()
