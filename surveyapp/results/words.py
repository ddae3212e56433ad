"""The words under which an answer is counted."""

from __future__ import annotations

from surveyapp.definition.model import Answer, Kind, Missing

ANSWERED = "answered"
NONE = "none"
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
