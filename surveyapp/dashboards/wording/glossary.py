"""What the words of these pages mean, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.dashboards.findings import LIMITS
from surveyapp.dashboards.wording import terms
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release

Meaning = tuple[str, str, str]
"""The anchor, the word, and what it means."""


def people(release: Release) -> Iterable[Meaning]:
    """Whom these pages speak of, as this council says it."""
    care, leavers = terms.in_care(release), terms.leavers(release)
    yield (
        "in-care",
        _("Children %(in_care)s", in_care=care),
        _(
            "Children whom the council looks after as a parent would."
            " Some councils say “in care”. Others say “looked after”, “cared for” or “care experienced”."
            " They mean the same."
        ),
    )
    yield (
        "leavers",
        _("%(leavers)s", leavers=leavers[:1].upper() + leavers[1:]),
        _(
            "Young people who were %(in_care)s, and who are moving on to a life of their own or have done so.",
            in_care=care,
        ),
    )
    yield "age-band", _("Age band"), _("Children of these ages were asked the same questions, in words for their age.")
    yield (
        "took-part",
        _("Took part"),
        _("Sent in answers. The share who took part is of all who could answer: everyone on the council's list."),
    )
    yield (
        "together",
        _("Counted together"),
        _(
            "Where too few answered one survey, their answers wait sealed."
            " They are counted with those of the next survey, or of other councils."
            " This was settled before the survey began."
        ),
    )
    yield (
        "floor",
        _("%(floor)s%% floor", floor=whole(percent(release.floor))),
        _("Where fewer take part than this, their answers may not hold for the others."),
    )


def numbers() -> Iterable[Meaning]:
    """How answers are counted."""
    yield (
        "positive",
        _("Positive answer"),
        _("An answer that says life is good in this way. Each question's own page lists which answers count."),
    )
    yield (
        "share",
        _("Share"),
        _("How many gave a positive answer, out of each hundred who answered the question."),
    )
    yield (
        "range",
        _("Range"),
        _("Where the real share lies, 19 times in 20. Few answers make a wide range. Charts draw it as a line."),
    )
    yield "point", _("Point"), _("A step of one in a hundred. From 60% to 70% is 10 points.")
    yield (
        "few",
        _("Fewer than 5; nearly all"),
        _("Said in place of a count that is very near to none or to all, so that nobody can tell what one child said."),
    )
    yield (
        "not-shown",
        _("Not shown"),
        _("Fewer than 10 answered, or such a small group could be worked out from it. Each time, the page says which."),
    )


def words_of_change() -> Iterable[Meaning]:
    """What is said of two surveys or more."""
    yield (
        "clear",
        _("Clearly better, clearly worse"),
        _("A change that chance would hardly make, even with so many comparisons. Better means more positive answers."),
    )
    yield (
        "possible",
        _("Possible, not firm"),
        _("Only a first look shows a change. Some come up by chance alone, so none should be quoted by itself."),
    )
    yield (
        "no-clear-change",
        _("No clear change"),
        _("There may have been a change, but with this many answers it can't be seen. It does not mean no change."),
    )
    yield "same", _("About the same"), _("The real difference is very likely less than 10 points either way.")
    yield (
        "mix",
        _("The mix of children differs"),
        _("The answers differ, but so do the children who answered. We can't say that things changed for a child."),
    )
    yield (
        "new-line",
        _("New line"),
        _("The question, its answers or the ages changed. What was said before and after can't be joined."),
    )


def words_of_judging() -> Iterable[Meaning]:
    """What stands out, and what stands beside it."""
    yield (
        "strength",
        _("Strength"),
        _(
            "We can be fairly sure that at least %(limit)s%% would give a positive answer.",
            limit=whole(percent(LIMITS.strength_from)),
        ),
    )
    yield (
        "worry",
        _("Worry"),
        _(
            "We can be fairly sure that no more than %(limit)s%% would give a positive answer."
            " Or that more than %(bad)s%% would give a bad one.",
            limit=whole(percent(LIMITS.worry_to)),
            bad=whole(percent(LIMITS.bad_over)),
        ),
    )
    yield (
        "elsewhere",
        _("Figures from elsewhere"),
        _("What another survey or an old report found. It asked others, or at another time: background, not a target."),
    )
    yield (
        "fingerprint",
        _("Fingerprint"),
        _("A long number made from the results. If one digit of the results were changed, it would be another."),
    )
