"""Which group of a breakdown a child belongs to: a partition in which not saying is a group too."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.definition.model import Answer, Breakdown, Instrument, Item, Missing
from surveyapp.opening.opened import Opened
from surveyapp.results.models import UNSAID


def asks(instrument: Instrument, breakdown: Breakdown) -> Item | None:
    """The item with which this instrument asks for the breakdown."""
    return next((item for item in instrument.closed if item.breakdown == breakdown.id), None)


def groups_of(breakdown: Breakdown, instrument: Instrument, members: Iterable[Opened]) -> tuple[str, ...]:
    """Each member's group, merged as the bank says; UNSAID where it was not asked, skipped or declined."""
    item = asks(instrument, breakdown)
    answers = (member.answers[item.id] if item is not None else Missing.NOT_ASKED for member in members)
    return tuple(merged(breakdown, _one_word(answer)) for answer in answers)


def merged(breakdown: Breakdown, group: str) -> str:
    """The group that the bank counts this one with."""
    return breakdown.merge.get(group, group)


def _one_word(answer: Answer) -> str:
    """Several choices are one group: who ticked two is in neither."""
    if isinstance(answer, Missing):
        return UNSAID
    if isinstance(answer, tuple):
        return answer[0] if len(answer) == 1 else UNSAID
    return str(answer)
