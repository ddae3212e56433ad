"""The words under which an answer is counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from surveyapp.definition.model import Answer, Kind, Missing

ANSWERED = "answered"
NONE = "none"

POSITIVE, OTHER, MISSING = "=positive", "=other", "=missing"
"""All that is counted of an answer by group. The sign stands in no option's id."""

FEW, NEARLY_ALL = "=few", "=nearly_all"
"""So many of a group answered, few of them positively or nearly all; how many exactly is not kept."""

TOO_FEW, UNSPLIT = "=too_few", "=unsplit"
"""So many answered in these bands, and no counts by group of this breakdown are kept of the question: its groups are
too small to be shown, or it has figures enough. Of a question that an earlier answer opens: so many took part."""

PEOPLE = "=people"
"""Stands as item and as answer where a group's children are counted, whatever they answered."""

_MISSING = {
    Missing.SKIPPED: "skipped",
    Missing.RATHER_NOT_SAY: "rather_not_say",
    Missing.NOT_ASKED: "not_asked",
}


def counted_as(kind: Kind, answer: Answer) -> tuple[str, ...]:
    """An option id, a number in digits, or why there is no answer; several choices count each, and once together."""
    if isinstance(answer, Missing):
        return (_MISSING[answer],)
    if kind is Kind.SEVERAL:
        assert isinstance(answer, tuple)
        return (*(answer or (NONE,)), ANSWERED)
    return (str(answer),)


def summed(answers: Mapping[str, int], positive: Collection[str]) -> dict[str, int]:
    """How often answers were positive, other or missing; what nobody gave has no entry. What was summed stays as it is.

    Of several choices an answer is positive if anything was chosen. Few stands as none, nearly all as all.
    """
    missing = sum(n for word, n in answers.items() if word in {*_MISSING.values(), MISSING})
    if ANSWERED in answers:
        good = answers[ANSWERED] - answers.get(NONE, 0)
        everybody = answers[ANSWERED] + missing
    else:
        good = sum(n for word, n in answers.items() if word in positive or word in (POSITIVE, NEARLY_ALL))
        everybody = sum(answers.values())
    found = {POSITIVE: good, OTHER: everybody - good - missing, MISSING: missing}
    return {word: n for word, n in found.items() if n}
