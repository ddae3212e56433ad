"""Saying what a comparison of two waves allows us to say, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.dashboards.wording.numbers import amount, exact, points, rounded, stretched, whole
from surveyapp.dashboards.wording.shares import brief, protected
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Change, Label, Range, Result, Share

CLEAR = frozenset({Label.CLEARLY_BETTER, Label.CLEARLY_WORSE})
POSSIBLE = frozenset({Label.POSSIBLY_BETTER, Label.POSSIBLY_WORSE})
INCOMPARABLE = frozenset({Label.TOO_FEW, Label.NOT_COMPARABLE})


def verdict(label: Label) -> str:
    """The label in two or three words, for the end of a line."""
    return {
        Label.CLEARLY_BETTER: lambda: _("Clearly better"),
        Label.CLEARLY_WORSE: lambda: _("Clearly worse"),
        Label.POSSIBLY_BETTER: lambda: _("Possibly better, not firm"),
        Label.POSSIBLY_WORSE: lambda: _("Possibly worse, not firm"),
        Label.MIX_DIFFERS: lambda: _("The mix of children differs"),
        Label.NEARLY_ALL: lambda: _("Fewer than 5 gave another answer, both times"),
        Label.ABOUT_THE_SAME: lambda: _("About the same"),
        Label.NO_CLEAR_CHANGE: lambda: _("No clear change"),
        Label.TOO_FEW: lambda: _("Too few answers to compare"),
        Label.NOT_COMPARABLE: lambda: _("Can't be compared"),
    }[label]()


def sentence(change: Change, year: str) -> str:
    """The label as a sentence about the time since the earlier wave."""
    return {
        Label.CLEARLY_BETTER: lambda: _("Clearly better since %(year)s.", year=year),
        Label.CLEARLY_WORSE: lambda: _("Clearly worse since %(year)s.", year=year),
        Label.POSSIBLY_BETTER: lambda: _("Possibly better since %(year)s, but this is not firm.", year=year),
        Label.POSSIBLY_WORSE: lambda: _("Possibly worse since %(year)s, but this is not firm.", year=year),
        Label.MIX_DIFFERS: lambda: _(
            "The answers differ from %(year)s, but so does the mix of children who answered,"
            " so we can't say that things changed.",
            year=year,
        ),
        Label.NEARLY_ALL: lambda: _("Fewer than 5 gave another answer, now and in %(year)s.", year=year),
        Label.ABOUT_THE_SAME: lambda: _("About the same as in %(year)s.", year=year),
        Label.NO_CLEAR_CHANGE: lambda: _("No clear change since %(year)s.", year=year),
        Label.TOO_FEW: lambda: _("Too few answers to compare the years."),
        Label.NOT_COMPARABLE: lambda: _("The question changed, so the years can't be compared."),
    }[change.label]()


def verdict_of(result: Result) -> str:
    """The same of a result: what is hidden for protection is not few."""
    return not_shown() if unshown(result) else verdict(result.change.label)


def sentence_of(result: Result, year: str) -> str:
    """The label of a result as a sentence."""
    return _("Not shown, so it can't be compared.") if unshown(result) else sentence(result.change, year)


def unshown(result: Result) -> bool:
    """Whether it is not compared because this time's figure, or the earlier one, is hidden for protection."""
    return result.change.label is Label.TOO_FEW and protected(result.now, result.then)


def not_shown() -> str:
    """What stands where there is no comparison for that reason."""
    return _("Not shown, so it can't be compared")


def by_age(results: Iterable[Result]) -> str:
    """Why no age's own change is called clear, where one would be but for that."""
    if not any(one.change.label in POSSIBLE for one in results):
        return ""
    return _("For one age group we can't allow for a different mix of children, so nothing here is called clear.")


def points_mean() -> str:
    """What a point is."""
    return _("“Points” are percentage points: from 40%% to 50%% is %(points)s points.", points=whole(10))


def listed(label: Label, year: str, titles: str) -> str:
    """Everything with one clear label in a sentence."""
    if label is Label.CLEARLY_BETTER:
        return _("Clearly better since %(year)s: %(titles)s.", year=year, titles=titles)
    return _("Clearly worse since %(year)s: %(titles)s.", year=year, titles=titles)


def both(result: Result, year: str) -> str:
    """Of how many, where nearly all were positive both times: "93 or more of 97; 2024: 16 or more of 20"."""
    if result.change.label is not Label.NEARLY_ALL:
        return ""
    if not isinstance(result.now, Share) or not isinstance(result.then, Share):
        return ""
    return _("%(now)s; %(year)s: %(then)s", now=brief(result.now.count), year=year, then=brief(result.then.count))


def extent(change: Change) -> str:
    """How far the real difference could go either way, in the 99 % interval that the chart draws."""
    if change.interval99 is None or change.label in INCOMPARABLE:
        return ""
    span = change.interval99
    low, high = stretched(span.low), stretched(span.high)
    if span.low > 0:
        return _(
            "The real difference is very likely between %(low)s and %(high)s better.",
            low=whole(low),
            high=amount(high),
        )
    if span.high < 0:
        return _(
            "The real difference is very likely between %(high)s and %(low)s worse.",
            low=amount(-low),
            high=whole(-high),
        )
    return _(
        "The real difference is very likely between %(low)s worse and %(high)s better.",
        low=amount(-low),
        high=amount(high),
    )


def since(change: Change, year: str) -> str:
    """The label and how far it could go, in one sentence each."""
    return " ".join(filter(None, (sentence(change, year), extent(change))))


def surely(change: Change) -> str:
    """How sure we are of a clear change, and how little of its size; empty for any other."""
    span = change.interval99
    if span is None or change.label not in CLEAR:
        return ""
    ends = sorted(abs(stretched(end)) for end in (span.low, span.high))
    values = {"low": whole(ends[0]), "high": amount(ends[1])}
    if change.label is Label.CLEARLY_BETTER:
        return _("We can be fairly sure that this got better, by %(low)s to %(high)s.", **values)
    return _("We can be fairly sure that this got worse, by %(low)s to %(high)s.", **values)


def missed(change: Change) -> str:
    """Which real changes these numbers of answers would have shown 8 times in 10."""
    if change.label in CLEAR or change.label in INCOMPARABLE:
        return ""
    rise, fall = change.caught_rise, change.caught_fall
    if rise is not None and fall is not None:
        return _(
            "This many answers are likely to show only large changes: from about %(rise)s points better"
            " or %(fall)s points worse.",
            rise=whole(points(rise)),
            fall=whole(points(-fall)),
        )
    if fall is not None:
        return _(
            "With this many answers, a change for the better could hardly be seen, and a change for the worse only"
            " from about %(fall)s points.",
            fall=whole(points(-fall)),
        )
    if rise is not None:
        return _(
            "With this many answers, a change for the worse could hardly be seen, and a change for the better only"
            " from about %(rise)s points.",
            rise=whole(points(rise)),
        )
    return _("With this many answers, hardly any change could be seen.")


def short(span: Range | None) -> str:
    """A difference for the end of a line: "12 points better", or a range of such."""
    if span is None:
        return "–"
    low, high = (points(span.low), points(span.high)) if exact(span) else (stretched(span.low), stretched(span.high))
    if low == high:
        return _one(low)
    if low >= 0:
        return _("%(low)s to %(high)s better", low=whole(low), high=amount(high))
    if high <= 0:
        return _("%(high)s to %(low)s worse", low=amount(-low), high=whole(-high))
    return _("%(low)s to %(high)s", low=_one(low), high=_one(high))


def _one(difference: int) -> str:
    if difference == 0:
        return _("no difference")
    if difference > 0:
        return _("%(amount)s better", amount=amount(difference))
    return _("%(amount)s worse", amount=amount(-difference))


def by_chance(comparisons: int, expected: float) -> str:
    """How many possible changes chance alone would make; stands beside every possible change."""
    values = {"comparisons": whole(comparisons), "expected": whole(rounded(expected))}
    if rounded(expected) < 1:
        return _(
            "“Possible” means we are not sure. Of the %(comparisons)s comparisons in these results,"
            " chance alone would usually make none look like this, but sometimes one or two.",
            **values,
        )
    return _(
        "“Possible” means we are not sure. Of the %(comparisons)s comparisons in these results,"
        " about %(expected)s would look like this by chance alone.",
        **values,
    )


def reason(change: Change) -> str:
    """Why two waves can't be compared: the release's own reason where it gives one."""
    return _(change.reason) if change.reason else _("The question changed, so the years can't be compared.")
