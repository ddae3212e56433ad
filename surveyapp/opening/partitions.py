"""Which group of a breakdown a child belongs to: a partition in which not saying is a group too."""

from __future__ import annotations

from surveyapp.definition.model import Breakdown, Instrument, Item, Missing
from surveyapp.opening.opened import Opened
from surveyapp.results.models import UNSAID


def asks(instrument: Instrument, breakdown: Breakdown) -> Item | None:
    """The item with which this instrument asks for the breakdown."""
    return next((item for item in instrument.closed if item.breakdown == breakdown.id), None)


def group_of(breakdown: Breakdown, instrument: Instrument, member: Opened) -> str:
    """The child's group, merged as the bank says; UNSAID where it was not asked, skipped or declined."""
    item = asks(instrument, breakdown)
    answer = member.answers[item.id] if item is not None else Missing.NOT_ASKED
    group = UNSAID if isinstance(answer, Missing) else _one_word(answer)
    return breakdown.merge.get(group, group)


def _one_word(answer: str | int | tuple[str, ...]) -> str:
    """Several choices are one group: who ticked two is not in both."""
    if isinstance(answer, tuple):
        return answer[0] if len(answer) == 1 else UNSAID
    return str(answer)
