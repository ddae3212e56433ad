"""Saying who took part: a fact, with its difference from the wave before."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import percent, stretched, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Range, RatePoint, ResponseRate


def fact(rate: ResponseRate) -> str:
    """Such as "97 of 176 (55%)"."""
    return _(
        "%(completed)s of %(eligible)s (%(share)s%%)",
        completed=whole(rate.completed),
        eligible=whole(rate.eligible),
        share=whole(percent(rate.share)),
    )


def before(rate: ResponseRate) -> str:
    """The same for the wave before."""
    if rate.then_completed is None or rate.then_eligible is None or rate.then_share is None:
        return _("No earlier figure")
    return _(
        "%(completed)s of %(eligible)s (%(share)s%%)",
        completed=whole(rate.then_completed),
        eligible=whole(rate.then_eligible),
        share=whole(percent(rate.then_share)),
    )


def of(point: RatePoint) -> str:
    """Such as "97 of 176 (55%)"."""
    return _(
        "%(completed)s of %(eligible)s (%(share)s%%)",
        completed=whole(point.completed),
        eligible=whole(point.eligible),
        share=whole(percent(point.share)),
    )


def share(value: float) -> str:
    """Such as "55%"."""
    return _("%(share)s%%", share=whole(percent(value)))


def sentence(rate: ResponseRate) -> str:
    """How many took part, as a sentence."""
    return ngettext(
        "%(completed)s of the %(eligible)s child or young person who could answer took part (%(share)s%%).",
        "%(completed)s of the %(eligible)s children and young people who could answer took part (%(share)s%%).",
        rate.eligible,
        completed=whole(rate.completed),
        eligible=whole(rate.eligible),
        share=whole(percent(rate.share)),
    )


def of_those_still_here(rate: ResponseRate, in_care: str) -> str:
    """The share of those who were eligible to the end; empty where that is not told or nobody left."""
    if rate.still_eligible is None or rate.still_eligible == rate.eligible:
        return ""
    return _(
        "If we leave out those no longer %(in_care)s here, %(completed)s of %(eligible)s took part (%(share)s%%).",
        in_care=in_care,
        completed=whole(rate.completed),
        eligible=whole(rate.still_eligible),
        share=whole(percent(rate.completed / rate.still_eligible)),
    )


def counted(rate: ResponseRate) -> str:
    """The count alone, for beside its percentage."""
    return ngettext(
        "%(completed)s of the %(eligible)s child or young person who could.",
        "%(completed)s of the %(eligible)s children and young people who could.",
        rate.eligible,
        completed=whole(rate.completed),
        eligible=whole(rate.eligible),
    )


def since(rate: ResponseRate, year: str) -> str:
    """Whether more or fewer took part than before, as far as the numbers allow."""
    if not year:
        return ""
    if rate.difference is None or rate.then_share is None:
        return _("Not the same age bands were asked in %(year)s, so only single bands can be compared.", year=year)
    share = whole(percent(rate.then_share))
    if rate.difference.low > 0:
        return _("Clearly more took part than in %(year)s (%(share)s%%).", year=year, share=share)
    if rate.difference.high < 0:
        return _("Clearly fewer took part than in %(year)s (%(share)s%%).", year=year, share=share)
    return _("In %(year)s it was %(share)s%%: no clear difference.", year=year, share=share)


def difference(span: Range | None) -> str:
    """The 95 % range of the difference in whole points."""
    if span is None:
        return "–"
    low, high = stretched(span.low), stretched(span.high)
    return _("from %(low)s to %(high)s points", low=signed(low), high=signed(high))


def signed(number: int) -> str:
    """A whole number with its sign: "+4", "−1", "0"."""
    if number == 0:
        return "0"
    return _("+%(number)s", number=whole(number)) if number > 0 else _("−%(number)s", number=whole(-number))


def floor_warning(rate: ResponseRate, floor: float) -> str:
    """What a response rate under the floor means for the reader; empty when it is above."""
    if not rate.below_floor:
        return ""
    return _(
        "Fewer than %(floor)s%% took part: what these children say may not hold for the others.",
        floor=whole(percent(floor)),
    )


def floor_meaning(floor: float) -> str:
    """What the dashed line of the charts stands for."""
    return _(
        "The dashed line is at %(floor)s%%. Where fewer take part, their answers may not hold for the others."
        " Above the line that can still be so: those who did not answer may think otherwise.",
        floor=whole(percent(floor)),
    )


def unsaid(number: int | None) -> str:
    """How many who answered did not say which group is theirs; empty for none."""
    if number is None:
        return _("Some may have answered without saying which group is theirs. How many is not shown.")
    if not number:
        return ""
    return ngettext(
        "%(count)s who answered did not say which group is theirs.",
        "%(count)s who answered did not say which group is theirs.",
        number,
        count=whole(number),
    )
